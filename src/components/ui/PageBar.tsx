import type { ReactNode } from 'react';
import { cn } from '@/lib/cn.ts';

export interface PageBarProps {
  /** The page's heading; leave it out where the page has a larger one of its own. */
  title?: string;
  /** Beside the title: a date, a breadcrumb. */
  children?: ReactNode;
  /** At the end of the bar. */
  actions?: ReactNode;
  className?: string;
}

/** The 52 px bar at the top of every page; it stays while the page scrolls. */
export function PageBar({ title, children, actions, className }: PageBarProps) {
  return (
    <header
      className={cn(
        'sticky top-0 z-(--z-sticky) flex h-13 items-center gap-2 border-b border-line px-4 backdrop-blur-[10px] desk:gap-3 desk:px-6',
        'bg-[color-mix(in_oklab,var(--surface)_92%,transparent)]',
        className,
      )}
    >
      {title ? (
        <h1 className="truncate text-lg font-strong tracking-(--tracking-tight) desk:text-md">
          {title}
        </h1>
      ) : null}
      {children}
      {actions ? <div className="ml-auto flex items-center gap-2">{actions}</div> : null}
    </header>
  );
}
