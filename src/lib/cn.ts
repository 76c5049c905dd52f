import { clsx, type ClassValue } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

const merge = extendTailwindMerge({
  extend: {
    theme: {
      radius: ['chip', 'control', 'card', 'float'],
      shadow: ['card', 'menu', 'float', 'focus'],
      'font-weight': ['strong', 'heavy'],
      text: ['body', 'small'],
    },
  },
});

/** Joins class names; where two Tailwind classes set the same thing, the later one stays. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
