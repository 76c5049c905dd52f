import type { ReactNode } from 'react';
import { secondsSince } from '@/calling/server-clock.ts';
import { useCallingState, useTick } from '@/calling/use-calling.ts';
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
  const now = useTick();
  const offset = useCallingState((state) => state.clockOffsetMs);
  return (
    <div className="flex items-center gap-2.5">
      {mark}
      <div className="min-w-0 flex-1">
        <p className="truncate font-strong">{name}</p>
        <p className="truncate text-small text-muted" title={place}>
          {place}
        </p>
      </div>
      <Timer
        label={name}
        seconds={secondsSince(since, now, offset)}
        className="text-md font-medium"
      />
    </div>
  );
}
