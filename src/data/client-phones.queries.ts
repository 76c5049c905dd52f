import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useSupabase } from './supabase-context.tsx';

export interface PhoneDraft {
  /** E.164 */
  phoneNumber: string;
  label: string | null;
}

export type PhoneChange =
  | { do: 'add'; id: string; phone: PhoneDraft; isMain: boolean }
  | { do: 'edit'; id: string; phone: PhoneDraft }
  | { do: 'make_main'; id: string }
  | { do: 'remove'; id: string };

/** Adds, changes and takes away numbers of a client. */
export function useChangePhone(clientId: string) {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (change: PhoneChange) => {
      const phones = supabase.from('client_phones');
      if (change.do === 'remove') {
        await phones.delete().eq('id', change.id).throwOnError();
      } else if (change.do === 'make_main') {
        await supabase.rpc('set_main_phone', { p_phone_id: change.id }).throwOnError();
      } else {
        const columns = { phone_number: change.phone.phoneNumber, label: change.phone.label };
        if (change.do === 'edit') {
          await phones.update(columns).eq('id', change.id).throwOnError();
        } else {
          await phones
            .upsert(
              { id: change.id, client_id: clientId, is_main: change.isMain, ...columns },
              { onConflict: 'client_id,phone_number', ignoreDuplicates: true },
            )
            .throwOnError();
        }
      }
    },
    onSettled: () =>
      Promise.all(
        [['client', clientId], ['clients'], ['client-duplicates'], ['caller-facts']].map(
          (queryKey) => queryClient.invalidateQueries({ queryKey }),
        ),
      ),
  });
}
