import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

export interface ClientTask {
  id: string;
  reason: string | null;
  /** E.164 */
  phoneNumber: string | null;
  dueAt: string;
  doneAt: string | null;
  assignee: { id: string; name: string } | null;
}

const keyOf = (clientId: string) => ['call-tasks', 'client', clientId];

function clientTasksQuery(supabase: Supabase, clientId: string) {
  return queryOptions({
    queryKey: keyOf(clientId),
    queryFn: async ({ signal }): Promise<ClientTask[]> => {
      const { data } = await supabase
        .from('call_tasks')
        .select('id, reason, phone_number, due_at, done_at, members(id, display_name)')
        .eq('client_id', clientId)
        .order('due_at')
        .limit(200)
        .abortSignal(signal)
        .throwOnError();
      return data.map((row) => ({
        id: row.id,
        reason: row.reason,
        phoneNumber: row.phone_number,
        dueAt: row.due_at,
        doneAt: row.done_at,
        assignee: row.members ? { id: row.members.id, name: row.members.display_name } : null,
      }));
    },
  });
}

/** The call-backs of a client, open and done. */
export function useClientTasks(clientId: string) {
  return useQuery(clientTasksQuery(useSupabase(), clientId));
}

/** Ticks a task off, or on again: at once, and back when it could not be kept. */
export function useFinishTask(clientId: string) {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  const key = keyOf(clientId);
  return useMutation({
    mutationFn: async ({ id, doneAt }: { id: string; doneAt: string | null }) => {
      await supabase.from('call_tasks').update({ done_at: doneAt }).eq('id', id).throwOnError();
    },
    onMutate: async ({ id, doneAt }) => {
      await queryClient.cancelQueries({ queryKey: key });
      const before = queryClient.getQueryData<ClientTask[]>(key);
      queryClient.setQueryData<ClientTask[]>(key, (tasks) =>
        tasks?.map((task) => (task.id === id ? { ...task, doneAt } : task)),
      );
      return { before };
    },
    onError: (_error, _variables, context) => {
      queryClient.setQueryData(key, context?.before);
    },
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['call-tasks'] });
      void queryClient.invalidateQueries({ queryKey: ['call-history'] });
    },
  });
}
