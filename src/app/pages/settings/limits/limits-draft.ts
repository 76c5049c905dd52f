import { type BoundedLimit, LIMIT_BOUNDS, type Limits } from '@core/contracts/limits.ts';

/** A field that was emptied is kept as null in the stored draft. */
export function valueOf(draft: Limits, name: BoundedLimit): number {
  return (draft[name] as number | null) ?? Number.NaN;
}

/** Whether a value can be saved as it is. */
export function isWithin(name: BoundedLimit, value: number): boolean {
  const { min, max } = LIMIT_BOUNDS[name];
  return Number.isInteger(value) && value >= min && value <= max;
}

const BOUNDED = Object.keys(LIMIT_BOUNDS) as BoundedLimit[];

/** Whether all of it can be saved. */
export function isComplete(draft: Limits): boolean {
  return (
    draft.countries.length > 0 && BOUNDED.every((name) => isWithin(name, valueOf(draft, name)))
  );
}
