import { useEffect } from 'react';
import { type CallNotes, useCallNotes, useSaveCallNotes } from '@/data/call-notes.queries.ts';
import { useStoredDraft } from '@/lib/use-stored-draft.ts';

const EMPTY: CallNotes = { notes: '', disposition: null, tags: [] };
const PAUSE_MS = 700;

export type SavingState = 'saved' | 'saving' | 'failed';

/**
 * What is written about a call: kept in the tab with every letter, saved when the writing pauses, and
 * kept where that failed.
 *
 * @param awaitsSummary the AI had the call, and its summary may still come
 */
export function useNotesOfCall(callId: string, awaitsSummary = false) {
  const read = useCallNotes(callId, awaitsSummary);
  const save = useSaveCallNotes(callId);
  const { notes, disposition, tags } = read.data ?? EMPTY;
  const stored = useStoredDraft<CallNotes>(`call-notes.${callId}`, {
    notes,
    disposition: disposition === '' ? null : disposition,
    tags,
  });
  const { draft, isDirty } = stored;
  const { mutate } = save;
  const text = JSON.stringify(draft);
  // Words that came before the saved ones were read would overwrite these.
  const canSave = isDirty && read.isSuccess;
  useEffect(() => {
    if (!canSave) return undefined;
    const timer = setTimeout(() => mutate(JSON.parse(text) as CallNotes), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [canSave, text, mutate]);
  const state: SavingState = save.isError && isDirty ? 'failed' : isDirty ? 'saving' : 'saved';
  return {
    draft,
    setDraft: stored.setDraft,
    summary: read.data?.summary ?? null,
    aiOutcome: read.data?.aiOutcome ?? null,
    state,
    /** What was saved before is known; until then the draft is empty. */
    isRead: read.isSuccess,
    /** Puts this in the draft's place and saves it at once. */
    saveAs: (next: CallNotes) => {
      stored.setDraft(next);
      mutate(next);
    },
    /** Now, without waiting for a pause. */
    saveNow: () => {
      if (isDirty) mutate(draft);
    },
  };
}
