import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

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
