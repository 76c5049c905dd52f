import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSupabase } from './supabase-context.tsx';

const keyOf = (organizationId: string) => ['organization', organizationId, 'supervision'];

/** Whether agents see that an owner or admin listens to their call. */
export function useSupervisionVisible(organizationId: string) {
  const supabase = useSupabase();
  return useQuery({
    queryKey: keyOf(organizationId),
    queryFn: async ({ signal }): Promise<boolean> => {
      const { data } = await supabase
        .from('organizations')
        .select('supervision_visible')
        .eq('id', organizationId)
        .abortSignal(signal)
        .single()
        .throwOnError();
      return data.supervision_visible;
    },
  });
}

/** Changes it at once, and back when the server refuses; row level security lets owners and admins. */
export function useSaveSupervisionVisible(organizationId: string) {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  const queryKey = keyOf(organizationId);
  return useMutation({
    mutationFn: async (isVisible: boolean) => {
      const { data } = await supabase
        .from('organizations')
        .update({ supervision_visible: isVisible })
        .eq('id', organizationId)
        .select('id')
        .throwOnError();
      if (data.length === 0) throw new Error('The setting was not changed.');
    },
    onMutate: (isVisible) => queryClient.setQueryData(queryKey, isVisible),
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });
}
