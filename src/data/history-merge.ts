import type * as z from 'zod/mini';
import type { historyRowSchema } from '@core/contracts/call-card.ts';

/** A row of the history. */
export type CallRow = z.infer<typeof historyRowSchema>;

/** Where the next page starts: after this call, going back in time. */
export interface HistoryCursor {
  startedAt: string;
  id: string;
  /** The search stopped here without a full page; it can go on. */
  isPartial: boolean;
}

export interface HistoryPage {
  rows: CallRow[];
  next: HistoryCursor | null;
}

/**
 * The pages that were read, brought up to date by the newest page: its rows take the place of older
 * versions, new ones come on top, and what no longer belongs into its stretch of time goes. Older rows
 * stay as they were read.
 */
export function mergeNewest(
  pages: readonly HistoryPage[],
  newest: HistoryPage | undefined,
): CallRow[] {
  const rows = new Map(pages.flatMap((page) => page.rows).map((row) => [row.id, row]));
  if (newest) {
    const fresh = new Set(newest.rows.map(({ id }) => id));
    const end = newest.next;
    for (const row of rows.values()) {
      if (!fresh.has(row.id) && (end === null || isNewer(row, end))) rows.delete(row.id);
    }
    for (const row of newest.rows) rows.set(row.id, row);
  }
  return [...rows.values()].toSorted((a, b) => (isNewer(a, b) ? -1 : isNewer(b, a) ? 1 : 0));
}

/** Between the newest page and what was read before it are calls that nobody has read. */
export function hasGap(pages: readonly HistoryPage[], newest: HistoryPage | undefined): boolean {
  const first = pages[0]?.rows[0];
  const end = newest?.next;
  return first !== undefined && !!end && isNewer(end, first);
}

type Place = Pick<HistoryCursor, 'startedAt' | 'id'>;

function isNewer(a: Place, b: Place): boolean {
  return a.startedAt === b.startedAt ? a.id > b.id : a.startedAt > b.startedAt;
}

/** The same pages with other rows. */
export function patchPages(
  pages: readonly HistoryPage[],
  patch: (row: CallRow) => CallRow,
): HistoryPage[] {
  return pages.map((page) => ({ ...page, rows: page.rows.map(patch) }));
}
