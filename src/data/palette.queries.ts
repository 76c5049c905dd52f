import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CallRow } from './call-history.queries.ts';
import { type ClientRow, fetchClients } from './clients.queries.ts';
import { fetchHistoryPage } from './history-page.ts';
import { useSupabase } from './supabase-context.tsx';

/** From so many letters on the server is asked. */
const SHORTEST = 2;
const MOST = 5;

/** A few clients whose name or number has what was typed. */
export function useFoundClients(search: string) {
  const supabase = useSupabase();
  return useQuery({
    queryKey: ['clients', 'found', search],
    enabled: search.length >= SHORTEST,
    queryFn: async ({ signal }): Promise<ClientRow[]> =>
      (await fetchClients(supabase, search, null, signal)).slice(0, MOST),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

/** A few calls whose name, number, notes or words have what was typed. */
export function useFoundCalls(search: string) {
  const supabase = useSupabase();
  return useQuery({
    queryKey: ['call-history', 'found', search],
    enabled: search.length >= SHORTEST,
    queryFn: async ({ signal }): Promise<CallRow[]> => {
      const filter = { type: 'all', status: 'any', search, clientId: null } as const;
      return (await fetchHistoryPage(supabase, filter, null, signal, MOST)).rows;
    },
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}
