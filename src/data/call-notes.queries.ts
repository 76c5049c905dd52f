import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

/** What an agent writes about a call. */
export interface CallNotes {
  notes: string;
  /** One of the screen's outcomes; null: not chosen. */
  disposition: string | null;
  tags: string[];
}

interface NotesRead extends CallNotes {
  /** The AI's words on it, once there are any. */
  summary: string | null;
  aiOutcome: string | null;
}

const TIMEOUT_MS = 8_000;
/** The summary comes some seconds after the end. */
const SUMMARY_POLL_MS = 4_000;

function callNotesQuery(supabase: Supabase, callId: string) {
  return queryOptions({
    queryKey: ['call-notes', callId],
    queryFn: async ({ signal }): Promise<NotesRead> => {
      const { data } = await supabase
        .from('telnyx_calls')
        .select('notes, disposition, tags, summary, ai_outcome')
        .eq('id', callId)
        .abortSignal(signal)
        .single()
        .throwOnError();
      const { notes, disposition, tags, summary, ai_outcome: aiOutcome } = data;
      return { notes: notes ?? '', disposition, tags, summary, aiOutcome };
    },
  });
}

/** @param awaitsSummary the AI had the call: asks again until its summary is there */
export function useCallNotes(callId: string, awaitsSummary = false) {
  const supabase = useSupabase();
  return useQuery({
    ...callNotesQuery(supabase, callId),
    refetchInterval: ({ state }) =>
      awaitsSummary && !state.data?.summary ? SUMMARY_POLL_MS : false,
  });
}

/** Saves all three; one after the other, so that the last words stand. */
export function useSaveCallNotes(callId: string) {
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  return useMutation({
    scope: { id: `call-notes-${callId}` },
    // What cannot be saved now is said now; the draft keeps it.
    networkMode: 'always',
    mutationFn: async ({ notes, disposition, tags }: CallNotes) => {
      const { data } = await supabase
        .rpc('update_call_notes', {
          p_call_id: callId,
          p_notes: notes,
          p_disposition: disposition ?? '',
          p_tags: tags,
        })
        .abortSignal(AbortSignal.timeout(TIMEOUT_MS))
        .throwOnError();
      if (data === null) throw new Error('No such call of this business.');
    },
    onSuccess: (_data, saved) => {
      queryClient.setQueryData<NotesRead>(['call-notes', callId], (known) =>
        known ? { ...known, ...saved } : known,
      );
      void queryClient.invalidateQueries({ queryKey: ['call-history'] });
      void queryClient.invalidateQueries({ queryKey: ['call-story', callId] });
    },
  });
}
