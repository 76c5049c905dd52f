import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn.ts';

/** The classes of a button, for links that look like one. */
export const buttonStyle = cva(
  [
    'relative inline-flex shrink-0 items-center justify-center gap-1.5 rounded-control font-medium whitespace-nowrap select-none',
    'transition-[background-color] duration-(--dur-press)',
    'disabled:bg-fill disabled:text-disabled disabled:shadow-none disabled:inset-ring-0',
  ],
  {
    variants: {
      variant: {
        quiet: 'bg-raised text-text inset-ring inset-ring-line-strong hover:bg-fill',
        ghost: 'text-muted hover:bg-fill hover:text-text disabled:bg-transparent',
        soft: 'bg-fill text-text hover:bg-fill-strong',
        primary: 'bg-accent text-on-accent shadow-(--elev-press) hover:bg-accent-hover',
        go: 'bg-success text-on-success shadow-(--elev-press) hover:bg-success-hover [&>.lucide]:fill-current [&>.lucide]:stroke-1',
        stop: 'bg-danger text-on-danger shadow-(--elev-press) hover:bg-danger-hover [&>.lucide]:fill-current [&>.lucide]:stroke-1',
        no: 'bg-raised text-danger-text inset-ring inset-ring-line-strong hover:bg-danger-soft',
        ai: 'bg-raised text-ai-text inset-ring inset-ring-ai-line hover:bg-ai-soft',
      },
      size: {
        sm: 'hit-area h-9 px-2.25 text-sm desk:h-7 desk:text-xs',
        md: 'h-11 px-3 text-body desk:h-8',
        lg: 'h-11 rounded-[0.5625rem] px-4 text-body font-strong',
      },
      iconOnly: { true: 'px-0', false: '[&>.lucide]:-ml-0.5' },
      isFull: { true: 'w-full', false: '' },
    },
    compoundVariants: [
      { iconOnly: true, size: 'sm', class: 'w-9 desk:w-7' },
      { iconOnly: true, size: 'md', class: 'w-11 desk:w-8' },
      { iconOnly: true, size: 'lg', class: 'w-11' },
    ],
    defaultVariants: { variant: 'quiet', size: 'md', iconOnly: false, isFull: false },
  },
);

export type ButtonStyle = VariantProps<typeof buttonStyle>;
export type ButtonProps = ComponentProps<'button'> & ButtonStyle;

/**
 * A button. `go` (green) is only for Accept and Call, `stop` (red) only for End call and destroying,
 * `primary` once per view. With `iconOnly` give it an `aria-label`.
 */
export function Button({
  variant,
  size,
  iconOnly,
  isFull,
  className,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      className={cn(buttonStyle({ variant, size, iconOnly, isFull }), className)}
      {...rest}
    />
  );
}
