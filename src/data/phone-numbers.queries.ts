import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

/** One of our numbers at Telnyx. */
export interface PhoneNumber {
  id: string;
  /** E.164 */
  phoneNumber: string;
  label: string;
  connectionId: string | null;
  aiDispatcherEnabled: boolean;
  isDefault: boolean;
}

const KEY = ['phone-numbers'];

/** Our numbers, the default one first. */
function phoneNumbersQuery(supabase: Supabase) {
  return queryOptions({
    queryKey: KEY,
    queryFn: async ({ signal }): Promise<PhoneNumber[]> => {
      const { data } = await supabase
        .from('telnyx_phone_numbers')
        .select('id, phone_number, label, connection_id, ai_dispatcher_enabled, is_default')
        .order('is_default', { ascending: false })
        .order('label')
        .abortSignal(signal)
        .throwOnError();
      return data.map((row) => ({
        id: row.id,
        phoneNumber: row.phone_number,
        label: row.label,
        connectionId: row.connection_id,
        aiDispatcherEnabled: row.ai_dispatcher_enabled,
        isDefault: row.is_default,
      }));
    },
    staleTime: 5 * 60_000,
  });
}

export function usePhoneNumbers() {
  return useQuery(phoneNumbersQuery(useSupabase()));
}

/** Renames a line; the list shows the new name at once and takes it back when it could not be kept. */
export function useRenameLine() {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, label }: { id: string; label: string }) => {
      await supabase.from('telnyx_phone_numbers').update({ label }).eq('id', id).throwOnError();
    },
    onMutate: async ({ id, label }) => {
      await queryClient.cancelQueries({ queryKey: KEY });
      const before = queryClient.getQueryData<PhoneNumber[]>(KEY);
      queryClient.setQueryData<PhoneNumber[]>(KEY, (lines) =>
        lines?.map((line) => (line.id === id ? { ...line, label } : line)),
      );
      return { before };
    },
    onError: (_error, _variables, context) => {
      queryClient.setQueryData(KEY, context?.before);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: KEY }),
  });
}
