import { Skeleton } from '@/components/ui/Skeleton.tsx';
import type { Appointment } from '@/data/appointments.queries.ts';
import { cn } from '@/lib/cn.ts';
import { daysFrom } from '@/lib/dates.ts';
import { calendarCopy as copy } from './copy.ts';
import { VisitBlock } from './VisitBlock.tsx';
import { daysOfWeek } from './week.ts';

const weekday = new Intl.DateTimeFormat('en-CA', { weekday: 'short' });
const longDay = new Intl.DateTimeFormat('en-CA', {
  weekday: 'long',
  month: 'long',
  day: 'numeric',
});

export interface WeekViewProps {
  /** Local midnight, epoch milliseconds. */
  monday: number;
  visits: readonly Appointment[];
  isPending: boolean;
  now: number;
}

/** Seven days side by side, or below one another where there is no room; visits in order of time. */
export function WeekView({ monday, visits, isPending, now }: WeekViewProps) {
  return (
    <div className="grid grid-cols-1 wide:min-h-[calc(100dvh-6.5rem)] wide:grid-cols-[repeat(5,minmax(0,1fr))_repeat(2,minmax(0,0.72fr))]">
      {daysOfWeek(monday).map((day) => {
        const ofDay = visits.filter((visit) => daysFrom(visit.startsAt, day) === 0);
        const isToday = daysFrom(day, now) === 0;
        return (
          <section
            key={day}
            aria-label={longDay.format(day)}
            className={cn(
              'border-line max-wide:border-b wide:border-r wide:last:border-r-0',
              isToday && 'bg-[color-mix(in_oklch,var(--accent-soft)_45%,transparent)]',
              isWeekend(day) && 'bg-canvas',
            )}
          >
            <h2 className="flex h-9 items-center gap-1.5 px-4 text-small font-normal text-muted desk:px-6 wide:border-b wide:border-line wide:px-2.5">
              {weekday.format(day).replace('.', '')}
              <span
                className={cn(
                  'font-strong text-text tabular-nums',
                  isToday && 'rounded-chip bg-accent px-1.5 py-0.5 text-on-accent',
                )}
              >
                {new Date(day).getDate()}
              </span>
              <span className="ml-auto text-faint wide:hidden">
                {isPending ? '' : ofDay.length === 0 ? copy.none : copy.visits(ofDay.length)}
              </span>
            </h2>
            <ul
              className={cn(
                'grid gap-1.5 px-4 desk:px-6 wide:px-1.5 wide:py-1.5',
                ofDay.length > 0 && 'pb-3',
              )}
            >
              {isPending ? (
                <li>
                  <Skeleton className="h-14 rounded-[6px]" />
                </li>
              ) : null}
              {ofDay.map((visit) => (
                <li key={visit.id}>
                  <VisitBlock visit={visit} now={now} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function isWeekend(day: number): boolean {
  const weekdayNumber = new Date(day).getDay();
  return weekdayNumber === 0 || weekdayNumber === 6;
}
