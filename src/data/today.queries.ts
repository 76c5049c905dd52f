import { queryOptions, useQuery } from '@tanstack/react-query';
import { type CallFacts, isMissed } from '@core/call-words.ts';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

export interface Today {
  answered: number;
  missed: number;
  /** Seconds from the ring to the answer; null before the first answer. */
  medianWaitSeconds: number | null;
  /** Calls in which the AI booked a visit. */
  bookedByAi: number;
}

/**
 * Today's inbound calls in three figures.
 *
 * @param since the day's start, ISO 8601
 */
function todayQuery(supabase: Supabase, since: string) {
  return queryOptions({
    queryKey: ['call-history', 'today', since],
    queryFn: async ({ signal }): Promise<Today> => {
      const { data } = await supabase
        .from('telnyx_calls')
        .select('direction, status, outcome, outcome_reason, started_at, answered_at, ai_outcome')
        .eq('direction', 'inbound')
        .eq('status', 'ended')
        .gte('started_at', since)
        .limit(2_000)
        .abortSignal(signal)
        .throwOnError();
      const waits = data
        .filter((row) => row.answered_at !== null)
        .map((row) => (Date.parse(row.answered_at ?? '') - Date.parse(row.started_at)) / 1000)
        .toSorted((a, b) => a - b);
      const missed = data.filter((row) =>
        isMissed({
          direction: row.direction,
          status: row.status,
          outcome: row.outcome,
          outcomeReason: row.outcome_reason,
        } as CallFacts),
      );
      return {
        answered: waits.length,
        missed: missed.length,
        medianWaitSeconds: waits[Math.floor(waits.length / 2)] ?? null,
        bookedByAi: data.filter((row) => row.ai_outcome === 'booked').length,
      };
    },
  });
}

export function useToday(since: string) {
  return useQuery(todayQuery(useSupabase(), since));
}
