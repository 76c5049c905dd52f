import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import type { ErrorCode } from '@core/contracts/functions.ts';
import {
  type ManageTeamRequest,
  manageTeamAnswer,
  type ManageTeamAnswer,
} from '@core/contracts/manage-team.ts';
import { invokeFunction } from './invoke-function.ts';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

const role = z.enum(['owner', 'admin', 'agent']);

const personSchema = z.object({
  memberId: z.string(),
  displayName: z.string(),
  email: z.string(),
  role,
  isActive: z.boolean(),
  joinedAt: z.string(),
  lastSeenAt: z.nullable(z.string()),
  devices: z.array(z.object({ label: z.string(), lastSeenAt: z.nullable(z.string()) })),
  /** What their deactivation ended; null while they are active, and for agents, who are not told. */
  ended: z.nullable(
    z.object({
      at: z.string(),
      by: z.nullable(z.string()),
      areSessionsEnded: z.boolean(),
      /** Telephony credentials that Telnyx still has. */
      credentialsLeft: z.number(),
      errorCode: z.nullable(z.string()),
      doneAt: z.nullable(z.string()),
    }),
  ),
});
const inviteSchema = z.object({
  id: z.string(),
  email: z.string(),
  role,
  displayName: z.string(),
  /** Null: its mail could not be sent. */
  sentAt: z.nullable(z.string()),
  expiresAt: z.string(),
  isExpired: z.boolean(),
});
const teamSchema = z.object({ people: z.array(personSchema), invites: z.array(inviteSchema) });

export type Person = z.infer<typeof personSchema>;
export type TeamInvite = z.infer<typeof inviteSchema>;
type TeamPeople = z.infer<typeof teamSchema>;

const KEY = ['team-people'];
const TIMEOUT_MS = 15_000;
/** While something is left to be ended at Telnyx. */
const WATCH_MS = 5_000;

function teamPeopleQuery(supabase: Supabase) {
  return queryOptions({
    queryKey: KEY,
    queryFn: async ({ signal }): Promise<TeamPeople> => {
      const { data } = await supabase.rpc('team_people').abortSignal(signal).throwOnError();
      return teamSchema.parse(data);
    },
    refetchInterval: ({ state }) =>
      state.data?.people.some(({ ended }) => ended && !ended.doneAt) ? WATCH_MS : false,
  });
}

/** Everybody of the business, also those who left, and to admins whoever is invited. */
export function useTeamPeople() {
  return useQuery(teamPeopleQuery(useSupabase()));
}

/** Why a change of the team did not work. */
export class TeamError extends Error {
  readonly code: ErrorCode | 'offline';
  constructor(code: ErrorCode | 'offline') {
    super(`refused: ${code}`);
    this.code = code;
  }
}

/** Invites, resends, revokes, gives roles, deactivates, reactivates: `manage-team`. */
export function useManageTeam() {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  return useMutation<ManageTeamAnswer, Error, ManageTeamRequest>({
    mutationFn: async (body) => {
      const result = await invokeFunction(supabase, {
        name: 'manage-team',
        schema: manageTeamAnswer,
        body,
        timeoutMs: TIMEOUT_MS,
      });
      if (!result.ok) throw new TeamError(result.error.code);
      return result.value;
    },
    // Also after a failure: an invitation whose mail was not sent is there all the same.
    onSettled: () =>
      Promise.all(
        [KEY, ['team'], ['membership'], ['last-settings-change']].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      ),
  });
}
