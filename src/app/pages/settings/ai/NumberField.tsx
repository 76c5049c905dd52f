import { type ReactNode, useState } from 'react';
import { TextField } from '@/components/ui/TextField.tsx';

export interface NumberFieldProps {
  label: string;
  value: number;
  onChange: (value: number) => void;
  hint?: string;
  error?: string | undefined;
  min: number;
  max: number;
  disabled?: boolean;
  isLabelHidden?: boolean;
  /** At the end of the field: a unit. */
  trailing?: ReactNode;
  className?: string;
}

/** A whole number. What is being typed stays as typed, also while it is none; then the value is NaN. */
export function NumberField({ value, onChange, hint, className, ...field }: NumberFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed !== null && sameNumber(typed, value) ? typed : numberText(value);
  return (
    <TextField
      {...field}
      {...(hint ? { hint } : {})}
      {...(className ? { className } : {})}
      type="number"
      inputMode="numeric"
      step="any"
      value={shown}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(parsed(event.target.value));
      }}
    />
  );
}

const parsed = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));
const sameNumber = (text: string, value: number): boolean => Object.is(parsed(text), value);
const numberText = (value: number): string => (Number.isNaN(value) ? '' : String(value));
