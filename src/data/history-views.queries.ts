import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSupabase } from './supabase-context.tsx';

/** Filters of the history that somebody kept under a name. */
export interface HistoryView {
  id: string;
  name: string;
  /** As they stand in the address. */
  query: string;
  isShared: boolean;
  memberId: string;
}

const KEY = ['history-views'];

/** One's own views and those that colleagues share. */
export function useHistoryViews() {
  const supabase = useSupabase();
  return useQuery(
    queryOptions({
      queryKey: KEY,
      queryFn: async ({ signal }): Promise<HistoryView[]> => {
        const { data } = await supabase
          .from('history_views')
          .select('id, name, query, is_shared, member_id')
          .order('name')
          .limit(200)
          .abortSignal(signal)
          .throwOnError();
        return data.map((row) => ({
          id: row.id,
          name: row.name,
          query: row.query,
          isShared: row.is_shared,
          memberId: row.member_id,
        }));
      },
      staleTime: 60_000,
    }),
  );
}

export function useKeepView() {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ name, query, isShared, memberId }: Omit<HistoryView, 'id'>) => {
      await supabase
        .from('history_views')
        .insert({ name, query, is_shared: isShared, member_id: memberId })
        .throwOnError();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: KEY }),
  });
}

export function useDropView() {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => {
      await supabase.from('history_views').delete().eq('id', id).throwOnError();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: KEY }),
  });
}
