import { useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { Dialog } from '@/components/ui/Dialog.tsx';
import { TextField } from '@/components/ui/TextField.tsx';
import { useChangeNumbers } from '@/data/number-setup.queries.ts';
import type { PhoneNumber } from '@/data/phone-numbers.queries.ts';
import { useCopy } from '@/lib/language.ts';
import { showToast } from '@/lib/toast-store.ts';
import { displayNumber } from '@core/e164.ts';
import { ChoiceList } from '../outcomes/ChoiceList.tsx';
import { numbersCopy } from './numbers-copy.ts';
import { isSameNumber } from './same-number.ts';
import { problemWords } from './wizard/problem-words.ts';

export interface ReleaseDialogProps {
  line: Pick<PhoneNumber, 'id' | 'phoneNumber'>;
  isOpen: boolean;
  /** It is gone at Telnyx already: nothing can be given back. */
  isGone?: boolean;
  onClose: () => void;
}

/** Gives a number up, after saying what stops and having the number typed. */
export function ReleaseDialog({ line, isOpen, isGone = false, onClose }: ReleaseDialogProps) {
  const copy = useCopy(numbersCopy).releasing;
  const change = useChangeNumbers();
  const [typed, setTyped] = useState('');
  const [fate, setFate] = useState<'back' | 'keep'>(isGone ? 'keep' : 'back');
  const number = displayNumber(line.phoneNumber);
  const isConfirmed = isSameNumber(typed, line.phoneNumber);
  const release = () =>
    change.mutate(
      {
        action: 'release',
        phone_number_id: line.id,
        confirm: line.phoneNumber,
        keep_at_telnyx: fate === 'keep',
      },
      {
        onSuccess: () => {
          showToast({ text: copy.done(number) });
          onClose();
        },
      },
    );
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={copy.title(number)}
      description={copy.text}
      closeLabel={copy.cancel}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isConfirmed && !change.isPending) release();
        }}
        className="grid gap-4"
      >
        <ul className="grid list-disc gap-1 pl-5 text-muted">
          {copy.effects.map((effect) => (
            <li key={effect}>{effect}</li>
          ))}
        </ul>
        {isGone ? null : (
          <ChoiceList
            label={copy.whatNext}
            value={fate}
            disabled={change.isPending}
            choices={[
              { value: 'back', label: copy.back, text: copy.backText },
              { value: 'keep', label: copy.keep, text: copy.keepText },
            ]}
            onChange={setFate}
          />
        )}
        <TextField
          label={copy.confirm(number)}
          autoComplete="off"
          inputMode="tel"
          maxLength={32}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          hint={typed !== '' && !isConfirmed ? copy.mismatch : undefined}
        />
        {change.error ? (
          <p role="alert" className="text-danger-text">
            {problemWords(change.error)}
          </p>
        ) : null}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{copy.cancel}</Button>
          <Button
            type="submit"
            variant="stop"
            disabled={!isConfirmed || change.isPending}
            aria-busy={change.isPending}
          >
            {change.isPending ? copy.submitting : copy.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
