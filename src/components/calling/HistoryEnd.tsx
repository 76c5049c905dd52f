import { Button } from '@/components/ui/Button.tsx';
import type { useCallHistory } from '@/data/call-history.queries.ts';
import { dayOf } from '@/lib/dates.ts';
import { useNow } from '@/lib/use-now.ts';
import { callHistoryCopy as copy } from './copy.ts';
import { historyCopy } from './history-copy.ts';

/** The way to older calls: pages come by scrolling, too. A look that found little says how far it got, and goes on. */
export function HistoryEnd({ history }: { history: ReturnType<typeof useCallHistory> }) {
  const now = useNow();
  const { hasNextPage, isFetchingNextPage, lookedBackTo, isLooking, fetchNextPage } = history;
  if (!hasNextPage) return null;
  const way = lookedBackTo === null ? copy.showMore : historyCopy.lookFurther;
  return (
    <div className="flex items-center gap-3 px-4 py-3 desk:px-6">
      {lookedBackTo === null ? null : (
        <span role="status" className="text-muted">
          {(isLooking ? historyCopy.lookingBack : historyCopy.lookedBack)(dayOf(lookedBackTo, now))}
        </span>
      )}
      {isLooking ? null : (
        <Button variant="soft" aria-busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {isFetchingNextPage ? copy.loadingMore : way}
        </Button>
      )}
    </div>
  );
}
