import { Skeleton } from '@/components/ui/Skeleton.tsx';
import { callHistoryCopy as copy } from './copy.ts';

const SKELETON_WIDTHS = ['w-28', 'w-36', 'w-24', 'w-32', 'w-40', 'w-28', 'w-32', 'w-24'];

/** Rows of the true height while the first page is on the way. */
export function CallHistorySkeleton() {
  return (
    <div role="status" aria-label={copy.loading} className="px-4 desk:px-6">
      {SKELETON_WIDTHS.map((width, index) => (
        <div
          key={`${width}-${String(index)}`}
          className="flex h-15 items-center gap-4 border-b border-line desk:h-12"
        >
          <Skeleton className="size-4 rounded-full" />
          <span className="grid flex-1 gap-2">
            <Skeleton className={width} />
            <Skeleton className="h-2.5 w-48 max-w-full" />
          </span>
          <Skeleton className="w-14" />
        </div>
      ))}
    </div>
  );
}
