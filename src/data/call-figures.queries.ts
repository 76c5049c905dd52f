import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

/** What figures are counted from: one ended call. */
export interface CallFact {
  direction: 'inbound' | 'outbound';
  isAnswered: boolean;
  lineId: string | null;
  startedAt: string;
  /** From the first ring to the answer; null when nobody answered. */
  waitSeconds: number | null;
}

export interface CallFacts {
  calls: CallFact[];
  /** False when there were more calls than were read: the oldest are missing. */
  isComplete: boolean;
}

const PAGE = 1_000;
const MOST_PAGES = 10;

async function fetchPage(
  supabase: Supabase,
  from: string,
  before: { startedAt: string; id: string } | null,
  signal: AbortSignal,
) {
  let query = supabase
    .from('telnyx_calls')
    .select('id, direction, outcome, phone_number_id, started_at, answered_at')
    .eq('status', 'ended')
    .gte('started_at', from)
    .order('started_at', { ascending: false })
    .order('id', { ascending: false })
    .limit(PAGE);
  if (before) {
    const { startedAt, id } = before;
    query = query.or(`started_at.lt.${startedAt},and(started_at.eq.${startedAt},id.lt.${id})`);
  }
  const { data } = await query.abortSignal(signal).throwOnError();
  return data;
}

function callFactsQuery(supabase: Supabase, from: string) {
  return queryOptions({
    queryKey: ['call-history', 'facts', from],
    queryFn: async ({ signal }): Promise<CallFacts> => {
      const calls: CallFact[] = [];
      let before: { startedAt: string; id: string } | null = null;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const rows: Awaited<ReturnType<typeof fetchPage>> = await fetchPage(
          supabase,
          from,
          before,
          signal,
        );
        for (const row of rows) {
          calls.push({
            direction: row.direction === 'outbound' ? 'outbound' : 'inbound',
            isAnswered: row.outcome === 'answered',
            lineId: row.phone_number_id,
            startedAt: row.started_at,
            waitSeconds: row.answered_at
              ? (Date.parse(row.answered_at) - Date.parse(row.started_at)) / 1000
              : null,
          });
        }
        const last = rows.at(-1);
        if (!last || rows.length < PAGE) return { calls, isComplete: true };
        before = { startedAt: last.started_at, id: last.id };
      }
      return { calls, isComplete: false };
    },
    placeholderData: keepPreviousData,
  });
}

/**
 * The ended calls since a moment, with what figures need of them; at most ten thousand, newest first.
 *
 * @param from ISO 8601
 */
export function useCallFacts(from: string) {
  return useQuery(callFactsQuery(useSupabase(), from));
}
