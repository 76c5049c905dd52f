import type { ReactNode } from 'react';
import type { AuditEntry } from '@/data/audit-log.queries.ts';
import { cn } from '@/lib/cn.ts';
import { exactTime, shortAgo } from '@/lib/dates.ts';
import { useCopy } from '@/lib/language.ts';
import { useNow } from '@/lib/use-now.ts';
import { auditCopy } from './audit-copy.ts';
import { deedOf, detailsOf, doerOf } from './audit-words.ts';

const head = 'px-2 py-1.5 text-left text-2xs font-medium whitespace-nowrap text-faint first:pl-0';

/** The entries, newest first; on a phone a block each. */
export function AuditTable({
  entries,
  isBusy,
}: {
  entries: readonly AuditEntry[];
  isBusy: boolean;
}) {
  const copy = useCopy(auditCopy);
  const now = useNow();
  return (
    <table
      role="table"
      aria-label={copy.list}
      aria-busy={isBusy}
      className="block w-full desk:table desk:table-fixed"
    >
      <thead role="rowgroup" className="hidden desk:table-header-group">
        <tr role="row" className="border-b border-line">
          <th role="columnheader" className={cn(head, 'w-28')}>
            {copy.columns.when}
          </th>
          <th role="columnheader" className={cn(head, 'w-32')}>
            {copy.columns.who}
          </th>
          <th role="columnheader" className={cn(head, 'w-64')}>
            {copy.columns.what}
          </th>
          <th role="columnheader" className={head}>
            {copy.columns.detail}
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup" className="block desk:table-row-group">
        {entries.map((entry) => (
          <tr
            key={entry.id}
            role="row"
            className="grid gap-y-0.5 border-b border-line py-2.5 desk:table-row desk:align-top"
          >
            <Cell className="text-muted max-desk:text-xs">
              <time dateTime={entry.at} title={exactTime(entry.at)}>
                {shortAgo(entry.at, now)}
              </time>
            </Cell>
            <Cell>{doerOf(entry, copy)}</Cell>
            <Cell className="font-medium">{deedOf(entry, copy)}</Cell>
            <Cell className="text-muted">
              <Details lines={detailsOf(entry, copy)} />
            </Cell>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <td role="cell" className={cn('min-w-0 desk:px-2 desk:py-2.5 desk:first:pl-0', className)}>
      {children}
    </td>
  );
}

function Details({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <ul className="text-xs break-words">
      {lines.map((line, index) => (
        // Several rows of one change may say the same.
        <li key={`${index} ${line}`}>{line}</li>
      ))}
    </ul>
  );
}
