import type { ComponentProps, ReactNode } from 'react';
import { cn } from '@/lib/cn.ts';

const fills = {
  on: 'bg-accent text-on-accent hover:not-disabled:bg-accent-hover',
  held: 'bg-warning text-on-warning hover:not-disabled:bg-warning',
};

export type PhoneKeyProps = ComponentProps<'button'> & {
  icon: ReactNode;
  fill?: keyof typeof fills | null;
};

/** One of the eight keys of the softphone. */
export function PhoneKey({ icon, fill = null, children, className, ...rest }: PhoneKeyProps) {
  return (
    <button
      type="button"
      data-on={fill !== null || undefined}
      className={cn(
        'grid h-14 content-center justify-items-center gap-0.75 rounded-[0.5625rem] bg-fill text-2xs font-medium whitespace-nowrap [&>.lucide]:size-4.5',
        'transition-[background-color] duration-(--dur-press) hover:not-disabled:bg-fill-strong disabled:text-disabled',
        fill && fills[fill],
        className,
      )}
      {...rest}
    >
      {icon}
      {children}
    </button>
  );
}
