import { queryOptions, useQuery } from '@tanstack/react-query';
import * as z from 'zod/mini';
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
});

export type Membership = z.infer<typeof membershipSchema>;

function membershipQuery(supabase: Supabase, userId: string) {
  return queryOptions({
    queryKey: ['membership', userId],
    queryFn: async ({ signal }): Promise<Membership | null> => {
      const { data } = await supabase.rpc('my_membership').abortSignal(signal).throwOnError();
      return data === null ? null : membershipSchema.parse(data);
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
