import { useId } from 'react';
import { fieldLabel } from '@/components/ui/field-style.ts';
import type { ServiceTechnician } from '@/data/services.queries.ts';
import { hoursCopy } from './hours-copy.ts';

const { services: copy } = hoursCopy;

export interface TechniciansFieldProps {
  technicians: readonly ServiceTechnician[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** Who does a service; nobody ticked means that everybody does. */
export function TechniciansField({ technicians, chosen, onChange }: TechniciansFieldProps) {
  const id = useId();
  return (
    <fieldset aria-describedby={id} className="grid gap-1.5">
      <legend className={fieldLabel}>{copy.who}</legend>
      <div className="mt-1.5 flex flex-wrap gap-x-5 gap-y-1">
        {technicians.map((technician) => (
          <label key={technician.id} className="flex min-h-11 items-center gap-2 desk:min-h-8">
            <input
              type="checkbox"
              checked={chosen.includes(technician.id)}
              onChange={(event) =>
                onChange(
                  event.target.checked
                    ? [...chosen, technician.id]
                    : chosen.filter((one) => one !== technician.id),
                )
              }
              className="size-4 accent-(--accent)"
            />
            {technician.name}
          </label>
        ))}
      </div>
      <p id={id} className="text-small text-faint">
        {copy.whoHint}
      </p>
    </fieldset>
  );
}
