import { queryOptions, useQuery } from '@tanstack/react-query';
import type { CallDirection, CallOutcome, CallStatus, OutcomeReason } from '@core/call-state.ts';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

/** What helps to say hello: the last call, the next visit, the oldest open task. */
export interface ClientFacts {
  lastCall: {
    startedAt: string;
    direction: CallDirection;
    status: CallStatus;
    outcome: CallOutcome | null;
    outcomeReason: OutcomeReason | null;
    summary: string | null;
  } | null;
  nextVisit: { startsAt: string; title: string; isConfirmed: boolean } | null;
  openTask: { reason: string | null; dueAt: string } | null;
}

function clientFactsQuery(supabase: Supabase, clientId: string) {
  return queryOptions({
    queryKey: ['client-facts', clientId],
    queryFn: async ({ signal }): Promise<ClientFacts> => {
      const [calls, visits, tasks] = await Promise.all([
        supabase
          .from('telnyx_calls')
          .select('started_at, direction, status, outcome, outcome_reason, summary')
          .eq('client_id', clientId)
          .eq('status', 'ended')
          .order('started_at', { ascending: false })
          .limit(1)
          .abortSignal(signal)
          .throwOnError(),
        supabase
          .from('appointments')
          .select('starts_at, title, status')
          .eq('client_id', clientId)
          .in('status', ['confirmed', 'unconfirmed'])
          .gt('starts_at', new Date().toISOString())
          .order('starts_at')
          .limit(1)
          .abortSignal(signal)
          .throwOnError(),
        supabase
          .from('call_tasks')
          .select('reason, due_at')
          .eq('client_id', clientId)
          .is('done_at', null)
          .order('due_at')
          .limit(1)
          .abortSignal(signal)
          .throwOnError(),
      ]);
      const call = calls.data[0];
      const visit = visits.data[0];
      const task = tasks.data[0];
      return {
        lastCall: call
          ? {
              startedAt: call.started_at,
              direction: call.direction as CallDirection,
              status: call.status as CallStatus,
              outcome: call.outcome as CallOutcome | null,
              outcomeReason: call.outcome_reason as OutcomeReason | null,
              summary: call.summary,
            }
          : null,
        nextVisit: visit
          ? {
              startsAt: visit.starts_at,
              title: visit.title,
              isConfirmed: visit.status === 'confirmed',
            }
          : null,
        openTask: task ? { reason: task.reason, dueAt: task.due_at } : null,
      };
    },
    staleTime: 60_000,
  });
}

/** The facts of a client who rings; asked for when the popup is there, never before it. */
export function useClientFacts(clientId: string | null) {
  const supabase = useSupabase();
  return useQuery({
    ...clientFactsQuery(supabase, clientId ?? ''),
    enabled: clientId !== null,
  });
}

export interface NumberMatch {
  id: string;
  name: string;
}

/** The clients that have this number. */
function clientsByNumberQuery(supabase: Supabase, e164: string) {
  return queryOptions({
    queryKey: ['clients-by-number', e164],
    queryFn: async ({ signal }): Promise<NumberMatch[]> => {
      const { data } = await supabase
        .from('client_phones')
        .select('clients!inner(id, name, archived_at)')
        .eq('phone_number', e164)
        .is('clients.archived_at', null)
        .limit(5)
        .abortSignal(signal)
        .throwOnError();
      return data.map(({ clients }) => ({ id: clients.id, name: clients.name }));
    },
    staleTime: 60_000,
  });
}

export function useClientsByNumber(e164: string | null) {
  const supabase = useSupabase();
  return useQuery({ ...clientsByNumberQuery(supabase, e164 ?? ''), enabled: e164 !== null });
}
