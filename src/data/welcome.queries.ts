import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import type { Membership } from './membership.queries.ts';
import { useSession } from './session.tsx';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

const welcomeSchema = z.object({
  /** Whether this person may create a business here. */
  mayCreate: z.boolean(),
  invites: z.array(
    z.object({
      id: z.string(),
      organizationName: z.string(),
      role: z.enum(['owner', 'admin', 'agent']),
      displayName: z.string(),
      invitedBy: z.nullable(z.string()),
      expiresAt: z.string(),
    }),
  ),
  /** Names of the businesses that this person worked for. */
  endedIn: z.array(z.string()),
  businesses: z.array(z.object({ id: z.string(), name: z.string(), isCurrent: z.boolean() })),
});
export type Welcome = z.infer<typeof welcomeSchema>;
export type OpenInvite = Welcome['invites'][number];

function welcomeQuery(supabase: Supabase, userId: string) {
  return queryOptions({
    queryKey: ['welcome', userId],
    queryFn: async ({ signal }): Promise<Welcome> => {
      const { data } = await supabase.rpc('welcome_state').abortSignal(signal).throwOnError();
      return welcomeSchema.parse(data);
    },
    staleTime: 0,
  });
}

/** What a signed-in person can do before they work anywhere, and where they work. */
export function useWelcome() {
  const supabase = useSupabase();
  const session = useSession();
  const userId = session.status === 'signed_in' ? session.userId : '';
  return useQuery({ ...welcomeQuery(supabase, userId), enabled: userId !== '' });
}

const WELCOME_CODES = [
  'invalid_request',
  'email_not_confirmed',
  'sign_up_closed',
  'already_member',
  'invite_not_found',
  'invite_used',
  'invite_expired',
  'failed',
] as const;
export type WelcomeCode = (typeof WELCOME_CODES)[number];

const answerSchema = z.object({ ok: z.boolean(), code: z.optional(z.string()) });

/** Why joining or creating did not work; `failed`: it is not known, or nobody answered. */
class WelcomeError extends Error {
  readonly code: WelcomeCode;
  constructor(code: WelcomeCode) {
    super(`refused: ${code}`);
    this.code = code;
  }
}

/** The code of whatever a mutation threw. */
export const welcomeCode = (error: Error): WelcomeCode =>
  error instanceof WelcomeError ? error.code : 'failed';

/** Everything belongs to the business that the person works in: another one, another cache. */
function useEnterBusiness() {
  const queryClient = useQueryClient();
  return async () => {
    await queryClient.invalidateQueries({ queryKey: ['membership'] });
    await queryClient.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'membership' });
  };
}

function check(data: unknown): void {
  const answer = answerSchema.parse(data);
  if (answer.ok) return;
  throw new WelcomeError(WELCOME_CODES.find((known) => known === answer.code) ?? 'failed');
}

export interface JoinRequest {
  inviteId: string;
  displayName: string;
  language: Membership['language'];
}

/** Joins a business as one was invited. */
export function useAcceptInvite() {
  const supabase = useSupabase();
  const enter = useEnterBusiness();
  return useMutation({
    mutationFn: async (request: JoinRequest) => {
      const { data } = await supabase.rpc('accept_invite', { p: { ...request } }).throwOnError();
      check(data);
    },
    onSuccess: enter,
  });
}

export interface NewBusiness {
  name: string;
  /** ISO 3166 alpha-2. */
  country: string;
  /** IANA. */
  timeZone: string;
  language: Membership['language'];
  displayName: string;
}

/** Creates a business; whoever does is its owner. */
export function useCreateBusiness() {
  const supabase = useSupabase();
  const enter = useEnterBusiness();
  return useMutation({
    mutationFn: async (business: NewBusiness) => {
      const { data } = await supabase
        .rpc('create_organization', { p: { ...business } })
        .throwOnError();
      check(data);
    },
    onSuccess: enter,
  });
}

/** Works in another of one's businesses from now on. */
export function useSwitchBusiness() {
  const supabase = useSupabase();
  const enter = useEnterBusiness();
  return useMutation({
    mutationFn: async (organizationId: string) => {
      const { data } = await supabase
        .rpc('switch_organization', { p_organization_id: organizationId })
        .throwOnError();
      check(data);
    },
    onSuccess: enter,
  });
}
