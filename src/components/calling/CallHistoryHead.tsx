import type { CallRow } from '@/data/call-history.queries.ts';
import { cn } from '@/lib/cn.ts';
import { callHistoryCopy as copy } from './copy.ts';
import { historyCopy } from './history-copy.ts';
import type { RowSelection } from './use-row-selection.ts';

const head = 'px-2 py-1.5 text-left text-2xs font-medium whitespace-nowrap text-faint';

/** The columns' names, and the box that selects all that was loaded. */
export function CallHistoryHead({
  rows,
  selection,
}: {
  rows: readonly CallRow[];
  selection: RowSelection;
}) {
  const { columns } = copy;
  const isSome = selection.ids.size > 0;
  const isAll = isSome && selection.ids.size === rows.length;
  return (
    <thead role="rowgroup" className="hidden desk:block">
      <tr role="row" aria-rowindex={1} className="grid history-columns border-b border-line">
        <th role="columnheader" className={head}>
          <span className="sr-only">{columns.outcome}</span>
          <input
            type="checkbox"
            aria-label={historyCopy.select.all}
            checked={isAll}
            ref={(box) => {
              if (box) box.indeterminate = isSome && !isAll;
            }}
            onChange={selection.toggleAll}
            className={cn(
              'mx-auto block size-3.5 accent-accent',
              !isSome && 'opacity-0 hover:opacity-100 focus-visible:opacity-100',
            )}
          />
        </th>
        <th role="columnheader" className={head}>
          {columns.client}
        </th>
        <th role="columnheader" className={cn(head, '@max-[46rem]:hidden')}>
          {columns.line}
        </th>
        <th role="columnheader" className={head}>
          {columns.handledBy}
        </th>
        <th role="columnheader" className={head}>
          {columns.when}
        </th>
        <th role="columnheader" className={cn(head, 'text-right @max-[40rem]:hidden')}>
          {columns.wait}
        </th>
        <th role="columnheader" className={cn(head, 'text-right')}>
          {columns.talk}
        </th>
        <th role="columnheader" className={cn(head, 'text-right')}>
          {columns.followUp}
        </th>
      </tr>
    </thead>
  );
}
