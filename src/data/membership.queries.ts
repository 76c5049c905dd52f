import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import * as z from 'zod/mini';
import { announceChannelEpoch } from './channel-epoch.ts';
import { onMembershipChanged } from './membership-changed.ts';
import { useSession } from './session.tsx';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

const membershipSchema = z.object({
  memberId: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  displayName: z.string(),
  role: z.enum(['owner', 'admin', 'agent']),
  timeZone: z.string(),
  email: z.string(),
  language: z.enum(['en', 'fr']),
  availability: z.enum(['available', 'away', 'do_not_disturb']),
  /** Part of the realtime topic. */
  channelEpoch: z.number(),
});

export type Membership = z.infer<typeof membershipSchema>;

function membershipQuery(supabase: Supabase, userId: string) {
  return queryOptions({
    queryKey: ['membership', userId],
    queryFn: async ({ signal }): Promise<Membership | null> => {
      const { data } = await supabase.rpc('my_membership').abortSignal(signal).throwOnError();
      if (data === null) return null;
      const membership = membershipSchema.parse(data);
      announceChannelEpoch(membership);
      return membership;
    },
    staleTime: 5 * 60_000,
  });
}

/** The business that the signed-in person works for, and what they are there; null when nobody added them. */
export function useMembership() {
  const supabase = useSupabase();
  const session = useSession();
  const userId = session.status === 'signed_in' ? session.userId : '';
  return useQuery({ ...membershipQuery(supabase, userId), enabled: userId !== '' });
}

/** Whoever loses access sees so within this, whatever broadcast was lost. */
const WATCH_MS = 20_000;

/** Keeps the membership true: once for the whole app, since every watcher would ask for itself. */
export function useMembershipWatch(): void {
  const supabase = useSupabase();
  const session = useSession();
  const queryClient = useQueryClient();
  const userId = session.status === 'signed_in' ? session.userId : '';
  useQuery({
    ...membershipQuery(supabase, userId),
    enabled: userId !== '',
    refetchInterval: WATCH_MS,
    refetchIntervalInBackground: true,
  });
  useEffect(
    () =>
      onMembershipChanged(
        () => void queryClient.invalidateQueries({ queryKey: ['membership', userId] }),
      ),
    [queryClient, userId],
  );
}
