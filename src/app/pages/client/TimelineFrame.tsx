import type { ReactNode } from 'react';
import { cn } from '@/lib/cn.ts';
import { clockOf, exactTime } from '@/lib/dates.ts';

const discs = {
  plain: 'bg-fill text-muted',
  accent: 'bg-accent-soft text-accent-text',
  ai: 'bg-ai-soft text-ai-text',
  bad: 'bg-danger-soft text-danger-text',
};

export interface TimelineFrameProps {
  icon: ReactNode;
  tone?: keyof typeof discs;
  at: string;
  title: ReactNode;
  aside?: ReactNode;
  children?: ReactNode;
}

/** One thing that happened: its icon on the thread, its words, its time. */
export function TimelineFrame({
  icon,
  tone = 'plain',
  at,
  title,
  aside,
  children,
}: TimelineFrameProps) {
  return (
    <li className="relative grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-3 py-3 before:absolute before:top-11 before:-bottom-2 before:left-[0.84rem] before:w-px before:bg-line last:before:hidden desk:grid-cols-[1.75rem_minmax(0,1fr)_auto]">
      <span
        aria-hidden="true"
        className={cn(
          'grid size-7 place-items-center rounded-full [&>.lucide]:size-3.5',
          discs[tone],
        )}
      >
        {icon}
      </span>
      <div className="min-w-0">
        <div className="flex min-h-7 flex-wrap items-center gap-x-1.5">
          <span className={cn('font-medium', tone === 'bad' && 'text-danger-text')}>{title}</span>
          {aside}
        </div>
        {children}
      </div>
      <time
        dateTime={at}
        title={exactTime(at)}
        className="col-start-2 text-small text-faint tabular-nums desk:col-start-auto desk:leading-7"
      >
        {clockOf(at)}
      </time>
    </li>
  );
}
