import { useQuery } from '@tanstack/react-query';
import { type CallFacts } from '@core/call-words.ts';
import { useSupabase } from './supabase-context.tsx';

/** One of a member's own last calls. */
export interface RecentCall {
  id: string;
  /** For the word that says how it went. */
  facts: CallFacts;
  startedAt: string;
  durationSeconds: number | null;
  /** E.164; null when withheld. */
  number: string | null;
  client: { id: string; name: string } | null;
}

const MOST = 8;

/** The member's own last calls, newest first. */
export function useRecentCalls(memberId: string) {
  const supabase = useSupabase();
  return useQuery({
    queryKey: ['call-history', 'mine', memberId],
    enabled: memberId !== '',
    queryFn: async ({ signal }): Promise<RecentCall[]> => {
      const { data } = await supabase
        .from('telnyx_calls')
        .select(
          'id, direction, status, outcome, outcome_reason, started_at, duration_seconds, outside_number, clients(id, name)',
        )
        .eq('agent_id', memberId)
        .eq('status', 'ended')
        .order('started_at', { ascending: false })
        .order('id', { ascending: false })
        .limit(MOST)
        .abortSignal(signal)
        .throwOnError();
      return data.map((row) => ({
        id: row.id,
        facts: {
          direction: row.direction,
          status: row.status,
          outcome: row.outcome,
          outcomeReason: row.outcome_reason,
        } as CallFacts,
        startedAt: row.started_at,
        durationSeconds: row.duration_seconds,
        number: row.outside_number,
        client: row.clients,
      }));
    },
  });
}
