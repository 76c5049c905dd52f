import { Delete, Grip, Phone } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useCalling, useCallingState } from '@/calling/use-calling.ts';
import { Avatar } from '@/components/ui/Avatar.tsx';
import { Button } from '@/components/ui/Button.tsx';
import { Select } from '@/components/ui/Select.tsx';
import { TextField } from '@/components/ui/TextField.tsx';
import { useClientsByNumber } from '@/data/client-facts.queries.ts';
import { type PhoneNumber, usePhoneNumbers } from '@/data/phone-numbers.queries.ts';
import { displayNumber } from '@core/e164.ts';
import { callingCopy as copy } from './calling-copy.ts';
import { Dialpad } from './Dialpad.tsx';
import { DialRefusalNote, refusalOf } from './DialRefusalNote.tsx';
import { ErrorNote } from './ErrorNote.tsx';
import { ReadinessNote } from './ReadinessNote.tsx';
import { useParsedNumber } from './use-parsed-number.ts';

/** Where a call is prepared: the line to call from, the number in any format, who has it. */
export function CallForm() {
  const calling = useCalling();
  const form = useCallingState((state) => state.form);
  const error = useCallingState((state) => state.dialError);
  const phone = useCallingState((state) => state.phone);
  const refusal = error ? refusalOf(error) : null;
  const isPadOpen = useCallingState((state) => state.dialog.isKeypadOpen);
  const input = useRef<HTMLInputElement>(null);
  const parsed = useParsedNumber(form.number);
  const e164 = parsed?.ok ? parsed.e164 : null;
  const matches = useClientsByNumber(e164);
  const match = matches.data?.length === 1 ? matches.data[0] : undefined;
  const client =
    match ??
    (form.clientId && form.clientName ? { id: form.clientId, name: form.clientName } : null);
  const canCall =
    form.number.trim() !== '' && phone.status !== 'blocked' && phone.status !== 'asking';

  // A question is answered first: its own button has the focus.
  const isAsked = refusal === 'confirm_destination';
  useEffect(() => {
    if (!isAsked) input.current?.focus();
  }, [isAsked]);

  const call = (confirmed = false) => {
    if (!canCall) return;
    void calling.dial({
      confirmed,
      to: e164 ?? form.number,
      typed: form.number,
      name: client?.name ?? (e164 ? displayNumber(e164) : form.number),
      clientId: client?.id ?? null,
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    call();
  };
  const setNumber = (number: string) =>
    calling.setForm({ number, clientId: null, clientName: null });

  return (
    <>
      <ReadinessNote />
      {error && refusal ? (
        <DialRefusalNote
          refusal={refusal}
          country={'country' in error ? error.country : undefined}
          onConfirm={() => call(true)}
          onChangeNumber={() => input.current?.focus()}
        />
      ) : error ? (
        <ErrorNote error={error} />
      ) : null}
      <div className="grid gap-3 px-3 pt-2 pb-3">
        <CallFromField />
        <TextField
          ref={input}
          label={copy.dialog.phoneNumber}
          type="tel"
          inputMode="tel"
          autoComplete="off"
          placeholder={copy.dialog.placeholder}
          value={form.number}
          onChange={(event) => setNumber(event.target.value)}
          onKeyDown={onKeyDown}
          error={
            parsed && !parsed.ok && form.number.length > 6
              ? copy.numberProblem[parsed.reason]
              : undefined
          }
          trailing={
            <>
              {form.number && isPadOpen ? (
                <Button
                  variant="ghost"
                  size="sm"
                  iconOnly
                  aria-label={copy.dialog.deleteDigit}
                  onClick={() => setNumber(form.number.slice(0, -1))}
                >
                  <Delete aria-hidden="true" />
                </Button>
              ) : null}
              <Button
                variant="ghost"
                size="sm"
                iconOnly
                className="-mr-1.5"
                aria-label={isPadOpen ? copy.dialog.keypadHide : copy.dialog.keypadShow}
                aria-expanded={isPadOpen}
                onClick={() => calling.toggleKeypad()}
              >
                <Grip aria-hidden="true" />
              </Button>
            </>
          }
        />
        {e164 ? (
          <p className="-mt-1.5 flex items-center gap-2 px-1" role="status">
            {client ? <Avatar name={client.name} /> : null}
            <span className="truncate">
              {client ? <span className="font-medium">{client.name} </span> : null}
              <span className="text-small whitespace-nowrap text-muted">
                {e164.startsWith('+1') ? `+1 ${displayNumber(e164)}` : displayNumber(e164)}
              </span>
            </span>
          </p>
        ) : null}
        {isPadOpen ? (
          <Dialpad
            hasPlus
            onDigit={(digit) => {
              calling.keyTone(digit);
              setNumber(form.number + digit);
            }}
          />
        ) : null}
        <Button variant="go" size="lg" isFull disabled={!canCall} onClick={() => call()}>
          <Phone aria-hidden="true" />
          {copy.dialog.call}
        </Button>
      </div>
    </>
  );
}

/** The number to call from: the last choice of this member, else the business's default. */
function CallFromField() {
  const calling = useCalling();
  const numbers = usePhoneNumbers();
  const chosen = useCallingState((state) => state.fromNumberId);
  const list = numbers.data ?? [];
  const current = chosenLine(list, chosen);
  return (
    <div className="grid gap-1.5">
      <span aria-hidden="true" className="text-small font-medium text-muted">
        {copy.dialog.callFrom}
      </span>
      <Select
        appearance="field"
        label={copy.dialog.callFrom}
        value={current?.id ?? ''}
        disabled={list.length === 0}
        options={
          list.length === 0
            ? [{ value: '', label: numbers.isPending ? '' : copy.dialog.noLine }]
            : list.map((line) => ({
                value: line.id,
                label: [line.label, displayNumber(line.phoneNumber)].filter(Boolean).join('  '),
              }))
        }
        onChange={(id) => calling.setFromNumber(id)}
      />
    </div>
  );
}

function chosenLine(list: readonly PhoneNumber[], id: string | null): PhoneNumber | undefined {
  return list.find((line) => line.id === id) ?? list.find((line) => line.isDefault) ?? list[0];
}
