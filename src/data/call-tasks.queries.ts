import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { isMissed } from '@core/call-words.ts';
import type { CallFacts } from '@core/call-words.ts';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

/** Somebody who waits for our call. */
export interface CallBack {
  id: string;
  /** `message`: somebody left one; else they are called back. */
  kind: 'call_back' | 'message';
  /** What they said. */
  note: string | null;
  /** As they named themselves; null where nobody asked. */
  callerName: string | null;
  isUrgent: boolean;
  /** E.164; null when the caller withheld it. */
  phoneNumber: string | null;
  client: { id: string; name: string } | null;
  reason: string | null;
  dueAt: string;
  assignee: { id: string; name: string } | null;
}

const KEY = ['call-tasks', 'open'];
const MOST = 50;

/** The open call-backs of the business, the most urgent first. */
function callBacksQuery(supabase: Supabase) {
  return queryOptions({
    queryKey: KEY,
    queryFn: async ({ signal }): Promise<CallBack[]> => {
      const { data } = await supabase
        .from('call_tasks')
        .select(
          'id, kind, note, caller_name, urgent, phone_number, reason, due_at, clients(id, name), members(id, display_name)',
        )
        .is('done_at', null)
        .order('urgent', { ascending: false })
        .order('due_at')
        .limit(MOST)
        .abortSignal(signal)
        .throwOnError();
      return data.map((row) => ({
        id: row.id,
        kind: row.kind === 'message' ? 'message' : 'call_back',
        note: row.note,
        callerName: row.caller_name,
        isUrgent: row.urgent,
        phoneNumber: row.phone_number,
        client: row.clients,
        reason: row.reason,
        dueAt: row.due_at,
        assignee: row.members ? { id: row.members.id, name: row.members.display_name } : null,
      }));
    },
    refetchInterval: 60_000,
  });
}

export function useCallBacks() {
  return useQuery(callBacksQuery(useSupabase()));
}

/** Takes a call-back (or gives it away), or marks it as done; shown at once, taken back on failure. */
export function useChangeCallBack() {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, change }: { id: string; change: CallBackChange }) => {
      const columns =
        'doneAt' in change
          ? { done_at: change.doneAt }
          : { assigned_member_id: change.assignee.id };
      await supabase.from('call_tasks').update(columns).eq('id', id).throwOnError();
    },
    onMutate: async ({ id, change }) => {
      await queryClient.cancelQueries({ queryKey: KEY });
      const before = queryClient.getQueryData<CallBack[]>(KEY);
      queryClient.setQueryData<CallBack[]>(KEY, (tasks) => tasks && changed(tasks, id, change));
      return { before };
    },
    onError: (_error, _variables, context) => {
      queryClient.setQueryData(KEY, context?.before);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['call-tasks'] }),
  });
}

export type CallBackChange = { doneAt: string | null } | { assignee: { id: string; name: string } };

function changed(tasks: CallBack[], id: string, change: CallBackChange): CallBack[] {
  if (!('doneAt' in change)) {
    return tasks.map((task) => (task.id === id ? { ...task, assignee: change.assignee } : task));
  }
  return change.doneAt === null ? tasks : tasks.filter((task) => task.id !== id);
}

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
