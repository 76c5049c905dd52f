import { type FormEvent, useState } from 'react';
import { useParsedNumber } from '@/components/calling/use-parsed-number.ts';
import { Button } from '@/components/ui/Button.tsx';
import { TextField } from '@/components/ui/TextField.tsx';
import { useChangeNumbers } from '@/data/number-setup.queries.ts';
import { useCopy } from '@/lib/language.ts';
import { displayNumber } from '@core/e164.ts';
import { MoveWarning } from './MoveWarning.tsx';
import { problemCode, problemWords } from './problem-words.ts';
import type { Wizard } from './use-wizard.ts';
import { wizardCopy } from './wizard-copy.ts';

/** A number that the account has already: attached as it is, or moved after a warning. */
export function OwnStage({ wizard }: { wizard: Wizard }) {
  const copy = useCopy(wizardCopy).own;
  const { draft, change: go } = wizard;
  const attaching = useChangeNumbers();
  const parsed = useParsedNumber(draft.ownNumber);
  const [isTried, setIsTried] = useState(false);
  const e164 = parsed?.ok ? parsed.e164 : null;
  const isElsewhere = problemCode(attaching.error) === 'points_elsewhere';
  const label = draft.label.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsTried(true);
    if (!e164 || attaching.isPending) return;
    attaching.mutate({ action: 'attach', phone_number: e164, label });
  };
  const isWrong = parsed !== null && !parsed.ok && (isTried || draft.ownNumber.length >= 10);
  const isMissing = isTried && draft.ownNumber.trim() === '';

  if (isElsewhere && e164) {
    return (
      <div className="grid gap-2">
        <p role="alert" className="font-strong">
          {copy.elsewhereTitle}: {displayNumber(e164)}
        </p>
        <MoveWarning
          phoneNumber={e164}
          label={label}
          onMoved={() => undefined}
          onLeave={() => attaching.reset()}
        />
      </div>
    );
  }
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <p className="text-muted">{copy.text}</p>
      <div className="grid items-start gap-x-3 gap-y-4 desk:grid-cols-2">
        <TextField
          label={copy.number}
          type="tel"
          inputMode="tel"
          autoComplete="off"
          maxLength={64}
          value={draft.ownNumber}
          onChange={(event) => go({ ownNumber: event.target.value })}
          hint={e164 ? displayNumber(e164) : undefined}
          error={isWrong || isMissing ? copy.numberWrong : undefined}
        />
        <TextField
          label={copy.label}
          maxLength={60}
          value={draft.label}
          onChange={(event) => go({ label: event.target.value })}
        />
      </div>
      {attaching.error ? (
        <p role="alert" className="text-danger-text">
          {problemWords(attaching.error)}
        </p>
      ) : null}
      <div>
        <Button
          type="submit"
          variant="primary"
          disabled={attaching.isPending}
          aria-busy={attaching.isPending}
        >
          {attaching.isPending ? copy.submitting : copy.submit}
        </Button>
      </div>
    </form>
  );
}
