import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { historyRowSchema } from '@core/contracts/call-card.ts';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

/** `missed` stands for inbound calls that nobody answered. */
export const CALL_TYPES = ['all', 'inbound', 'outbound', 'missed'] as const;
export type CallType = (typeof CALL_TYPES)[number];

export const CALL_STATUSES = [
  'any',
  'answered',
  'missed',
  'no_answer',
  'busy',
  'rejected',
  'cancelled',
  'failed',
  'in_progress',
] as const;
export type CallStatusFilter = (typeof CALL_STATUSES)[number];

export interface CallHistoryFilter {
  type: CallType;
  status: CallStatusFilter;
  /** A part of a name, a number or a note. */
  search: string;
  clientId: string | null;
}

/** Where the next page starts: after this call, going back in time. */
interface Cursor {
  startedAt: string;
  id: string;
}

const CALL_HISTORY_PAGE = 25;

/** A row of `call_history()`. */
export type CallRow = z.infer<typeof historyRowSchema>;

const rowsSchema = z.array(historyRowSchema);

/** `call_history()` takes an outcome, or `live` for what has not ended. */
function databaseStatus(status: CallStatusFilter): string | null {
  if (status === 'any') return null;
  return status === 'in_progress' ? 'live' : status;
}

async function fetchPage(
  supabase: Supabase,
  filter: CallHistoryFilter,
  cursor: Cursor | null,
  signal: AbortSignal,
): Promise<CallRow[]> {
  const isMissed = filter.type === 'missed';
  const direction = isMissed ? 'inbound' : filter.type;
  const status = isMissed ? 'missed' : databaseStatus(filter.status);
  const { data } = await supabase
    .rpc('call_history', {
      ...(direction === 'all' ? {} : { p_direction: direction }),
      ...(status === null ? {} : { p_status: status }),
      ...(filter.search === '' ? {} : { p_search: filter.search }),
      ...(filter.clientId ? { p_client_id: filter.clientId } : {}),
      ...(cursor ? { p_before: cursor.startedAt, p_before_id: cursor.id } : {}),
      p_limit: CALL_HISTORY_PAGE,
    })
    .abortSignal(signal)
    .throwOnError();
  return rowsSchema.parse(data ?? []);
}

/** Pages of the history, newest first. Realtime invalidates `['call-history']`. */
function callHistoryQuery(supabase: Supabase, filter: CallHistoryFilter) {
  return infiniteQueryOptions({
    queryKey: ['call-history', filter],
    queryFn: ({ pageParam, signal }) => fetchPage(supabase, filter, pageParam, signal),
    initialPageParam: null as Cursor | null,
    getNextPageParam: (page): Cursor | null => {
      const last = page.at(-1);
      if (!last || page.length < CALL_HISTORY_PAGE) return null;
      return { startedAt: last.startedAt, id: last.id };
    },
    // A filter's result takes the place of the last one when it is there; nothing flickers.
    placeholderData: keepPreviousData,
  });
}

/** The call history under a filter, page by page. */
export function useCallHistory(filter: CallHistoryFilter) {
  return useInfiniteQuery(callHistoryQuery(useSupabase(), filter));
}
