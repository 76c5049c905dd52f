import type { ReactNode } from 'react';
import { cn } from '@/lib/cn.ts';
import { initials } from '@/lib/initials.ts';

export interface AvatarProps {
  name: string;
  size?: 'sm' | 'lg' | 'xl';
  tone?: 'plain' | 'ai';
  /** Instead of initials, for what is no person. */
  icon?: ReactNode;
  className?: string;
}

const sizes = { sm: 'size-6 text-[0.625rem]', lg: 'size-9 text-xs', xl: 'size-12 text-md' };

/** Initials on a neutral disc. Decorative: the name always stands beside it. */
export function Avatar({ name, size = 'sm', tone = 'plain', icon, className }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        'inline-grid shrink-0 place-items-center rounded-full font-strong tracking-[0.01em] [&>.lucide]:size-3.25',
        tone === 'ai' ? 'bg-ai-soft text-ai-text' : 'bg-fill-strong text-muted',
        sizes[size],
        className,
      )}
    >
      {icon ?? initials(name)}
    </span>
  );
}
