import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

/** Something that is to be done for a client. */
export interface ClientTask {
  id: string;
  /** `call`: a call left it, a call-back or a message; `client`: somebody wrote it down. */
  source: 'client' | 'call';
  /** What somebody wrote down; null of what a call left, which has a reason. */
  title: string | null;
  reason: string | null;
  dueAt: string | null;
  assignee: { id: string; name: string } | null;
}

export interface TaskDraft {
  title: string;
  assigneeId: string | null;
  /** ISO 8601 */
  dueAt: string | null;
}

const TABLES = { client: 'client_tasks', call: 'call_tasks' } as const;
// Beside the call-backs: what makes those old makes this old.
const keyOf = (clientId: string) => ['call-tasks', 'client', clientId];

function clientTasksQuery(supabase: Supabase, clientId: string) {
  return queryOptions({
    queryKey: keyOf(clientId),
    queryFn: async ({ signal }): Promise<ClientTask[]> => {
      const [own, fromCalls] = await Promise.all([
        supabase
          .from('client_tasks')
          .select(
            'id, title, due_at, assignee:members!client_tasks_organization_id_assigned_member_id_fkey(id, display_name)',
          )
          .eq('client_id', clientId)
          .is('done_at', null)
          .limit(200)
          .abortSignal(signal)
          .throwOnError(),
        supabase
          .from('call_tasks')
          .select('id, reason, due_at, assignee:members(id, display_name)')
          .eq('client_id', clientId)
          .is('done_at', null)
          .limit(200)
          .abortSignal(signal)
          .throwOnError(),
      ]);
      const tasks: ClientTask[] = [
        ...own.data.map((row) => ({
          id: row.id,
          source: 'client' as const,
          title: row.title,
          reason: null,
          dueAt: row.due_at,
          assignee: personOf(row.assignee),
        })),
        ...fromCalls.data.map((row) => ({
          id: row.id,
          source: 'call' as const,
          title: null,
          reason: row.reason,
          dueAt: row.due_at,
          assignee: personOf(row.assignee),
        })),
      ];
      return tasks.toSorted((a, b) => dueOrder(a) - dueOrder(b));
    },
  });
}

function personOf(row: { id: string; display_name: string } | null): ClientTask['assignee'] {
  return row ? { id: row.id, name: row.display_name } : null;
}

/** What has no time comes last. */
function dueOrder({ dueAt }: ClientTask): number {
  return dueAt === null ? Number.POSITIVE_INFINITY : Date.parse(dueAt);
}

/** What is open for a client, the most urgent first. */
export function useClientTasks(clientId: string) {
  return useQuery(clientTasksQuery(useSupabase(), clientId));
}

function useTasksChanged(clientId: string) {
  const queryClient = useQueryClient();
  return () =>
    Promise.all(
      [['call-tasks'], ['call-history'], ['client-timeline', clientId]].map((queryKey) =>
        queryClient.invalidateQueries({ queryKey }),
      ),
    );
}

/** Ticks a task off, or on again: at once, and back when it could not be kept. */
export function useFinishTask(clientId: string) {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  const onSettled = useTasksChanged(clientId);
  const key = keyOf(clientId);
  return useMutation({
    mutationFn: async ({ task, isDone }: { task: ClientTask; isDone: boolean }) => {
      await supabase
        .from(TABLES[task.source])
        .update({ done_at: isDone ? new Date().toISOString() : null })
        .eq('id', task.id)
        .throwOnError();
    },
    onMutate: async ({ task, isDone }) => {
      await queryClient.cancelQueries({ queryKey: key });
      const before = queryClient.getQueryData<ClientTask[]>(key);
      queryClient.setQueryData<ClientTask[]>(key, (tasks) => {
        const others = tasks?.filter(({ id }) => id !== task.id);
        return isDone ? others : others?.concat(task).toSorted((a, b) => dueOrder(a) - dueOrder(b));
      });
      return { before };
    },
    onError: (_error, _variables, context) => {
      queryClient.setQueryData(key, context?.before);
    },
    onSettled,
  });
}

/** Writes a task down, or changes it; of what a call left only who has it can be changed. */
export function useSaveTask(clientId: string) {
  const supabase = useSupabase();
  const onSettled = useTasksChanged(clientId);
  return useMutation({
    mutationFn: async ({
      task,
      draft,
    }: {
      task: ClientTask | { newId: string };
      draft: TaskDraft;
    }) => {
      const assigned = { assigned_member_id: draft.assigneeId };
      const columns = { ...assigned, title: draft.title, due_at: draft.dueAt };
      if ('newId' in task) {
        // The id is made by the form: a repeat after a lost answer meets its own row.
        await supabase
          .from('client_tasks')
          .upsert(
            { id: task.newId, client_id: clientId, ...columns },
            { onConflict: 'id', ignoreDuplicates: true },
          )
          .throwOnError();
      } else if (task.source === 'client') {
        await supabase.from('client_tasks').update(columns).eq('id', task.id).throwOnError();
      } else {
        await supabase.from('call_tasks').update(assigned).eq('id', task.id).throwOnError();
      }
    },
    onSettled,
  });
}

/** Takes a task away that nobody has to do any more. */
export function useRemoveTask(clientId: string) {
  const supabase = useSupabase();
  const onSettled = useTasksChanged(clientId);
  return useMutation({
    mutationFn: async (id: string) => {
      await supabase.from('client_tasks').delete().eq('id', id).throwOnError();
    },
    onSettled,
  });
}
