import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSupabase } from './supabase-context.tsx';

const KEY = ['my-shortcuts-off'];

/** The shortcuts that the member switched off, in every browser of theirs. */
export function useShortcutsOff() {
  const supabase = useSupabase();
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }): Promise<string[]> => {
      const { data } = await supabase.rpc('my_shortcuts_off').abortSignal(signal).throwOnError();
      return data;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Replaces the list; shown at once, taken back when the server does not take it. */
export function useSaveShortcutsOff() {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (off: string[]) => {
      const { data } = await supabase.rpc('save_my_shortcuts_off', { p_off: off }).throwOnError();
      if (!data) throw new Error('The shortcuts were refused.');
    },
    onMutate: (off) => {
      const before = queryClient.getQueryData<string[]>(KEY);
      queryClient.setQueryData(KEY, off);
      return { before };
    },
    onError: (_error, _off, context) => queryClient.setQueryData(KEY, context?.before),
  });
}
