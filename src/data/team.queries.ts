import { queryOptions, useQuery } from '@tanstack/react-query';
import * as z from 'zod/mini';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';
import { createTeamLeases } from './team-leases.ts';

const teamMemberSchema = z.object({
  memberId: z.string(),
  displayName: z.string(),
  role: z.enum(['owner', 'admin', 'agent']),
  /** Unreachable: wants calls, and no browser of theirs would ring. */
  presence: z.enum(['available', 'in_call', 'away', 'do_not_disturb', 'unreachable', 'signed_out']),
  availability: z.enum(['available', 'away', 'do_not_disturb']),
  /** The last sign of life of their browser; null: there never was one. */
  lastSeenAt: z.nullable(z.string()),
  /** In a call, away, not to be disturbed: since when. */
  since: z.optional(z.nullable(z.string())),
});

export interface TeamMember extends z.infer<typeof teamMemberSchema> {
  /** Their browser gave no sign of life lately: it is closed, asleep or without network. */
  isSilent: boolean;
}

const leases = createTeamLeases(() => Date.now());

/** Everybody of the business with what a call would find; realtime invalidates `['team']`. */
function teamQuery(supabase: Supabase) {
  return queryOptions({
    queryKey: ['team'],
    queryFn: async ({ signal }): Promise<TeamMember[]> => {
      const { data } = await supabase.rpc('team').abortSignal(signal).throwOnError();
      const team = z.array(teamMemberSchema).parse(data ?? []);
      leases.onRead(team);
      return team.map((member) => ({ ...member, isSilent: leases.isSilent(member) }));
    },
    refetchInterval: ({ state }) => leases.nextReadMs(state.data ?? []),
    staleTime: 5_000,
  });
}

export function useTeam() {
  return useQuery(teamQuery(useSupabase()));
}
