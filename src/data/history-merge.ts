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
  /** When it was asked for: what changed since then may not be in it. */
  readAtMs: number;
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
  const rows = new Map((newest?.rows ?? []).map((row) => [row.id, row]));
  const fresh = new Set(rows.keys());
  for (const { rows: read } of pages) {
    for (const row of read) if (!fresh.has(row.id) && !isGone(row, newest)) rows.set(row.id, row);
  }
  return inOrder([...rows.values()]);
}

/** It was read before, and the newest page reaches past its place without it. */
function isGone(row: CallRow, newest: HistoryPage | undefined): boolean {
  const end = newest?.next;
  return end !== undefined && (end === null || isNewer(row, end));
}

/** Newest first. Pages come in that order nearly always: to look is much less than to sort. */
function inOrder(rows: CallRow[]): CallRow[] {
  return isOrdered(rows)
    ? rows
    : rows.toSorted((a, b) => (isNewer(a, b) ? -1 : isNewer(b, a) ? 1 : 0));
}

function isOrdered(rows: readonly CallRow[]): boolean {
  return rows.every((row, index) => {
    const before = rows[index - 1];
    return before === undefined || isNewer(before, row);
  });
}

interface Merged {
  pages: readonly HistoryPage[];
  newest: HistoryPage | undefined;
  rows: CallRow[];
}

/**
 * `mergeNewest` that remembers what it came to: a further page of older calls is put behind the rows that
 * are there, so that a page costs as much after ten thousand rows as after fifty.
 */
export function createMerge(): typeof mergeNewest {
  let last: Merged = { pages: [], newest: undefined, rows: [] };
  return (pages, newest) => {
    const added = newest === last.newest ? addedTo(last, pages) : null;
    const rows = added ? [...last.rows, ...added] : mergeNewest(pages, newest);
    last = { pages, newest, rows };
    return rows;
  };
}

/** The rows of the one page that came, or null where there is more to do than to put them behind the others. */
function addedTo({ pages: before, newest, rows }: Merged, pages: readonly HistoryPage[]) {
  const oldest = rows.at(-1);
  const page = pages.at(-1);
  if (!oldest || !page || pages.length !== before.length + 1) return null;
  if (before.some((each, index) => each !== pages[index])) return null;
  const isPlain =
    isOrdered([oldest, ...page.rows]) && !page.rows.some((row) => isGone(row, newest));
  return isPlain ? page.rows : null;
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

const FULL_PAGE = 25;

/**
 * The server looks for a while and says how far it got. Until such looks have brought a page together,
 * the next one is asked for without anybody's doing.
 */
export function isUnfilled(pages: readonly HistoryPage[]): boolean {
  let found = 0;
  let isOpen = false;
  for (const { rows, next } of pages) {
    found += rows.length;
    isOpen = next?.isPartial === true && found < FULL_PAGE;
    if (!isOpen) found = 0;
  }
  return isOpen;
}

/** Pages with these rows that were read before something changed. The newest page is read again anyway. */
export function pagesToReadAgain(
  pages: readonly HistoryPage[],
  seenIds: ReadonlySet<string>,
  changedAtMs: number,
): number[] {
  return pages.flatMap(({ rows, readAtMs }, index) =>
    index > 0 && readAtMs < changedAtMs && rows.some(({ id }) => seenIds.has(id)) ? [index] : [],
  );
}

/**
 * A page in the middle, read again. Where it ends stays as it was: the next page begins there. A look that
 * came less far than the first one brings its rows up to date and takes none away.
 */
export function withFreshPage(
  pages: readonly HistoryPage[],
  index: number,
  fresh: HistoryPage,
): HistoryPage[] {
  const freshRows = new Map(fresh.rows.map((row) => [row.id, row]));
  return pages.map((page, at) => {
    if (at !== index) return page;
    const rows = fresh.next?.isPartial
      ? page.rows.map((row) => freshRows.get(row.id) ?? row)
      : fresh.rows;
    return { rows, next: page.next, readAtMs: fresh.readAtMs };
  });
}
