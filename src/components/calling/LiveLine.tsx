import type { ReactNode } from 'react';
import { useSecondsSince } from '@/calling/use-calling.ts';
import { Timer } from '@/components/ui/Timer.tsx';

export interface LiveLineProps {
  mark: ReactNode;
  name: string;
  place: string;
  /** ISO 8601; the timer counts from it. */
  since: string;
}

/** A live call in two lines, with its timer. */
export function LiveLine({ mark, name, place, since }: LiveLineProps) {
  return (
    <div className="flex items-center gap-2.5">
      {mark}
      <div className="min-w-0 flex-1">
        <p className="truncate font-strong">{name}</p>
        <p className="truncate text-small text-muted" title={place}>
          {place}
        </p>
      </div>
      <LiveTimer label={name} since={since} />
    </div>
  );
}

/** By itself, so that a second that is over draws a figure and not a row. */
function LiveTimer({ label, since }: { label: string; since: string }) {
  return <Timer label={label} seconds={useSecondsSince(since)} className="text-md font-medium" />;
}
