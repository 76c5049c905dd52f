import { fieldLabel } from '@/components/ui/field-style.ts';
import { useCopy } from '@/lib/language.ts';
import { wizardCopy } from './wizard-copy.ts';
import { EXTRA_FEATURES, type NumberFeature } from './wizard-draft.ts';

export interface FeaturesFieldProps {
  chosen: readonly NumberFeature[];
  onChange: (chosen: NumberFeature[]) => void;
}

/** What the number must carry besides calls. */
export function FeaturesField({ chosen, onChange }: FeaturesFieldProps) {
  const { search: copy, features } = useCopy(wizardCopy);
  return (
    <fieldset>
      <legend className={fieldLabel}>{copy.features}</legend>
      <div className="mt-1 flex flex-wrap gap-x-5">
        {EXTRA_FEATURES.map((feature) => (
          <label key={feature} className="flex min-h-11 items-center gap-2 desk:min-h-8">
            <input
              type="checkbox"
              checked={chosen.includes(feature)}
              onChange={(event) =>
                onChange(
                  event.target.checked
                    ? [...chosen, feature]
                    : chosen.filter((one) => one !== feature),
                )
              }
              className="size-4 shrink-0 accent-(--accent)"
            />
            {features[feature]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
