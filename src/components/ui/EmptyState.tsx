import type { ReactNode } from 'react';
import { cn } from '@/lib/cn.ts';

export interface EmptyStateProps {
  icon: ReactNode;
  title?: string;
  /** Why there is nothing, in a sentence. */
  text: ReactNode;
  /** One way on. */
  action?: ReactNode;
  className?: string;
}

/** What stands where there is nothing yet: the reason and what to do next. */
export function EmptyState({ icon, title, text, action, className }: EmptyStateProps) {
  return (
    <div className={cn('grid justify-items-center gap-1 px-6 py-8 text-center', className)}>
      <span aria-hidden="true" className="mb-2 text-faint [&>.lucide]:size-6">
        {icon}
      </span>
      {title ? <p className="font-strong">{title}</p> : null}
      <p className="max-w-sm text-muted">{text}</p>
      {action ? <div className="mt-3.5 flex gap-2">{action}</div> : null}
    </div>
  );
}
