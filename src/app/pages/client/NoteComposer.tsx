import { NotebookPen } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { useAddNote } from '@/data/client-notes.queries.ts';
import type { Membership } from '@/data/membership.queries.ts';
import { clientCopy } from './copy.ts';

const { note: copy } = clientCopy;

/** The line to write a note in. It empties at once; when the note cannot be kept, the text comes back. */
export function NoteComposer({
  clientId,
  membership,
}: {
  clientId: string;
  membership: Membership;
}) {
  const add = useAddNote(clientId, { id: membership.memberId, name: membership.displayName });
  const [text, setText] = useState('');
  const [hasFailed, setHasFailed] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = text.trim();
    if (body === '') return;
    setText('');
    setHasFailed(false);
    add.mutate(
      { id: crypto.randomUUID(), body },
      {
        onError: () => {
          setHasFailed(true);
          setText((typedSince) => (typedSince === '' ? body : `${body}\n${typedSince}`));
        },
      },
    );
  };

  const submitOnKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.current?.requestSubmit();
  };

  return (
    <form ref={form} onSubmit={submit}>
      <div className="flex min-h-11 items-end gap-1 rounded-card bg-raised py-1 pr-1 pl-3.5 inset-ring inset-ring-line-control focus-within:shadow-[0_0_0_3px_color-mix(in_oklch,var(--focus)_26%,transparent)] focus-within:inset-ring-focus">
        <textarea
          aria-label={copy.label}
          aria-describedby={hasFailed ? 'note-failed' : undefined}
          placeholder={copy.placeholder}
          value={text}
          rows={1}
          maxLength={20_000}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={submitOnKey}
          className="field-sizing-content max-h-48 min-w-0 flex-1 resize-none self-center bg-transparent py-1 text-[1rem] outline-none desk:text-sm"
        />
        <Button
          type="submit"
          variant="soft"
          size="sm"
          className="desk:mb-1"
          disabled={text.trim() === ''}
        >
          <NotebookPen className="size-3.5" aria-hidden="true" />
          {copy.add}
        </Button>
      </div>
      {hasFailed ? (
        <p id="note-failed" role="alert" className="mt-1.5 text-small text-danger-text">
          {copy.failed}{' '}
          <button type="submit" className="font-medium underline underline-offset-3">
            {copy.retry}
          </button>
        </p>
      ) : null}
    </form>
  );
}
