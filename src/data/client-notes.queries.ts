import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  changeTimelines,
  type TimelineEntry,
  timelineKey,
  type TimelineNote,
} from './client-timeline.queries.ts';
import { useSupabase } from './supabase-context.tsx';

type NoteEntry = Extract<TimelineEntry, { kind: 'note' }>;

/** Adds a note: on screen at once, taken off again when it could not be kept. */
export function useAddNote(clientId: string, author: { id: string; name: string }) {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, body }: { id: string; body: string }) => {
      await supabase
        .from('client_notes')
        .insert({ id, client_id: clientId, member_id: author.id, body })
        .throwOnError();
    },
    onMutate: async ({ id, body }) => {
      await queryClient.cancelQueries({ queryKey: timelineKey(clientId) });
      const entry: NoteEntry = {
        kind: 'note',
        id,
        at: new Date().toISOString(),
        note: { body, editedAt: null, author, isPending: true },
      };
      changeTimelines(queryClient, clientId, (page, index) =>
        index === 0 ? [entry, ...page] : page,
      );
    },
    onError: (_error, { id }) => dropNote(queryClient, clientId, id),
    onSettled: () => queryClient.invalidateQueries({ queryKey: timelineKey(clientId) }),
  });
}

/** Keeps other words of a note of one's own. */
export function useEditNote(clientId: string) {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, body }: { id: string; body: string }) => {
      await supabase.from('client_notes').update({ body }).eq('id', id).throwOnError();
    },
    onSuccess: (_data, { id, body }) =>
      changeNote(queryClient, clientId, id, (note) => ({
        ...note,
        body,
        editedAt: new Date().toISOString(),
      })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: timelineKey(clientId) }),
  });
}

/** Takes a note away, or brings it back within a day. */
export function useDeleteNote(clientId: string) {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, isDeleted }: { id: string; isDeleted: boolean }) => {
      await supabase
        .from('client_notes')
        .update({ deleted_at: isDeleted ? new Date().toISOString() : null })
        .eq('id', id)
        .throwOnError();
    },
    onMutate: async ({ id, isDeleted }) => {
      await queryClient.cancelQueries({ queryKey: timelineKey(clientId) });
      if (isDeleted) dropNote(queryClient, clientId, id);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: timelineKey(clientId) }),
  });
}

function dropNote(queryClient: QueryClient, clientId: string, id: string): void {
  changeTimelines(queryClient, clientId, (page) => page.filter((entry) => entry.id !== id));
}

function changeNote(
  queryClient: QueryClient,
  clientId: string,
  id: string,
  change: (note: TimelineNote) => TimelineNote,
): void {
  changeTimelines(queryClient, clientId, (page) =>
    page.map((entry) =>
      entry.kind === 'note' && entry.id === id ? { ...entry, note: change(entry.note) } : entry,
    ),
  );
}
