import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ClientPhone, sortedPhones } from './clients.queries.ts';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

export interface Client {
  id: string;
  name: string;
  email: string | null;
  address: string | null;
  company: string | null;
  /** BCP 47, such as fr-CA. */
  preferredLanguage: string | null;
  /** What everybody should know before calling. */
  summary: string | null;
  createdAt: string;
  /** They are another client now; an old link leads there. */
  mergedInto: string | null;
  phones: ClientPhone[];
}

export type ClientDetails = Pick<
  Client,
  'name' | 'email' | 'address' | 'company' | 'preferredLanguage' | 'summary'
>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function clientQuery(supabase: Supabase, clientId: string) {
  return queryOptions({
    queryKey: ['client', clientId],
    queryFn: async ({ signal }): Promise<Client | null> => {
      if (!UUID.test(clientId)) return null;
      const { data } = await supabase
        .from('clients')
        .select(
          'id, name, email, address, company, preferred_language, notes_summary, created_at, merged_into, phones:client_phones(id, phone_number, label, is_main)',
        )
        .eq('id', clientId)
        .abortSignal(signal)
        .maybeSingle()
        .throwOnError();
      if (!data) return null;
      return {
        id: data.id,
        name: data.name,
        email: data.email,
        address: data.address,
        company: data.company,
        preferredLanguage: data.preferred_language,
        summary: data.notes_summary,
        createdAt: data.created_at,
        mergedInto: data.merged_into,
        phones: sortedPhones(data.phones),
      };
    },
  });
}

/** One client with all numbers; null when there is none with this id that the reader may see. */
export function useClient(clientId: string) {
  return useQuery(clientQuery(useSupabase(), clientId));
}

/** Keeps changed details. */
export function useSaveClient(clientId: string) {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (details: ClientDetails) => {
      await supabase
        .from('clients')
        .update({
          name: details.name,
          email: details.email,
          address: details.address,
          company: details.company,
          preferred_language: details.preferredLanguage,
          notes_summary: details.summary,
        })
        .eq('id', clientId)
        .throwOnError();
      return details;
    },
    onSuccess: (details) => {
      queryClient.setQueryData<Client | null>(['client', clientId], (before) =>
        before ? { ...before, ...details } : before,
      );
      void queryClient.invalidateQueries({ queryKey: ['client', clientId] });
      void queryClient.invalidateQueries({ queryKey: ['clients'] });
      void queryClient.invalidateQueries({ queryKey: ['call-history'] });
    },
  });
}

export interface NewClient {
  name: string;
  /** E.164, the main one first. */
  phoneNumbers: string[];
}

/** Who else has one of these numbers. */
export async function clientsWithNumbers(
  supabase: Supabase,
  phoneNumbers: readonly string[],
): Promise<{ phoneNumber: string; client: { id: string; name: string } }[]> {
  const { data } = await supabase
    .from('client_phones')
    .select('phone_number, clients!inner(id, name, archived_at)')
    .in('phone_number', [...phoneNumbers])
    .is('clients.archived_at', null)
    .throwOnError();
  return data.map((row) => ({
    phoneNumber: row.phone_number,
    client: { id: row.clients.id, name: row.clients.name },
  }));
}

/** Adds a client with numbers; trying again after a failure finishes what was begun. */
export function useAddClient() {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  return useMutation({
    // The id is made here: a repeat after a lost answer meets its own row, not a second one.
    mutationFn: async ({ id, client }: { id: string; client: NewClient }): Promise<string> => {
      await supabase
        .from('clients')
        .upsert({ id, name: client.name }, { onConflict: 'id', ignoreDuplicates: true })
        .throwOnError();
      if (client.phoneNumbers.length === 0) return id;
      await supabase
        .from('client_phones')
        .upsert(
          client.phoneNumbers.map((phoneNumber, index) => ({
            client_id: id,
            phone_number: phoneNumber,
            is_main: index === 0,
          })),
          { onConflict: 'client_id,phone_number', ignoreDuplicates: true },
        )
        .throwOnError();
      return id;
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['clients'] }),
  });
}
