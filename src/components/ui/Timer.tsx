import { cn } from '@/lib/cn.ts';
import { clockTime, isoDuration } from '@/lib/duration.ts';

export interface TimerProps {
  /** The accessible name, such as "Call duration". */
  label: string;
  seconds: number;
  className?: string;
}

/** A running clock, `m:ss` or `h:mm:ss`, in figures that do not dance. Never a live region. */
export function Timer({ label, seconds, className }: TimerProps) {
  return (
    <time
      role="timer"
      aria-label={label}
      aria-live="off"
      dateTime={isoDuration(seconds)}
      className={cn('tabular-nums', className)}
    >
      {clockTime(seconds)}
    </time>
  );
}
