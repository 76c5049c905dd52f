import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { TextField } from '@/components/ui/TextField.tsx';
import type { OpeningTime } from '@/data/opening-hours.queries.ts';
import { hoursCopy } from './hours-copy.ts';
import { nextOpening, openingProblem } from './opening-problems.ts';

const { week: copy } = hoursCopy;
const MONDAY_FIRST = [1, 2, 3, 4, 5, 6, 0];

export interface WeekListProps {
  times: readonly OpeningTime[];
  canChange: boolean;
  /** A stretch is kept under its id: a new one, or a changed one. */
  onKeep: (time: OpeningTime) => void;
  onRemove: (id: string) => void;
}

/** A week: when each day opens and closes, with breaks between. */
export function WeekList(props: WeekListProps) {
  return (
    <ul className="divide-y divide-line">
      {MONDAY_FIRST.map((weekday) => (
        <Day key={weekday} weekday={weekday} {...props} />
      ))}
    </ul>
  );
}

function Day({ weekday, ...list }: WeekListProps & { weekday: number }) {
  const { times, canChange, onKeep } = list;
  const name = copy.days[weekday] ?? '';
  const mine = times.filter((time) => time.weekday === weekday);
  const next = nextOpening(weekday, times);
  return (
    <li className="flex min-h-12 flex-wrap items-start gap-x-4 gap-y-1 py-2">
      <span className="flex-1 py-1.5 font-medium desk:w-24 desk:flex-none">{name}</span>
      <div className="grid min-w-0 flex-1 gap-2 max-desk:order-last max-desk:basis-full">
        {mine.length === 0 ? <span className="py-1.5 text-muted">{copy.closed}</span> : null}
        {mine.map((time) => (
          <Stretch key={time.id} time={time} day={name} {...list} />
        ))}
      </div>
      {canChange && next ? (
        <Button
          variant="ghost"
          size="sm"
          aria-label={copy.addOn(name)}
          onClick={() => onKeep({ id: crypto.randomUUID(), ...next })}
        >
          <Plus aria-hidden="true" />
          {copy.add}
        </Button>
      ) : null}
    </li>
  );
}

interface StretchProps extends WeekListProps {
  time: OpeningTime;
  day: string;
}

/** Kept when the fields are left and the times are in order: half-typed ones would close the day. */
function Stretch({ time, times, day, canChange, onKeep, onRemove }: StretchProps) {
  const [draft, setDraft] = useState<OpeningTime | null>(null);
  const shown = draft ?? time;
  const problem = openingProblem(shown, times);
  const keep = () => {
    if (!draft || problem) return;
    setDraft(null);
    if (draft.opensAt !== time.opensAt || draft.closesAt !== time.closesAt) {
      onKeep(draft);
    }
  };
  const field = (name: 'opensAt' | 'closesAt', label: string) => (
    <TextField
      type="time"
      label={label}
      isLabelHidden
      value={shown[name]}
      disabled={!canChange}
      aria-invalid={problem ? true : undefined}
      className="w-full min-w-0 desk:w-30"
      onChange={(event) => setDraft({ ...shown, [name]: event.target.value })}
    />
  );
  return (
    <div onBlur={keep} className="grid gap-1">
      <div className="flex items-center gap-2">
        {field('opensAt', copy.opens(day))}
        <span className="text-muted">{copy.to}</span>
        {field('closesAt', copy.closes(day))}
        {canChange ? (
          <Button
            variant="ghost"
            size="sm"
            iconOnly
            aria-label={copy.remove(day, time.opensAt)}
            onClick={() => onRemove(time.id)}
          >
            <X aria-hidden="true" />
          </Button>
        ) : null}
      </div>
      {problem ? (
        <p role="alert" className="text-small text-danger-text">
          {copy[problem]}
        </p>
      ) : null}
    </div>
  );
}
