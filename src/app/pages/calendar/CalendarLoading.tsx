import { Skeleton } from '@/components/ui/Skeleton.tsx';
import { calendarCopy as copy } from './copy.ts';

const HEIGHTS = ['h-24', 'h-16', 'h-32'];

/** Stands where the grid will be. */
export function CalendarLoading({ columns }: { columns: number }) {
  return (
    <div
      role="status"
      aria-label={copy.loading}
      style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
      className="grid gap-3 border-t border-line px-4 py-11 desk:px-16"
    >
      {Array.from({ length: columns }, (_, column) => (
        <div key={`column-${String(column)}`} className="grid content-start gap-12">
          {HEIGHTS.map((height) => (
            <Skeleton key={height} className={`${height} rounded-[6px]`} />
          ))}
        </div>
      ))}
    </div>
  );
}
