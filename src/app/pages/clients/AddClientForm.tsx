import { Check, Plus, TriangleAlert, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { Button } from '@/components/ui/Button.tsx';
import { TextField } from '@/components/ui/TextField.tsx';
import { clientsWithNumbers, useAddClient } from '@/data/client.queries.ts';
import { useSupabase } from '@/data/supabase-context.tsx';
import { displayNumber } from '@core/e164.ts';
import type { ParsedNumber } from '@core/phone-number.ts';
import { clientsCopy } from './copy.ts';
import { useClientDraft } from './use-client-draft.ts';
import { useNumberParser } from './use-number-parser.ts';

const { form: copy } = clientsCopy;

type Taken = Awaited<ReturnType<typeof clientsWithNumbers>>;

/** The form behind "Add client". Numbers are shown as they were understood; nothing typed is lost. */
export function AddClientForm({
  phoneNumber,
  onDone,
}: {
  phoneNumber: string;
  onDone: () => void;
}) {
  const supabase = useSupabase();
  const navigate = useNavigate();
  const draft = useClientDraft(phoneNumber, useNumberParser());
  const add = useAddClient();
  const [id] = useState(() => crypto.randomUUID());
  const [isTried, setIsTried] = useState(false);
  const [taken, setTaken] = useState<Taken | null>(null);
  const [isChecking, setIsChecking] = useState(false);
  const isWarned = taken !== null && taken.length > 0;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setIsTried(true);
    if (!draft.isComplete || add.isPending || isChecking) return;
    if (!isWarned) {
      setIsChecking(true);
      // A failed check must not stand in the way: sharing a number is allowed.
      const found = await clientsWithNumbers(supabase, draft.e164s).catch(() => []);
      setIsChecking(false);
      setTaken(found);
      if (found.length > 0) return;
    }
    add.mutate(
      { id, client: { name: draft.name.trim(), phoneNumbers: draft.e164s } },
      {
        onSuccess: (clientId) => {
          onDone();
          void navigate(`/clients/${clientId}`);
        },
      },
    );
  };

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
      <TextField
        label={copy.name}
        value={draft.name}
        maxLength={300}
        autoComplete="off"
        onChange={(event) => draft.setName(event.target.value)}
        error={isTried && draft.name.trim() === '' ? copy.nameMissing : undefined}
      />
      {draft.numbers.map((line, index) => (
        <NumberLine
          key={line.key}
          index={index}
          text={line.text}
          parsed={draft.parsed[index] ?? null}
          isTwice={draft.isTwice(index)}
          isTried={isTried}
          canRemove={draft.numbers.length > 1}
          onChange={(text) => {
            setTaken(null);
            draft.setNumber(line.key, text);
          }}
          onRemove={() => {
            setTaken(null);
            draft.removeNumber(line.key);
          }}
        />
      ))}
      <div>
        <Button variant="ghost" size="sm" onClick={draft.addNumber}>
          <Plus aria-hidden="true" />
          {copy.addNumber}
        </Button>
      </div>
      {taken?.map(({ phoneNumber: number, client }) => (
        <p
          key={`${number}${client.id}`}
          role="alert"
          className="flex flex-wrap items-center gap-x-2 rounded-card bg-warning-soft p-3 text-small text-warning-text"
        >
          <TriangleAlert className="size-3.5" aria-hidden="true" />
          {displayNumber(number)}: {copy.taken(client.name)}
          <Link
            to={`/clients/${client.id}`}
            onClick={onDone}
            className="font-medium underline underline-offset-3"
          >
            {copy.openTaken(client.name)}
          </Link>
        </p>
      ))}
      {add.isError ? (
        <p role="alert" className="rounded-card bg-danger-soft p-3 text-small text-danger-text">
          {copy.failed}
        </p>
      ) : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{copy.cancel}</Button>
        <Button type="submit" variant="primary" aria-busy={add.isPending || isChecking}>
          {add.isPending ? copy.saving : isWarned ? copy.saveAnyway : copy.save}
        </Button>
      </div>
    </form>
  );
}

/** As people here write it; from abroad with the country, which could have been guessed wrongly. */
function parsedForm(number: Extract<ParsedNumber, { ok: true }>): string {
  if (number.e164.startsWith('+1')) return displayNumber(number.e164);
  return number.country ? `${number.e164} (${number.country})` : number.e164;
}

interface NumberLineProps {
  index: number;
  text: string;
  parsed: ReturnType<typeof useClientDraft>['parsed'][number];
  isTwice: boolean;
  isTried: boolean;
  canRemove: boolean;
  onChange: (text: string) => void;
  onRemove: () => void;
}

function NumberLine({
  index,
  text,
  parsed,
  isTwice,
  isTried,
  canRemove,
  onChange,
  onRemove,
}: NumberLineProps) {
  const [isLeft, setIsLeft] = useState(false);
  const problem =
    parsed?.ok === false && parsed.reason !== 'empty' && (isTried || isLeft)
      ? copy.problems[parsed.reason]
      : undefined;
  return (
    <TextField
      label={copy.number(index)}
      type="tel"
      autoComplete="off"
      value={text}
      maxLength={64}
      onChange={(event) => onChange(event.target.value)}
      onBlur={() => setIsLeft(true)}
      error={isTwice ? copy.twice : problem}
      trailing={
        <>
          {parsed?.ok ? (
            <span className="flex shrink-0 items-center gap-1 text-xs text-success-text">
              <Check className="size-3" aria-hidden="true" />
              {parsedForm(parsed)}
            </span>
          ) : null}
          {canRemove ? (
            <Button
              variant="ghost"
              size="sm"
              iconOnly
              aria-label={copy.remove(index)}
              onClick={onRemove}
              className="-mr-1.5"
            >
              <X aria-hidden="true" />
            </Button>
          ) : null}
        </>
      }
    />
  );
}
