import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { TextField } from '@/components/ui/TextField.tsx';
import {
  type OpeningTime,
  useChangeOpeningTimes,
  useOpeningTimes,
} from '@/data/opening-hours.queries.ts';
import { showToast } from '@/lib/toast-store.ts';
import { Group } from '../ai/Group.tsx';
import { hoursCopy } from './hours-copy.ts';
import { Loaded } from './Loaded.tsx';
import { nextOpening, openingProblem } from './opening-problems.ts';

const { week: copy } = hoursCopy;
const MONDAY_FIRST = [1, 2, 3, 4, 5, 6, 0];
const onError = () => showToast({ text: hoursCopy.notSaved });

/** The week: when each day opens and closes, with breaks between. */
export function OpeningTimesGroup({
  canChange,
  timeZone,
}: {
  canChange: boolean;
  timeZone: string;
}) {
  const times = useOpeningTimes();
  return (
    <Group title={copy.title} text={copy.text(timeZone)} isList>
      <Loaded query={times}>
        {(all) => (
          <ul className="divide-y divide-line">
            {MONDAY_FIRST.map((weekday) => (
              <Day key={weekday} weekday={weekday} times={all} canChange={canChange} />
            ))}
          </ul>
        )}
      </Loaded>
    </Group>
  );
}

interface DayProps {
  weekday: number;
  times: readonly OpeningTime[];
  canChange: boolean;
}

function Day({ weekday, times, canChange }: DayProps) {
  const change = useChangeOpeningTimes();
  const name = copy.days[weekday] ?? '';
  const mine = times.filter((time) => time.weekday === weekday);
  const next = nextOpening(weekday, times);
  return (
    <li className="flex min-h-12 flex-wrap items-start gap-x-4 gap-y-1 py-2">
      <span className="flex-1 py-1.5 font-medium desk:w-24 desk:flex-none">{name}</span>
      <div className="grid min-w-0 flex-1 gap-2 max-desk:order-last max-desk:basis-full">
        {mine.length === 0 ? <span className="py-1.5 text-muted">{copy.closed}</span> : null}
        {mine.map((time) => (
          <Stretch key={time.id} time={time} times={times} day={name} canChange={canChange} />
        ))}
      </div>
      {canChange && next ? (
        <Button
          variant="ghost"
          size="sm"
          aria-label={copy.addOn(name)}
          onClick={() => change.keep({ id: crypto.randomUUID(), ...next }, { onError })}
        >
          <Plus aria-hidden="true" />
          {copy.add}
        </Button>
      ) : null}
    </li>
  );
}

interface StretchProps {
  time: OpeningTime;
  times: readonly OpeningTime[];
  day: string;
  canChange: boolean;
}

/** Kept when the fields are left and the times are in order: half-typed ones would close the day. */
function Stretch({ time, times, day, canChange }: StretchProps) {
  const change = useChangeOpeningTimes();
  const [draft, setDraft] = useState<OpeningTime | null>(null);
  const shown = draft ?? time;
  const problem = openingProblem(shown, times);
  const keep = () => {
    if (!draft || problem) return;
    setDraft(null);
    if (draft.opensAt !== time.opensAt || draft.closesAt !== time.closesAt) {
      change.keep(draft, { onError });
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
            onClick={() => change.remove(time.id, { onError })}
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
