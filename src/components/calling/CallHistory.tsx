import { Download, TriangleAlert } from 'lucide-react';
import { useCallback, useId } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { EmptyState } from '@/components/ui/EmptyState.tsx';
import { type CallRow, useCallHistory } from '@/data/call-history.queries.ts';
import { CallHistoryEmpty } from './CallHistoryEmpty.tsx';
import { CallHistoryFilters } from './CallHistoryFilters.tsx';
import { CallHistoryTable } from './CallHistoryTable.tsx';
import { callHistoryCopy as copy } from './copy.ts';
import { historyCopy } from './history-copy.ts';
import { HistoryEnd } from './HistoryEnd.tsx';
import { HistoryLoading, HistoryStale } from './HistoryStates.tsx';
import { SelectedCalls } from './SelectedCalls.tsx';
import { useCallHistoryFilter } from './use-call-history-filter.ts';
import { type HistoryExport, useHistoryExport } from './use-history-export.ts';
import { useRowSelection } from './use-row-selection.ts';
import { useSettledRows } from './use-settled-rows.ts';

export interface CallHistoryProps {
  /** Only the calls with this client. */
  clientId?: string;
}

/** Every call with what became of it: filters in the address, pages as one scrolls, changes as they happen. */
export function CallHistory({ clientId }: CallHistoryProps) {
  const titleId = useId();
  const filter = useCallHistoryFilter(clientId ?? null);
  const history = useCallHistory(filter.query);
  const settled = useSettledRows(history.rows, JSON.stringify(filter.query));
  const { rows } = settled;
  const selection = useRowSelection(rows);
  const exporting = useHistoryExport();
  const { hasNextPage, isFetchingNextPage, fetchNextPage, seen } = history;
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const { hold, release } = settled;
  const onShown = useCallback(
    (shown: readonly CallRow[], isScrolled: boolean) => {
      seen(shown.map(({ id }) => id));
      (isScrolled ? hold : release)('scrolled');
    },
    [seen, hold, release],
  );

  return (
    <section aria-labelledby={titleId}>
      <div className="flex items-center gap-2 px-4 pt-5 pb-2.5 desk:px-6">
        <h2 id={titleId} className="text-body font-strong tracking-[-0.006em]">
          {copy.title}
        </h2>
        <span role="status" className="text-small text-faint tabular-nums">
          {history.isSuccess && rows.length > 0
            ? (hasNextPage ? copy.shownSoFar : copy.shown)(rows.length)
            : null}
        </span>
        <ExportButton exporting={exporting} onRun={() => exporting.run(filter.query)} />
      </div>
      <CallHistoryFilters filter={filter} />
      {selection.ids.size > 0 ? (
        <SelectedCalls
          rows={rows.filter(({ id }) => selection.ids.has(id))}
          selection={selection}
          onExport={() => exporting.run(rows.filter(({ id }) => selection.ids.has(id)))}
        />
      ) : null}
      {history.isPending ? <HistoryLoading /> : null}
      {history.isError && rows.length === 0 ? (
        <EmptyState
          icon={<TriangleAlert />}
          text={copy.failed}
          action={<Button onClick={() => void history.refetch()}>{copy.retry}</Button>}
        />
      ) : null}
      {history.isSuccess && rows.length === 0 && !hasNextPage ? (
        <CallHistoryEmpty filter={filter} hasClient={clientId !== undefined} />
      ) : null}
      {rows.length > 0 ? (
        <div
          className="relative"
          onPointerEnter={({ pointerType }) => {
            if (pointerType === 'mouse') hold('pointer');
          }}
          onPointerLeave={() => release('pointer')}
        >
          {history.isError ? <HistoryStale onRetry={() => void history.refetch()} /> : null}
          {settled.waiting > 0 ? (
            <Button
              size="sm"
              variant="primary"
              className="absolute top-9 left-1/2 z-10 -translate-x-1/2"
              onClick={settled.showAll}
            >
              {historyCopy.newCalls(settled.waiting)}
            </Button>
          ) : null}
          <CallHistoryTable
            rows={rows}
            isBusy={history.isPlaceholderData}
            hasMore={hasNextPage}
            onNearEnd={onNearEnd}
            onShown={onShown}
            selection={selection}
          />
        </div>
      ) : null}
      <HistoryEnd history={history} />
    </section>
  );
}

/** All calls of the filter as a file; while it is written, how far it is. */
function ExportButton({ exporting, onRun }: { exporting: HistoryExport; onRun: () => void }) {
  const { export: words } = historyCopy;
  if (exporting.count === null) {
    return (
      <Button variant="ghost" size="sm" className="ml-auto" onClick={onRun}>
        <Download aria-hidden="true" />
        {words.button}
      </Button>
    );
  }
  return (
    <span className="ml-auto flex items-center gap-2 text-small text-faint tabular-nums">
      <span role="status">{words.running(exporting.count)}</span>
      <Button variant="ghost" size="sm" onClick={exporting.cancel}>
        {words.cancel}
      </Button>
    </span>
  );
}
