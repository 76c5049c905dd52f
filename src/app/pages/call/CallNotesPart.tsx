import { NoteArea } from '@/components/calling/NoteArea.tsx';
import { outcomeWord } from '@/components/calling/outcome-words.ts';
import { SavingLine } from '@/components/calling/SavingLine.tsx';
import { TagField } from '@/components/calling/TagField.tsx';
import { useNotesOfCall } from '@/components/calling/use-call-notes.ts';
import { Chip } from '@/components/ui/Chip.tsx';
import type { StoryCall } from '@core/contracts/call-story.ts';
import { callPageCopy as copy } from './call-page-copy.ts';
import { CallPart } from './CallPart.tsx';

/** What people wrote about the call: outcome, tags and notes. Saved as it is written, as in the phone. */
export function CallNotesPart({ call }: { call: StoryCall }) {
  const { draft, setDraft, state, isRead, saveNow } = useNotesOfCall(call.id);
  const disposition = isRead ? draft.disposition : call.disposition;
  return (
    <>
      <CallPart title={copy.tags.title}>
        <div className="flex flex-wrap items-center gap-1.5 [&>[role=group]]:flex-1">
          {disposition ? <Chip tone="accent">{outcomeWord(disposition)}</Chip> : null}
          {isRead ? (
            <TagField tags={draft.tags} onChange={(tags) => setDraft({ ...draft, tags })} />
          ) : (
            call.tags.map((tag) => <Chip key={tag}>{tag}</Chip>)
          )}
        </div>
      </CallPart>
      <CallPart title={copy.notes.title}>
        {isRead ? (
          <div className="grid gap-1.5">
            <NoteArea
              value={draft.notes}
              onChange={(notes) => setDraft({ ...draft, notes })}
              onBlur={saveNow}
            />
            {state === 'saved' ? null : <SavingLine state={state} onRetry={saveNow} />}
          </div>
        ) : (
          <p className="break-words whitespace-pre-wrap">{call.notes}</p>
        )}
      </CallPart>
    </>
  );
}
