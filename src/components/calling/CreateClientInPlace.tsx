import { UserPlus } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { TextField } from '@/components/ui/TextField.tsx';
import { useCreateCallClient } from '@/data/caller-facts.queries.ts';
import { useStoredDraft } from '@/lib/use-stored-draft.ts';
import { type CallCard, outsideNumber } from '@core/contracts/call-card.ts';
import { displayNumber } from '@core/e164.ts';
import { callerCopy } from './caller-copy.ts';
import { parseTyped, useParsedNumber } from './use-parsed-number.ts';

const { create: copy } = callerCopy;

/**
 * Makes a client of whoever calls, in the phone itself. The ring goes on, and what was typed before
 * Accept stands in the call's card after it.
 *
 * @param props.onClose given where the form was asked for elsewhere and stands open
 */
export function CreateClientInPlace({ card, onClose }: { card: CallCard; onClose?: () => void }) {
  const number = outsideNumber(card);
  const { draft, setDraft, discard } = useStoredDraft(`caller.${card.id}`, {
    isOpen: false,
    id: '',
    name: '',
    number: number === null ? '' : displayNumber(number),
  });
  const [isAskedHere, setIsAskedHere] = useState(onClose !== undefined);
  const close = () => {
    discard();
    onClose?.();
  };
  if (!draft.isOpen && !onClose) {
    return (
      <div className="px-3 pt-1">
        <Button
          variant="soft"
          isFull
          onClick={() => {
            setIsAskedHere(true);
            setDraft({ ...draft, isOpen: true, id: crypto.randomUUID() });
          }}
        >
          <UserPlus aria-hidden="true" />
          {copy.open}
        </Button>
      </div>
    );
  }
  return (
    <CreateForm
      callId={card.id}
      draft={draft}
      takesFocus={isAskedHere}
      onChange={setDraft}
      onClose={close}
    />
  );
}

interface Draft {
  isOpen: boolean;
  id: string;
  name: string;
  number: string;
}

function CreateForm({
  callId,
  draft,
  takesFocus,
  onChange,
  onClose,
}: {
  callId: string;
  draft: Draft;
  /** It was asked for by a click just now: whoever pressed it wants to type. */
  takesFocus: boolean;
  onChange: (draft: Draft) => void;
  onClose: () => void;
}) {
  const create = useCreateCallClient(callId);
  const [isTried, setIsTried] = useState(false);
  const [freshId] = useState(() => crypto.randomUUID());
  const parsed = useParsedNumber(draft.number);
  const nameField = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus) nameField.current?.focus();
  }, [takesFocus]);
  const isBlank = draft.number.trim() === '';
  const isNameMissing = draft.name.trim() === '';

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setIsTried(true);
    const number = isBlank ? null : (parsed ?? (await parseTyped(draft.number)));
    if (isNameMissing || create.isPending || number?.ok === false) return;
    create.mutate(
      {
        id: draft.id || freshId,
        name: draft.name.trim(),
        phoneNumber: number?.e164 ?? null,
      },
      { onSuccess: onClose },
    );
  };

  return (
    <form
      noValidate
      aria-label={copy.title}
      onSubmit={(event) => void submit(event)}
      className="grid gap-2 border-t border-line px-3 py-2.5"
    >
      <TextField
        label={copy.name}
        value={draft.name}
        maxLength={300}
        autoComplete="off"
        ref={nameField}
        onChange={(event) => onChange({ ...draft, isOpen: true, name: event.target.value })}
        error={isTried && isNameMissing ? copy.nameMissing : undefined}
      />
      <TextField
        label={copy.number}
        type="tel"
        value={draft.number}
        maxLength={64}
        autoComplete="off"
        onChange={(event) => onChange({ ...draft, isOpen: true, number: event.target.value })}
        error={isTried && !isBlank && parsed?.ok === false ? copy.numberBad : undefined}
      />
      {create.isError ? (
        <p role="alert" className="text-small text-danger-text">
          {copy.failed}
        </p>
      ) : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{copy.cancel}</Button>
        <Button type="submit" variant="primary" aria-busy={create.isPending}>
          {create.isPending ? copy.saving : copy.save}
        </Button>
      </div>
    </form>
  );
}
