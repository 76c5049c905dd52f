import {
  keepPreviousData,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import * as z from 'zod/mini';
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
  /** Null: everybody's. */
  assignee: { id: string; name: string } | null;
}

export const CALL_BACK_FILTERS = ['all', 'mine', 'overdue'] as const;
export type CallBackFilter = (typeof CALL_BACK_FILTERS)[number];

const KEY = ['call-tasks', 'open'];
/** How many are shown at first, and how many more each time. */
export const CALL_BACKS_PAGE = 50;

/** The open call-backs of the business, the most urgent first. */
function callBacksQuery(
  supabase: Supabase,
  { filter, memberId, limit }: { filter: CallBackFilter; memberId: string; limit: number },
) {
  return queryOptions({
    queryKey: [...KEY, filter, memberId, limit],
    queryFn: async ({ signal }): Promise<CallBack[]> => {
      const open = supabase
        .from('call_tasks')
        .select(
          'id, kind, note, caller_name, urgent, phone_number, reason, due_at, clients(id, name), members(id, display_name)',
        )
        .is('done_at', null);
      const wanted =
        filter === 'mine'
          ? open.eq('assigned_member_id', memberId)
          : filter === 'overdue'
            ? open.lt('due_at', new Date().toISOString())
            : open;
      const { data } = await wanted
        .order('urgent', { ascending: false })
        .order('due_at')
        .order('id')
        .limit(limit)
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
    placeholderData: keepPreviousData,
  });
}

export function useCallBacks(filter: CallBackFilter, memberId: string, limit: number) {
  return useQuery(callBacksQuery(useSupabase(), { filter, memberId, limit }));
}

const countsSchema = z.object({ all: z.number(), mine: z.number(), overdue: z.number() });
export type CallBackCounts = z.infer<typeof countsSchema>;

/** How many call-backs are open: all, mine, overdue. */
export function useCallBackCounts() {
  const supabase = useSupabase();
  return useQuery({
    queryKey: ['call-tasks', 'counts'],
    queryFn: async ({ signal }): Promise<CallBackCounts> => {
      const { data } = await supabase.rpc('call_task_counts').abortSignal(signal).throwOnError();
      return countsSchema.parse(data);
    },
    refetchInterval: 60_000,
  });
}

export type CallBackChange =
  | { action: 'assign'; assignee: CallBack['assignee']; seen: CallBack['assignee'] }
  | { action: 'snooze'; until: string }
  | { action: 'done' }
  | { action: 'reopen' };

/** Somebody else was quicker; who has it now, null: everybody again. */
export class CallBackChanged extends Error {
  readonly assignee: CallBack['assignee'];
  constructor(assignee: CallBack['assignee']) {
    super('The call-back has another owner by now');
    this.assignee = assignee;
  }
}

const answerSchema = z.object({
  ok: z.boolean(),
  code: z.optional(z.string()),
  assignee: z.optional(z.nullable(z.object({ id: z.string(), name: z.string() }))),
});

function requestOf(id: string, change: CallBackChange) {
  if (change.action !== 'assign') return { id, ...change };
  return {
    id,
    action: change.action,
    memberId: change.assignee?.id ?? null,
    seen: change.seen?.id ?? null,
  };
}

/** Changes a call-back: shown at once, taken back when the server does not take it. */
export function useChangeCallBack() {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, change }: { id: string; change: CallBackChange }) => {
      const { data } = await supabase
        .rpc('change_call_task', { p: requestOf(id, change) })
        .throwOnError();
      const answer = answerSchema.parse(data);
      if (answer.code === 'changed') throw new CallBackChanged(answer.assignee ?? null);
      if (!answer.ok) throw new Error(answer.code ?? 'refused');
    },
    onMutate: async ({ id, change }) => {
      await queryClient.cancelQueries({ queryKey: KEY });
      const before = queryClient.getQueriesData<CallBack[]>({ queryKey: KEY });
      queryClient.setQueriesData<CallBack[]>(
        { queryKey: KEY },
        (tasks) => tasks && changed(tasks, id, change),
      );
      return { before };
    },
    onError: (_error, _variables, context) => {
      for (const [key, tasks] of context?.before ?? []) queryClient.setQueryData(key, tasks);
    },
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['call-tasks'] });
      void queryClient.invalidateQueries({ queryKey: ['call-history'] });
    },
  });
}

function changed(tasks: CallBack[], id: string, change: CallBackChange): CallBack[] {
  switch (change.action) {
    case 'assign':
      return tasks.map((task) => (task.id === id ? { ...task, assignee: change.assignee } : task));
    case 'snooze':
      return tasks
        .map((task) => (task.id === id ? { ...task, dueAt: change.until } : task))
        .toSorted(byUrgency);
    case 'done':
      return tasks.filter((task) => task.id !== id);
    case 'reopen':
      return tasks;
  }
}

function byUrgency(a: CallBack, b: CallBack): number {
  return (
    Number(b.isUrgent) - Number(a.isUrgent) ||
    Date.parse(a.dueAt) - Date.parse(b.dueAt) ||
    a.id.localeCompare(b.id)
  );
}
