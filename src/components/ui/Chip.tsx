import { cva, type VariantProps } from 'class-variance-authority';
import type { ReactNode } from 'react';
import { cn } from '@/lib/cn.ts';

const chipStyle = cva(
  'inline-flex h-5 items-center gap-1 rounded-chip px-1.5 text-2xs font-medium whitespace-nowrap [&>.lucide]:size-3 [&>.lucide]:stroke-2',
  {
    variants: {
      tone: {
        plain: 'bg-fill text-muted',
        ok: 'bg-success-soft text-success-text',
        bad: 'bg-danger-soft text-danger-text',
        warn: 'bg-warning-soft text-warning-text',
        ai: 'bg-ai-soft text-ai-text',
        accent: 'bg-accent-soft text-accent-text',
        line: 'text-muted inset-ring inset-ring-line-strong',
      },
    },
    defaultVariants: { tone: 'plain' },
  },
);

export type ChipProps = VariantProps<typeof chipStyle> & {
  children: ReactNode;
  className?: string;
};

/** A fact in one word, with at most one icon. Never clickable. */
export function Chip({ tone, children, className }: ChipProps) {
  return <span className={cn(chipStyle({ tone }), className)}>{children}</span>;
}
