import { useCallback, useState } from 'react';
import { Skeleton } from '@/components/ui/Skeleton.tsx';
import type { CallRow } from '@/data/call-history.queries.ts';
import { cn } from '@/lib/cn.ts';
import { useNow } from '@/lib/use-now.ts';
import { CallDetails } from './CallDetails.tsx';
import { CallHistoryRow } from './CallHistoryRow.tsx';
import { callHistoryCopy as copy } from './copy.ts';

const head = 'px-2 py-1.5 text-left text-2xs font-medium whitespace-nowrap text-faint';

/** The table; on a phone its rows become two lines each, its roles stay (they are set by hand). */
export function CallHistoryTable({ rows, isBusy }: { rows: readonly CallRow[]; isBusy: boolean }) {
  const now = useNow();
  const [openId, setOpenId] = useState<string | null>(null);
  const shown = rows.find(({ id }) => id === openId);
  const open = useCallback((row: CallRow) => setOpenId(row.id), []);
  const { columns } = copy;
  return (
    <div className="@container desk:px-4">
      <table
        role="table"
        aria-label={copy.title}
        aria-busy={isBusy}
        className="block w-full text-body desk:table desk:table-fixed"
      >
        <thead role="rowgroup" className="hidden desk:table-header-group">
          <tr role="row" className="border-b border-line">
            <th role="columnheader" className={cn(head, 'w-8')}>
              <span className="sr-only">{columns.outcome}</span>
            </th>
            <th role="columnheader" className={head}>
              {columns.client}
            </th>
            <th role="columnheader" className={cn(head, 'w-28 @max-[46rem]:hidden')}>
              {columns.line}
            </th>
            <th role="columnheader" className={cn(head, 'w-26')}>
              {columns.handledBy}
            </th>
            <th role="columnheader" className={cn(head, 'w-21')}>
              {columns.when}
            </th>
            <th role="columnheader" className={cn(head, 'w-13 text-right @max-[40rem]:hidden')}>
              {columns.wait}
            </th>
            <th role="columnheader" className={cn(head, 'w-13 text-right')}>
              {columns.talk}
            </th>
            <th role="columnheader" className={cn(head, 'w-30 text-right')}>
              {columns.followUp}
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup" className="block desk:table-row-group">
          {rows.map((row) => (
            <CallHistoryRow key={row.id} row={row} now={now} onOpen={open} />
          ))}
        </tbody>
      </table>
      {shown ? <CallDetails row={shown} onClose={() => setOpenId(null)} /> : null}
    </div>
  );
}

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
