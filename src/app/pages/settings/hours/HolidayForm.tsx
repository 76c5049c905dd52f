import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { TextField } from '@/components/ui/TextField.tsx';
import type { Holiday } from '@/data/opening-hours.queries.ts';
import { hoursCopy } from './hours-copy.ts';

const { holidays: copy } = hoursCopy;

export interface HolidayFormProps {
  onSave: (holiday: Holiday) => void;
  onCancel: () => void;
}

/** A date, a name, and the times where it is not closed. */
export function HolidayForm({ onSave, onCancel }: HolidayFormProps) {
  const [day, setDay] = useState('');
  const [name, setName] = useState('');
  const [opensAt, setOpensAt] = useState('');
  const [closesAt, setClosesAt] = useState('');
  const isClosed = opensAt === '' && closesAt === '';
  const areTimesWrong = !isClosed && (opensAt === '' || closesAt <= opensAt);
  const isComplete = day !== '' && name.trim() !== '' && !areTimesWrong;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isComplete) return;
    onSave({
      day,
      name: name.trim(),
      opensAt: isClosed ? null : opensAt,
      closesAt: isClosed ? null : closesAt,
    });
  };
  return (
    <form onSubmit={submit} className="mt-3 grid gap-4 border-t border-line pt-4">
      <div className="grid gap-4 desk:grid-cols-2">
        <TextField
          type="date"
          label={copy.day}
          value={day}
          onChange={(event) => setDay(event.target.value)}
        />
        <TextField
          label={copy.name}
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          type="time"
          label={copy.opens}
          hint={copy.timesHint}
          value={opensAt}
          error={areTimesWrong ? copy.times : undefined}
          onChange={(event) => setOpensAt(event.target.value)}
        />
        <TextField
          type="time"
          label={copy.closes}
          value={closesAt}
          onChange={(event) => setClosesAt(event.target.value)}
        />
      </div>
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{copy.cancel}</Button>
        <Button type="submit" variant="primary" disabled={!isComplete}>
          {copy.save}
        </Button>
      </div>
    </form>
  );
}
