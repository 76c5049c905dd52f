import { NotebookPen } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { LinkedNumbers } from '@/components/calling/PhoneLink.tsx';
import { Button } from '@/components/ui/Button.tsx';
import { fieldFrame, fieldInput } from '@/components/ui/field-style.ts';
import { useDeleteNote, useEditNote } from '@/data/client-notes.queries.ts';
import type { TimelineEntry } from '@/data/client-timeline.queries.ts';
import { cn } from '@/lib/cn.ts';
import { showToast } from '@/lib/toast-store.ts';
import { clientCopy } from './copy.ts';
import { TimelineFrame } from './TimelineFrame.tsx';

const { timeline, note: copy } = clientCopy;

type NoteEntry = Extract<TimelineEntry, { kind: 'note' }>;

/** A note; one's own can be changed and taken away. */
export function NoteItem({
  entry,
  clientId,
  memberId,
}: {
  entry: NoteEntry;
  clientId: string;
  memberId: string;
}) {
  const [isEditing, setIsEditing] = useState(false);
  const { note, id } = entry;
  const isOwn = note.author.id === memberId;
  return (
    <TimelineFrame
      icon={<NotebookPen />}
      at={entry.at}
      title={isOwn ? timeline.you : note.author.name || timeline.somebody}
      aside={
        <span className="text-muted">
          {[
            isOwn ? timeline.youWroteNote : timeline.wroteNote,
            note.editedAt ? copy.edited : '',
            note.isPending ? copy.saving : '',
          ]
            .filter(Boolean)
            .join(', ')}
        </span>
      }
    >
      {isEditing ? (
        <EditNote clientId={clientId} id={id} body={note.body} onDone={() => setIsEditing(false)} />
      ) : (
        <p className="mt-1 rounded-control bg-fill px-3 py-2 break-words whitespace-pre-wrap">
          <LinkedNumbers>{note.body}</LinkedNumbers>
        </p>
      )}
      {isOwn && !isEditing && !note.isPending ? (
        <OwnNoteActions clientId={clientId} id={id} onEdit={() => setIsEditing(true)} />
      ) : null}
    </TimelineFrame>
  );
}

function OwnNoteActions({
  clientId,
  id,
  onEdit,
}: {
  clientId: string;
  id: string;
  onEdit: () => void;
}) {
  const remove = useDeleteNote(clientId);
  // A promise, not callbacks: this line is gone from the screen when the note is.
  const change = (isDeleted: boolean): void =>
    void remove.mutateAsync({ id, isDeleted }).catch(() =>
      showToast({
        text: copy.notDeleted,
        action: { label: copy.retry, run: () => change(isDeleted) },
      }),
    );
  const takeAway = () => {
    change(true);
    showToast({ text: copy.deleted, action: { label: copy.undo, run: () => change(false) } });
  };
  return (
    <div className="-ml-2.25 flex">
      <Button variant="ghost" size="sm" onClick={onEdit}>
        {copy.edit}
      </Button>
      <Button variant="ghost" size="sm" onClick={takeAway}>
        {copy.remove}
      </Button>
    </div>
  );
}

function EditNote({
  clientId,
  id,
  body,
  onDone,
}: {
  clientId: string;
  id: string;
  body: string;
  onDone: () => void;
}) {
  const edit = useEditNote(clientId);
  const [text, setText] = useState(body);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '' || edit.isPending) return;
    edit.mutate({ id, body: text.trim() }, { onSuccess: onDone });
  };
  return (
    <form onSubmit={submit} className="mt-1 grid gap-2">
      <div className={cn(fieldFrame, 'py-1.5')}>
        <textarea
          aria-label={copy.label}
          value={text}
          rows={3}
          maxLength={20_000}
          className={fieldInput}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      {edit.isError ? (
        <p role="alert" className="text-small text-danger-text">
          {copy.failed}
        </p>
      ) : null}
      <div className="flex justify-end gap-2">
        <Button size="sm" onClick={onDone}>
          {copy.cancel}
        </Button>
        <Button size="sm" type="submit" variant="primary" aria-busy={edit.isPending}>
          {copy.save}
        </Button>
      </div>
    </form>
  );
}
