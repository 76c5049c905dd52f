import { TriangleAlert } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { EmptyState } from '@/components/ui/EmptyState.tsx';
import { useCallHistory } from '@/data/call-history.queries.ts';
import { CallHistoryEmpty } from './CallHistoryEmpty.tsx';
import { CallHistoryFilters } from './CallHistoryFilters.tsx';
import { CallHistorySkeleton, CallHistoryTable } from './CallHistoryTable.tsx';
import { callHistoryCopy as copy } from './copy.ts';
import { useCallHistoryFilter } from './use-call-history-filter.ts';

const SLOW_MS = 4_000;

export interface CallHistoryProps {
  /** Only the calls with this client. */
  clientId?: string;
}

/** Every call with what became of it: filters in the address, pages on demand, changes as they happen. */
export function CallHistory({ clientId }: CallHistoryProps) {
  const titleId = useId();
  const filter = useCallHistoryFilter(clientId ?? null);
  const history = useCallHistory(filter.query);
  const { rows } = history;

  return (
    <section aria-labelledby={titleId}>
      <div className="flex items-baseline gap-2 px-4 pt-5 pb-2.5 desk:px-6">
        <h2 id={titleId} className="text-body font-strong tracking-[-0.006em]">
          {copy.title}
        </h2>
        <span role="status" className="text-small text-faint tabular-nums">
          {history.isSuccess && rows.length > 0
            ? (history.hasNextPage ? copy.shownSoFar : copy.shown)(rows.length)
            : null}
        </span>
      </div>
      <CallHistoryFilters filter={filter} />
      {history.isPending ? <Loading /> : null}
      {history.isError && rows.length === 0 ? (
        <EmptyState
          icon={<TriangleAlert />}
          text={copy.failed}
          action={<Button onClick={() => void history.refetch()}>{copy.retry}</Button>}
        />
      ) : null}
      {history.isSuccess && rows.length === 0 ? (
        <CallHistoryEmpty filter={filter} hasClient={clientId !== undefined} />
      ) : null}
      {rows.length > 0 ? (
        <>
          {history.isError ? <Stale onRetry={() => void history.refetch()} /> : null}
          <CallHistoryTable rows={rows} isBusy={history.isPlaceholderData} />
        </>
      ) : null}
      {history.hasNextPage ? (
        <div className="px-4 py-3 desk:px-6">
          <Button
            variant="soft"
            aria-busy={history.isFetchingNextPage}
            onClick={() => void history.fetchNextPage()}
          >
            {history.isFetchingNextPage ? copy.loadingMore : copy.showMore}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function Loading() {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      {isSlow ? <p className="px-4 pb-2 text-muted desk:px-6">{copy.slow}</p> : null}
      <CallHistorySkeleton />
    </>
  );
}

function Stale({ onRetry }: { onRetry: () => void }) {
  return (
    <p
      role="status"
      className="mx-4 flex items-center gap-2 pb-1 text-small text-warning-text desk:mx-6"
    >
      {copy.stale}
      <Button variant="ghost" size="sm" onClick={onRetry}>
        {copy.retry}
      </Button>
    </p>
  );
}
