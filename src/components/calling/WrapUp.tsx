import { AudioLines } from 'lucide-react';
import { useState } from 'react';
import { useCalling } from '@/calling/use-calling.ts';
import { Button } from '@/components/ui/Button.tsx';
import { Chip } from '@/components/ui/Chip.tsx';
import { fieldLabel } from '@/components/ui/field-style.ts';
import type { CallNotes } from '@/data/call-notes.queries.ts';
import { cn } from '@/lib/cn.ts';
import { ClosesBy } from './ClosesBy.tsx';
import { NoteArea } from './NoteArea.tsx';
import { type Outcome, OUTCOMES } from './outcome-words.ts';
import { roomCopy } from './room-copy.ts';
import { SavingLine } from './SavingLine.tsx';
import { TagField } from './TagField.tsx';
import { useNotesOfCall } from './use-call-notes.ts';

const { wrapUp: copy } = roomCopy;

/** What the AI's summary calls how it ended, as one of the outcomes here. */
const AI_OUTCOMES: Readonly<Record<string, Outcome>> = {
  booked: 'booked',
  rescheduled: 'booked',
  message: 'call_back',
  callback: 'call_back',
  answered: 'question',
};

/**
 * After a talk: how it ended, and what the next person must know. Filled by the AI where it had the
 * call, saved as it is written, and never in the way: the next ring stands above it.
 *
 * @param hadAi the AI took part, so that its summary comes
 */
export function WrapUp({ callId, hadAi }: { callId: string; hadAi: boolean }) {
  const calling = useCalling();
  const notes = useNotesOfCall(callId, hadAi);
  const { draft, setDraft, state, isRead, saveAs, saveNow, summary } = notes;
  // What was written before the end stays when the rest is discarded.
  const [before, setBefore] = useState<CallNotes | null>(null);
  if (isRead && before === null) setBefore(draft);
  const suggested = AI_OUTCOMES[notes.aiOutcome ?? ''] ?? null;
  // The AI's words are a draft until somebody writes their own; taken over with the first change.
  const isAiDraft = draft.notes === '' && summary !== null;
  const shownNote = isAiDraft ? summary : draft.notes;
  const chosen = draft.disposition ?? suggested;
  // Nothing was written, so nothing is saved.
  const isEmpty = draft.notes === '' && draft.disposition === null && draft.tags.length === 0;
  const isUntouched = isEmpty && state === 'saved';

  const change = (patch: Partial<typeof draft>) => {
    calling.keepFinished();
    setDraft({ ...draft, notes: shownNote, disposition: chosen, ...patch });
  };
  const done = () => {
    // The AI's words become the call's note when somebody lets them stand.
    const isTakenOver = isAiDraft || chosen !== draft.disposition;
    if (isTakenOver) saveAs({ ...draft, notes: shownNote, disposition: chosen });
    else saveNow();
    calling.dismissFinished();
  };
  const discard = () => {
    if (before && !isUntouched) saveAs(before);
    calling.dismissFinished();
  };
  return (
    <div className="grid gap-3 border-t border-line px-3.5 pt-3 pb-3">
      <div>
        <p className={fieldLabel}>{copy.outcome}</p>
        <div role="group" aria-label={copy.outcome} className="mt-1.5 flex flex-wrap gap-1.5">
          {OUTCOMES.map((outcome) => (
            <button
              key={outcome}
              type="button"
              aria-pressed={chosen === outcome}
              onClick={() =>
                change({ disposition: draft.disposition === outcome ? null : outcome })
              }
              className={cn(
                'hit-area h-9 rounded-full bg-fill px-2.5 text-small font-medium desk:h-7',
                'hover:bg-fill-strong aria-pressed:bg-accent aria-pressed:text-on-accent',
              )}
            >
              {copy.outcomes[outcome]}
            </button>
          ))}
        </div>
      </div>
      <div className="grid gap-1.5">
        <p className="flex items-center">
          <span className={fieldLabel}>{copy.note}</span>
          {isAiDraft ? (
            <Chip tone="ai" className="ml-auto">
              <AudioLines aria-hidden="true" />
              {copy.aiDraft}
            </Chip>
          ) : null}
        </p>
        <NoteArea
          value={shownNote}
          onChange={(text) => change({ notes: text })}
          onFocus={() => calling.keepFinished()}
          onBlur={saveNow}
        />
      </div>
      <TagField tags={draft.tags} onChange={(tags) => change({ tags })} />
      <div className="flex items-center gap-2">
        {isUntouched ? <ClosesBy /> : <SavingLine state={state} onRetry={saveNow} />}
        <span className="ml-auto flex gap-1">
          {isUntouched && !isAiDraft ? null : (
            <Button variant="ghost" onClick={discard}>
              {copy.discard}
            </Button>
          )}
          <Button variant="primary" onClick={done}>
            {copy.done}
          </Button>
        </span>
      </div>
    </div>
  );
}
