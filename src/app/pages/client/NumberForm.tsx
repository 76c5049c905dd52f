import { type FormEvent, useState } from 'react';
import { parseTyped, useParsedNumber } from '@/components/calling/use-parsed-number.ts';
import { Button } from '@/components/ui/Button.tsx';
import { TextField } from '@/components/ui/TextField.tsx';
import { useChangePhone } from '@/data/client-phones.queries.ts';
import type { ClientPhone } from '@/data/clients.queries.ts';
import { displayNumber } from '@core/e164.ts';
import { clientCopy } from './copy.ts';

const { numbers: copy } = clientCopy;

/** A number in any format, and what it is: Mobile, Work, Daughter. */
export function NumberForm({
  clientId,
  phone,
  isFirst,
  onDone,
}: {
  clientId: string;
  phone: ClientPhone | null;
  /** The first number of a client is the main one. */
  isFirst: boolean;
  onDone: () => void;
}) {
  const change = useChangePhone(clientId);
  const [newId] = useState(() => crypto.randomUUID());
  const [text, setText] = useState(phone ? displayNumber(phone.phoneNumber) : '');
  const [label, setLabel] = useState(phone?.label ?? '');
  const [isTried, setIsTried] = useState(false);
  const parsed = useParsedNumber(text);
  const isBad = text.trim() === '' || parsed?.ok === false;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setIsTried(true);
    const number = parsed ?? (await parseTyped(text));
    if (!number.ok || change.isPending) return;
    const draft = { phoneNumber: number.e164, label: label.trim() || null };
    change.mutate(
      phone
        ? { do: 'edit', id: phone.id, phone: draft }
        : { do: 'add', id: newId, phone: draft, isMain: isFirst },
      { onSuccess: onDone },
    );
  };

  return (
    <form
      noValidate
      aria-label={copy.form}
      onSubmit={(event) => void submit(event)}
      className="grid gap-2 py-1.5"
    >
      <TextField
        label={copy.number}
        type="tel"
        value={text}
        maxLength={64}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        hint={parsed?.ok ? displayNumber(parsed.e164) : undefined}
        error={isTried && isBad ? copy.bad : undefined}
      />
      <TextField
        label={copy.label}
        hint={copy.labelHint}
        value={label}
        maxLength={60}
        autoComplete="off"
        onChange={(event) => setLabel(event.target.value)}
      />
      {change.isError ? (
        <p role="alert" className="text-small text-danger-text">
          {copy.notSaved}
        </p>
      ) : null}
      <div className="flex justify-end gap-2">
        <Button size="sm" onClick={onDone}>
          {copy.cancel}
        </Button>
        <Button size="sm" type="submit" variant="primary" aria-busy={change.isPending}>
          {copy.save}
        </Button>
      </div>
    </form>
  );
}
