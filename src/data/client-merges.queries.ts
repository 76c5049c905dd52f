import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import type { ClientDetails } from './client.queries.ts';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

const duplicateSchema = z.object({
  clientId: z.string(),
  /** Why they may be the same. */
  reasons: z.array(z.enum(['number', 'name', 'email'])),
  client: z.object({ id: z.string(), name: z.string(), company: z.nullable(z.string()) }),
});
export type ClientDuplicate = z.infer<typeof duplicateSchema>;

function duplicatesQuery(supabase: Supabase, clientIds: readonly string[]) {
  return queryOptions({
    queryKey: ['client-duplicates', ...clientIds],
    queryFn: async ({ signal }): Promise<ClientDuplicate[]> => {
      const { data } = await supabase
        .rpc('client_duplicates', { p_client_ids: [...clientIds] })
        .abortSignal(signal)
        .throwOnError();
      return z.array(duplicateSchema).parse(data ?? []);
    },
    staleTime: 60_000,
    enabled: clientIds.length > 0,
  });
}

/** Who may be the same as one of these clients; what somebody told apart is left out. */
export function useClientDuplicates(clientIds: readonly string[]) {
  return useQuery(duplicatesQuery(useSupabase(), clientIds));
}

/** A client that was merged into another lately. */
export interface ClientMerge {
  id: string;
  mergedAt: string;
  name: string;
}

const WEEK_MS = 7 * 86_400_000;

function mergesQuery(supabase: Supabase, clientId: string) {
  return queryOptions({
    queryKey: ['client', clientId, 'merges'],
    queryFn: async ({ signal }): Promise<ClientMerge[]> => {
      const { data } = await supabase
        .from('client_merges')
        .select('id, merged_at, gone:clients!client_merges_organization_id_gone_id_fkey(name)')
        .eq('kept_id', clientId)
        .is('undone_at', null)
        .gt('merged_at', new Date(Date.now() - WEEK_MS).toISOString())
        .order('merged_at', { ascending: false })
        .abortSignal(signal)
        .throwOnError();
      return data.map((row) => ({ id: row.id, mergedAt: row.merged_at, name: row.gone.name }));
    },
  });
}

/** The merges of a client that can still be undone. */
export function useClientMerges(clientId: string) {
  return useQuery(mergesQuery(useSupabase(), clientId));
}

/** Everything may name one of the two. */
function useAllChanged() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries();
}

const answerSchema = z.union([
  z.object({ ok: z.literal(true), mergeId: z.optional(z.string()) }),
  z.object({ ok: z.literal(false), code: z.string() }),
]);

/** Makes one client of two. Fails when one of them is gone meanwhile. */
export function useMergeClients() {
  const supabase = useSupabase();
  const onSuccess = useAllChanged();
  return useMutation({
    mutationFn: async (merge: {
      keptId: string;
      goneId: string;
      facts: ClientDetails;
      mainNumber: string | null;
    }): Promise<{ mergeId: string }> => {
      const { data } = await supabase
        .rpc('merge_clients', {
          p_kept_id: merge.keptId,
          p_gone_id: merge.goneId,
          p_facts: { ...merge.facts },
          ...(merge.mainNumber === null ? {} : { p_main_number: merge.mainNumber }),
        })
        .throwOnError();
      const answer = answerSchema.parse(data);
      if (!answer.ok) throw new Error(answer.code);
      return { mergeId: answer.mergeId ?? '' };
    },
    onSuccess,
  });
}

/** Makes two of one again. Fails when it is too late. */
export function useUndoMerge() {
  const supabase = useSupabase();
  const onSuccess = useAllChanged();
  return useMutation({
    mutationFn: async (mergeId: string) => {
      const { data } = await supabase
        .rpc('unmerge_clients', { p_merge_id: mergeId })
        .throwOnError();
      const answer = answerSchema.parse(data);
      if (!answer.ok) throw new Error(answer.code);
    },
    onSuccess,
  });
}

/** Remembers that two clients are not the same, or forgets it. */
export function useTellApart() {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (pair: { clientId: string; otherId: string; isApart: boolean }) => {
      await supabase
        .rpc('tell_clients_apart', {
          p_client_id: pair.clientId,
          p_other_id: pair.otherId,
          p_apart: pair.isApart,
        })
        .throwOnError();
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['client-duplicates'] }),
  });
}
