import type { Json } from '@database-types';
import { type CallHistoryFilter, databaseFilter } from './call-history-filter.ts';
import type { CallRow, HistoryCursor } from './history-merge.ts';
import { fetchHistoryPage } from './history-page.ts';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

const EXPORT_PAGE = 200;

/**
 * Every call of a filter, page by page and newest first, or the given calls as one page. The first page is
 * handed over when the export has been written down [I14].
 */
async function* historyPages(
  supabase: Supabase,
  what: CallHistoryFilter | readonly CallRow[],
  signal: AbortSignal,
): AsyncGenerator<readonly CallRow[]> {
  if (isRows(what)) {
    await noteExport(supabase, { selected: what.length }, signal);
    yield what;
    return;
  }
  await noteExport(supabase, databaseFilter(what), signal);
  let cursor: HistoryCursor | null = null;
  do {
    const page = await fetchHistoryPage(supabase, what, cursor, signal, EXPORT_PAGE);
    yield page.rows;
    cursor = page.next;
  } while (cursor !== null);
}

function isRows(what: CallHistoryFilter | readonly CallRow[]): what is readonly CallRow[] {
  return Array.isArray(what);
}

/** Writes down that somebody takes calls out of the app. */
async function noteExport(
  supabase: Supabase,
  filter: Record<string, unknown>,
  signal: AbortSignal,
): Promise<void> {
  await supabase
    .rpc('begin_history_export', { p_filter: filter as Json })
    .abortSignal(signal)
    .throwOnError();
}

/** Reads calls for an export, page by page. */
export function useHistoryPages() {
  const supabase = useSupabase();
  return (what: CallHistoryFilter | readonly CallRow[], signal: AbortSignal) =>
    historyPages(supabase, what, signal);
}
