import { useState } from 'react';
import { TextField } from '@/components/ui/TextField.tsx';
import { useCopy } from '@/lib/language.ts';
import { displayNumber } from '@core/e164.ts';
import { outcomeCopy } from './outcome-copy.ts';
import type { ForwardNumber } from './use-forward-number.ts';

export interface ForwardFieldProps {
  value: string;
  number: ForwardNumber;
  disabled: boolean;
  onChange: (text: string) => void;
}

/** Where calls are sent on to, in any format; what it was understood as stands beneath. */
export function ForwardField({ value, number, disabled, onChange }: ForwardFieldProps) {
  const copy = useCopy(outcomeCopy);
  const [isLeft, setIsLeft] = useState(false);
  // Half a number is no mistake yet.
  const isSaid = isLeft || number.problem === 'own' || number.problem === 'not_a_number';
  return (
    <>
      <TextField
        type="tel"
        autoComplete="off"
        label={copy.forwardLabel}
        hint={copy.forwardHint}
        value={value}
        disabled={disabled}
        error={number.problem && isSaid ? copy.number[number.problem] : undefined}
        onBlur={() => setIsLeft(true)}
        onChange={(event) => {
          setIsLeft(false);
          onChange(event.target.value);
        }}
        className="desk:max-w-72"
      />
      {number.e164 ? (
        <p role="status" className="text-small text-muted">
          {copy.forwardsTo(displayNumber(number.e164))}
        </p>
      ) : null}
    </>
  );
}
