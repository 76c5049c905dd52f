import * as z from 'zod/mini';
import { historyRowSchema } from '@core/contracts/call-card.ts';
import type { Json } from '@database-types';
import { type CallHistoryFilter, databaseFilter } from './call-history-filter.ts';
import type { HistoryCursor, HistoryPage } from './history-merge.ts';
import type { Supabase } from './supabase-client.ts';

const CALL_HISTORY_PAGE = 25;

const pageSchema = z.object({
  rows: z.array(historyRowSchema),
  next: z.nullable(z.object({ startedAt: z.string(), id: z.string(), isPartial: z.boolean() })),
});

/** One page of the history, from a place on back in time. @param limit at most 200 */
export async function fetchHistoryPage(
  supabase: Supabase,
  filter: CallHistoryFilter,
  cursor: HistoryCursor | null,
  signal: AbortSignal,
  limit = CALL_HISTORY_PAGE,
): Promise<HistoryPage> {
  const readAtMs = Date.now();
  const { data } = await supabase
    .rpc('call_history', {
      p_filter: databaseFilter(filter) as Json,
      ...(cursor ? { p_before: cursor.startedAt, p_before_id: cursor.id } : {}),
      p_limit: limit,
    })
    .abortSignal(signal)
    .throwOnError();
  return { ...pageSchema.parse(data), readAtMs };
}
