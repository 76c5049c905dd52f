import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

export interface ClientNote {
  id: string;
  body: string;
  createdAt: string;
  author: { id: string; name: string };
  /** Written here, not yet confirmed by the server. */
  isPending: boolean;
}

const keyOf = (clientId: string) => ['client-notes', clientId];

function clientNotesQuery(supabase: Supabase, clientId: string) {
  return queryOptions({
    queryKey: keyOf(clientId),
    queryFn: async ({ signal }): Promise<ClientNote[]> => {
      const { data } = await supabase
        .from('client_notes')
        .select('id, body, created_at, members(id, display_name)')
        .eq('client_id', clientId)
        .order('created_at', { ascending: false })
        .limit(200)
        .abortSignal(signal)
        .throwOnError();
      return data.map((row) => ({
        id: row.id,
        body: row.body,
        createdAt: row.created_at,
        author: { id: row.members?.id ?? '', name: row.members?.display_name ?? '' },
        isPending: false,
      }));
    },
  });
}

/** What was written down about a client, newest first. */
export function useClientNotes(clientId: string) {
  return useQuery(clientNotesQuery(useSupabase(), clientId));
}

/** Adds a note: on screen at once, taken off again when it could not be kept. */
export function useAddNote(clientId: string, author: { id: string; name: string }) {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  const key = keyOf(clientId);
  return useMutation({
    mutationFn: async ({ id, body }: { id: string; body: string }) => {
      await supabase
        .from('client_notes')
        .insert({ id, client_id: clientId, member_id: author.id, body })
        .throwOnError();
    },
    onMutate: async ({ id, body }) => {
      await queryClient.cancelQueries({ queryKey: key });
      const note = { id, body, createdAt: new Date().toISOString(), author, isPending: true };
      queryClient.setQueryData<ClientNote[]>(key, (notes) => [note, ...(notes ?? [])]);
    },
    onError: (_error, { id }) => {
      queryClient.setQueryData<ClientNote[]>(key, (notes) =>
        notes?.filter((note) => note.id !== id),
      );
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: key }),
  });
}
