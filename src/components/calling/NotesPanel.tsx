import { useEffect, useRef } from 'react';
import { NoteArea } from './NoteArea.tsx';
import { roomCopy } from './room-copy.ts';
import { SavingLine } from './SavingLine.tsx';
import { useNotesOfCall } from './use-call-notes.ts';

/** Notes while talking. They stay with the call and are there again when it is over. */
export function NotesPanel({ callId }: { callId: string }) {
  const { draft, setDraft, state, saveNow } = useNotesOfCall(callId);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => area.current?.focus(), []);
  return (
    <section
      aria-label={roomCopy.wrapUp.note}
      className="grid gap-1.5 border-t border-line px-3.5 pt-2.5"
    >
      <NoteArea
        ref={area}
        value={draft.notes}
        onChange={(notes) => setDraft({ ...draft, notes })}
        onBlur={saveNow}
      />
      {draft.notes === '' && state === 'saved' ? null : (
        <SavingLine state={state} onRetry={saveNow} />
      )}
    </section>
  );
}
