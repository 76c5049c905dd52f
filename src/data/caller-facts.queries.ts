import {
  type QueryClient,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect } from 'react';
import * as z from 'zod/mini';
import { callCardSchema } from '@core/contracts/call-card.ts';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

const callerSchema = z.object({
  id: z.string(),
  name: z.string(),
  company: z.nullable(z.string()),
  lastCall: z.nullable(
    z.object({
      startedAt: z.string(),
      direction: callCardSchema.shape.direction,
      status: callCardSchema.shape.status,
      outcome: callCardSchema.shape.outcome,
      outcomeReason: callCardSchema.shape.outcomeReason,
      /** What it was about. */
      summary: z.nullable(z.string()),
    }),
  ),
  nextVisit: z.nullable(
    z.object({ startsAt: z.string(), title: z.string(), isConfirmed: z.boolean() }),
  ),
  /** Open, the most urgent first: three at most. A call-back has a reason instead of a title. */
  tasks: z.array(
    z.object({
      title: z.nullable(z.string()),
      reason: z.nullable(z.string()),
      dueAt: z.nullable(z.string()),
    }),
  ),
});

/** A client who may be calling, with what helps to say hello. */
export type Caller = z.infer<typeof callerSchema>;

const callerFactsSchema = z.object({
  clientId: z.nullable(z.string()),
  clients: z.array(callerSchema),
  /** Other calls with this number; the server stops counting at 20. */
  earlierCalls: z.number(),
  lastCallAt: z.nullable(z.string()),
});
export type CallerFacts = z.infer<typeof callerFactsSchema>;

const keyOf = (callId: string) => ['caller-facts', callId];

/** One question for each ring, whatever the screen shows of it. */
function callerFactsQuery(supabase: Supabase, callId: string) {
  return queryOptions({
    queryKey: keyOf(callId),
    queryFn: async ({ signal }): Promise<CallerFacts | null> => {
      const { data } = await supabase
        .rpc('caller_facts', { p_call_id: callId })
        .abortSignal(signal)
        .throwOnError();
      return data === null ? null : callerFactsSchema.parse(data);
    },
    staleTime: 60_000,
  });
}

/** Who may be calling; never waited for. */
export function useCallerFacts(callId: string) {
  return useQuery(callerFactsQuery(useSupabase(), callId));
}

/** Asks for the facts of everything that rings, so that they are there when a ring is opened. */
export function usePrefetchCallerFacts(callIds: readonly string[]): void {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  const ids = callIds.join(' ');
  useEffect(() => {
    for (const id of ids.split(' ').filter(Boolean)) {
      void queryClient.prefetchQuery(callerFactsQuery(supabase, id));
    }
  }, [supabase, queryClient, ids]);
}

/** Everything that names the client of a call. */
function onCallClientChanged(queryClient: QueryClient, callId: string): Promise<void[]> {
  const stale = [keyOf(callId), ['clients'], ['client-timeline'], ['call-history'], ['call-tasks']];
  return Promise.all(stale.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}

/** Says which client a call is with; the broadcast brings the card to every screen. */
export function useChooseCallClient(callId: string) {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (clientId: string) => {
      const { data } = await supabase
        .rpc('set_call_client', { p_call_id: callId, p_client_id: clientId })
        .throwOnError();
      if (data === null) throw new Error('There is no such call or client');
    },
    onSuccess: () => onCallClientChanged(queryClient, callId),
  });
}

export interface CallerToCreate {
  /** Made by the form, so that a repeat after a lost answer makes no second client. */
  id: string;
  name: string;
  /** E.164 */
  phoneNumber: string | null;
}

/** Makes a client out of whoever calls; the call is theirs from then on. */
export function useCreateCallClient(callId: string) {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, name, phoneNumber }: CallerToCreate) => {
      const { data } = await supabase
        .rpc('create_client_for_call', {
          p_call_id: callId,
          p_client_id: id,
          p_name: name,
          ...(phoneNumber === null ? {} : { p_phone_number: phoneNumber }),
        })
        .throwOnError();
      if (data === null) throw new Error('There is no such call');
    },
    onSuccess: () => onCallClientChanged(queryClient, callId),
  });
}
