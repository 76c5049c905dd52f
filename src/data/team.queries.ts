import { queryOptions, useQuery } from '@tanstack/react-query';
import * as z from 'zod/mini';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

const teamMemberSchema = z.object({
  memberId: z.string(),
  displayName: z.string(),
  role: z.enum(['owner', 'admin', 'agent']),
  presence: z.enum(['available', 'in_call', 'away']),
});

export type TeamMember = z.infer<typeof teamMemberSchema>;

const REFRESH_MS = 15_000;

/** Everybody of the business with what a call would find; realtime invalidates `['team']`. */
function teamQuery(supabase: Supabase) {
  return queryOptions({
    queryKey: ['team'],
    queryFn: async ({ signal }): Promise<TeamMember[]> => {
      const { data } = await supabase.rpc('team').abortSignal(signal).throwOnError();
      return z.array(teamMemberSchema).parse(data ?? []);
    },
    // A lease runs out without an event: presence has to be asked for.
    refetchInterval: REFRESH_MS,
    staleTime: REFRESH_MS / 2,
  });
}

export function useTeam() {
  return useQuery(teamQuery(useSupabase()));
}
