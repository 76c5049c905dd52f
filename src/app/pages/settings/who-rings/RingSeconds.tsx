import { useCopy } from '@/lib/language.ts';
import { NumberField } from '../ai/NumberField.tsx';
import { isRingTime, MAX_RING_SECONDS, MIN_RING_SECONDS } from './ring-draft.ts';
import { whoRingsCopy } from './who-rings-copy.ts';

export interface RingSecondsProps {
  value: number;
  disabled: boolean;
  /** The label stands above the field; else it is for readers only. */
  hasLabel?: boolean;
  /** What rings so long, for readers. */
  of?: string;
  onChange: (seconds: number) => void;
}

/** How long a step rings. */
export function RingSeconds({ value, disabled, hasLabel = false, of, onChange }: RingSecondsProps) {
  const copy = useCopy(whoRingsCopy);
  return (
    <NumberField
      label={of ? `${copy.ringTime}, ${of}` : copy.ringTime}
      isLabelHidden={!hasLabel}
      trailing={<span className="text-muted">s</span>}
      min={MIN_RING_SECONDS}
      max={MAX_RING_SECONDS}
      // A draft that was kept over a reload holds null for what is no number.
      value={value ?? Number.NaN}
      disabled={disabled}
      error={isRingTime(value) ? undefined : copy.ringTimeRange}
      className="w-24"
      onChange={onChange}
    />
  );
}
