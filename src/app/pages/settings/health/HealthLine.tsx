import { Skeleton } from '@/components/ui/Skeleton.tsx';
import { cn } from '@/lib/cn.ts';
import { useCopy } from '@/lib/language.ts';
import { healthCopy } from './health-copy.ts';
import type { HealthRow, RowId } from './health-rows.ts';
import { HealthLamp } from './HealthLamp.tsx';
import { RowActions } from './RowActions.tsx';

const MEASURE_LOOK = {
  ok: 'text-faint',
  off: 'text-faint',
  warn: 'font-medium text-warning-text',
  bad: 'font-medium text-danger-text',
};

/** One part: its lamp, what was found and, where something is wrong, the remedy in its place. */
export function HealthLine(props: {
  id: RowId;
  row: HealthRow | undefined;
  onMeasure: () => void;
}) {
  const { id, row, onMeasure } = props;
  const copy = useCopy(healthCopy);
  const name = copy.names[id];
  const isFault = row?.state === 'bad' || row?.state === 'warn';
  // What does not mend anything stands at the end of the line, as a person expects a Play button.
  const isInline = row !== undefined && !row.remedy;
  return (
    <li
      aria-label={name}
      className="grid min-h-10.5 grid-cols-[1.375rem_minmax(0,1fr)_auto] items-center gap-x-3 border-b border-line py-1.5 max-desk:py-2.5 desk:grid-cols-[1.375rem_10rem_minmax(0,1fr)_auto]"
    >
      {row ? <HealthLamp state={row.state} /> : <Skeleton className="size-5.5 rounded-full" />}
      <span className="font-medium">{name}</span>
      <span
        className={cn(
          'max-desk:col-span-2 max-desk:col-start-2 max-desk:row-start-2 max-desk:text-small',
          isFault ? 'text-text' : 'text-muted',
        )}
      >
        {row?.finding ?? <Skeleton className="w-40" />}
      </span>
      <span
        className={cn(
          'flex items-center justify-end gap-2 text-right text-xs tabular-nums',
          MEASURE_LOOK[row?.state ?? 'off'],
        )}
      >
        {row?.measure}
        {isInline ? <RowActions row={row} name={name} onMeasure={onMeasure} isInline /> : null}
      </span>
      {row?.remedy ? (
        <div className="col-start-2 col-end-[-1] grid max-w-176 gap-2.5 pt-1 pb-2 text-muted max-desk:text-small">
          <p>{row.remedy}</p>
          <RowActions row={row} name={name} onMeasure={onMeasure} />
        </div>
      ) : null}
    </li>
  );
}
