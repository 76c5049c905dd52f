import { TextField } from '@/components/ui/TextField.tsx';
import type { Technician } from '@/data/calendar-setup.queries.ts';
import { parseClock, parseIsoDay } from '@/lib/zoned-time.ts';
import { calendarCopy } from './copy.ts';
import { FormSelect } from './FormSelect.tsx';
import type { WhenDraft } from './when-draft.ts';

const { move: copy, form } = calendarCopy;
const QUARTER_SECONDS = 900;

export interface WhenFieldsProps {
  draft: WhenDraft;
  technicians: readonly Technician[];
  /** Whether what is missing is named. */
  isTried: boolean;
  onChange: (draft: WhenDraft) => void;
}

/** Day, time and technician. */
export function WhenFields({ draft, technicians, isTried, onChange }: WhenFieldsProps) {
  const isDayMissing = isTried && parseIsoDay(draft.day) === null;
  const isTimeMissing = isTried && parseClock(draft.clock) === null;
  return (
    <>
      <div className="grid grid-cols-2 items-start gap-3">
        <TextField
          label={copy.day}
          type="date"
          value={draft.day}
          onChange={(event) => onChange({ ...draft, day: event.target.value })}
          error={isDayMissing ? form.dayMissing : undefined}
        />
        <TextField
          label={copy.time}
          type="time"
          step={QUARTER_SECONDS}
          value={draft.clock}
          onChange={(event) => onChange({ ...draft, clock: event.target.value })}
          error={isTimeMissing ? form.timeMissing : undefined}
        />
      </div>
      <FormSelect
        label={copy.technician}
        value={draft.technicianId}
        options={technicians.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(technicianId) => onChange({ ...draft, technicianId })}
      />
    </>
  );
}
