import { useCopy } from '@/lib/language.ts';
import { type BoundedLimit, LIMIT_BOUNDS, type Limits } from '@core/contracts/limits.ts';
import { NumberField } from '../ai/NumberField.tsx';
import { limitsCopy } from './limits-copy.ts';
import { isWithin, valueOf } from './limits-draft.ts';
import { moneyOfCents } from './limits-words.ts';

export interface LimitFieldProps {
  name: BoundedLimit;
  draft: Limits;
  canChange: boolean;
  onChange: (part: Partial<Limits>) => void;
}

/** One number of the limits; its bounds are said as soon as they are passed. */
export function LimitField({ name, draft, canChange, onChange }: LimitFieldProps) {
  const copy = useCopy(limitsCopy);
  const isMoney = name === 'dailyCapCents';
  const scale = isMoney ? 100 : 1;
  const { min, max } = LIMIT_BOUNDS[name];
  const value = valueOf(draft, name);
  const words = isMoney ? moneyOfCents : String;
  return (
    <NumberField
      label={copy.fields[name]}
      value={value / scale}
      min={min / scale}
      max={max / scale}
      disabled={!canChange}
      error={isWithin(name, value) ? undefined : copy.between(words(min), words(max))}
      onChange={(next) => onChange({ [name]: isMoney ? Math.round(next * scale) : next })}
    />
  );
}
