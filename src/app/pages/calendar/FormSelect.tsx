import { fieldLabel } from '@/components/ui/field-style.ts';
import { Select, type SelectOption } from '@/components/ui/Select.tsx';

export interface FormSelectProps {
  label: string;
  value: string;
  options: readonly SelectOption[];
  onChange: (value: string) => void;
}

/** A choice with its label above it, as text fields have it. */
export function FormSelect({ label, value, options, onChange }: FormSelectProps) {
  return (
    <div className="grid min-w-0 gap-1.5">
      <span aria-hidden="true" className={fieldLabel}>
        {label}
      </span>
      <Select
        appearance="field"
        label={label}
        value={value}
        options={options}
        onChange={onChange}
        className="min-w-0"
      />
    </div>
  );
}
