import { cn } from '@/lib/cn.ts';
import { dayWords, type IsoDay } from '@/lib/zoned-time.ts';
import { calendarCopy as copy } from './copy.ts';

export interface DayStripProps {
  days: readonly IsoDay[];
  chosen: IsoDay;
  today: IsoDay;
  /** How many visits each day has. */
  counts: ReadonlyMap<IsoDay, number>;
  onChoose: (day: IsoDay) => void;
}

/** The week on a phone: a day is a tap away, a dot says that it has visits. */
export function DayStrip({ days, chosen, today, counts, onChoose }: DayStripProps) {
  return (
    <div className="grid grid-cols-7 border-b border-line px-2 pt-1 pb-2">
      {days.map((day) => {
        const count = counts.get(day) ?? 0;
        const isChosen = day === chosen;
        return (
          <button
            key={day}
            type="button"
            aria-pressed={isChosen}
            onClick={() => onChoose(day)}
            className={cn(
              'relative grid h-13 content-center justify-items-center gap-px rounded-card text-2xs text-muted',
              isChosen && 'bg-accent text-on-accent',
            )}
          >
            <span aria-hidden="true">{dayWords(day, { weekday: 'narrow' })}</span>
            <span className="sr-only">
              {dayWords(day, { weekday: 'long' })}, {dayWords(day, { month: 'long' })}
            </span>
            <span
              className={cn(
                'text-md font-medium tabular-nums',
                isChosen ? 'text-on-accent' : day === today ? 'text-accent-text' : 'text-text',
              )}
            >
              {Number(day.slice(8))}
              <span className="sr-only">, {copy.visits(count)}</span>
            </span>
            {count > 0 ? (
              <span
                className={cn(
                  'absolute bottom-1 size-0.75 rounded-full',
                  isChosen ? 'bg-on-accent' : 'bg-faint',
                )}
              />
            ) : null}
          </button>
        );
      })}
    </div>
  );
}
