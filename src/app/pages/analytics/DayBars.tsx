import { dayOf, longDayOf } from '@/lib/dates.ts';
import { analyticsCopy } from './copy.ts';
import type { Figures } from './figures.ts';

const { chart: copy } = analyticsCopy;
const MOST_LABELS = 5;

/** Calls in by day, answered and missed on top of each other. The table beside it has the figures. */
export function DayBars({ days, now }: { days: Figures['days']; now: number }) {
  const most = Math.max(4, ...days.map(({ calls }) => calls));
  const top = Math.ceil(most / 4) * 4;
  const every = Math.max(1, Math.ceil(days.length / MOST_LABELS));
  const lines = [4, 3, 2, 1, 0].map((quarter) => (top / 4) * quarter);
  return (
    <figure>
      <div className="relative mt-3 h-40">
        {lines.map((value) => (
          <span
            key={value}
            aria-hidden="true"
            className="absolute inset-x-0 flex h-0 items-center text-2xs text-faint tabular-nums"
            style={{ bottom: `${(value / top) * 100}%` }}
          >
            <span className="w-7">{value}</span>
            <span className="h-px flex-1 bg-line" />
          </span>
        ))}
        <ul className="absolute inset-y-0 right-0 left-7 flex items-end gap-0.5">
          {days.map(({ day, answered, missed }) => (
            <li
              key={day}
              title={copy.bar(longDayOf(day), answered, missed)}
              className="flex h-full max-w-28 flex-1 flex-col justify-end gap-px"
            >
              <span className="sr-only">{copy.bar(longDayOf(day), answered, missed)}</span>
              <span
                aria-hidden="true"
                className="rounded-t-[3px] bg-chart-4"
                style={{ height: `${(missed / top) * 100}%` }}
              />
              <span
                aria-hidden="true"
                className="rounded-[2px] bg-chart-1"
                style={{ height: `${(answered / top) * 100}%` }}
              />
            </li>
          ))}
        </ul>
      </div>
      <div aria-hidden="true" className="mt-1.5 ml-7 flex gap-0.5 text-2xs text-faint">
        {days.map(({ day }, index) => (
          <span key={day} className="w-0 max-w-28 flex-1 whitespace-nowrap">
            {index % every === 0 ? dayOf(day, now) : ''}
          </span>
        ))}
      </div>
    </figure>
  );
}
