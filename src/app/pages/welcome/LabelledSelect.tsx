import type { ReactNode } from 'react';
import { fieldLabel } from '@/components/ui/field-style.ts';
import { Select, type SelectOption } from '@/components/ui/Select.tsx';

export interface LabelledSelectProps {
  label: string;
  value: string;
  options: readonly SelectOption[];
  onChange: (value: string) => void;
  hint?: ReactNode;
  /** As high as the fields around it. */
  isTall?: boolean;
}

/** A choice out of a long list, with its label above it. */
export function LabelledSelect({
  label,
  value,
  options,
  onChange,
  hint,
  isTall = false,
}: LabelledSelectProps) {
  return (
    <div className="grid gap-1.5">
      <span aria-hidden="true" className={fieldLabel}>
        {label}
      </span>
      <Select
        label={label}
        appearance="field"
        value={value}
        options={options}
        onChange={onChange}
        className={isTall ? 'desk:h-10' : ''}
      />
      {hint ? <p className="text-small text-faint">{hint}</p> : null}
    </div>
  );
}
