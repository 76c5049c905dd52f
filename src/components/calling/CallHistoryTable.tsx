import { useCallback, useId, useRef, useState } from 'react';
import { useCalling } from '@/calling/use-calling.ts';
import type { CallRow } from '@/data/call-history.queries.ts';
import { cn } from '@/lib/cn.ts';
import { useNow } from '@/lib/use-now.ts';
import { outsideNumber } from '@core/contracts/call-card.ts';
import { outsideName } from './call-history-words.ts';
import { CallDetails } from './CallDetails.tsx';
import { CallHistoryHead } from './CallHistoryHead.tsx';
import { CallHistoryRow } from './CallHistoryRow.tsx';
import { callHistoryCopy as copy } from './copy.ts';
import { historyCopy } from './history-copy.ts';
import { useListPlace } from './use-list-place.ts';
import { useOpenCallPage } from './use-open-call-page.ts';
import { useRowKeys } from './use-row-keys.ts';
import { useRowLinks } from './use-row-links.ts';
import type { RowSelection } from './use-row-selection.ts';
import { useVirtualRows } from './use-virtual-rows.ts';

/** So many rows before the end the next page is asked for: it is there before quick scrolling is. */
const AHEAD = 40;

export interface CallHistoryTableProps {
  rows: readonly CallRow[];
  isBusy: boolean;
  /** There are older calls than these. */
  hasMore: boolean;
  onNearEnd: () => void;
  /** These rows are drawn now. */
  onShown: (rows: readonly CallRow[], isScrolled: boolean) => void;
  selection: RowSelection;
}

/**
 * The table: only the rows in and near the window are drawn. On a phone its rows become two lines each, its
 * roles stay (they are set by hand).
 */
export function CallHistoryTable({
  rows,
  isBusy,
  hasMore,
  onNearEnd,
  onShown,
  selection,
}: CallHistoryTableProps) {
  const keysId = useId();
  const now = useNow();
  const openPage = useOpenCallPage(rows, hasMore);
  const list = useRef<HTMLTableSectionElement>(null);
  const [openId, setOpenId] = useState<string | null>(null);
  const shown = openId === null ? undefined : rows.find(({ id }) => id === openId);
  const open = useCallback((row: CallRow) => setOpenId(row.id), []);
  const count = rows.length;
  const onRange = useCallback(
    (from: number, to: number, isScrolled: boolean) => {
      onShown(rows.slice(from, to), from > 0);
      // Nobody who only looks at the newest calls has older ones read.
      if (isScrolled && to + AHEAD >= rows.length) onNearEnd();
    },
    [rows, onShown, onNearEnd],
  );
  const { start, end, rowHeight, reveal } = useVirtualRows(list, count, onRange);
  useListPlace({ rows, list, rowHeight });
  useRowLinks(list, openPage);
  const call = useCallBack();
  const keys = useRowKeys({
    rows,
    list,
    reveal,
    onOpen: ({ id }) => openPage(id),
    onToggle: selection.toggle,
  });
  return (
    <div className="@container desk:px-4">
      <p id={keysId} className="sr-only">
        {historyCopy.keys}
      </p>
      <table
        role="table"
        aria-label={copy.title}
        aria-busy={isBusy}
        aria-rowcount={hasMore ? -1 : count + 1}
        aria-describedby={keysId}
        className="block w-full text-body"
      >
        <CallHistoryHead rows={rows} selection={selection} />
        <tbody
          ref={list}
          role="rowgroup"
          className={cn(
            // The browser would hold on to a row, or to the gap for rows, that is about to go: a jump went back.
            'block [overflow-anchor:none]',
            selection.ids.size > 0 && 'is-selecting',
          )}
        >
          <Gap height={start * rowHeight} />
          {rows.slice(start, end).map((row, index) => (
            <CallHistoryRow
              key={row.id}
              row={row}
              index={start + index}
              now={now}
              isCurrent={row.id === keys.currentId}
              isSelected={selection.ids.has(row.id)}
              onSelect={selection.toggle}
              onFocusRow={keys.onFocusRow}
              onOpen={open}
              onCall={call}
            />
          ))}
          <Gap height={(count - end) * rowHeight} />
        </tbody>
      </table>
      {shown ? <CallDetails row={shown} onClose={() => setOpenId(null)} /> : null}
    </div>
  );
}

/** Calls whom a call of the list was with. */
function useCallBack(): (row: CallRow) => void {
  const calling = useCalling();
  return useCallback(
    (row) => {
      const to = outsideNumber(row);
      if (to === null) return;
      const client = row.client ? { clientId: row.client.id } : {};
      void calling.dial({ to, name: outsideName(row), ...client });
    },
    [calling],
  );
}

/** Stands for the rows that are not drawn. */
function Gap({ height }: { height: number }) {
  if (height <= 0) return null;
  return <tr aria-hidden="true" className="block" style={{ height }} />;
}
