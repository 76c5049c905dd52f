import { useHealthDays } from '@/data/health-reports.queries.ts';
import { cn } from '@/lib/cn.ts';
import { useCopy } from '@/lib/language.ts';
import { type HealthCopy, healthCopy } from './health-copy.ts';
import type { HealthRow } from './health-rows.ts';
import { HealthLamp } from './HealthLamp.tsx';

/** The state of the whole, and what to say of it. */
export function summarise(rows: readonly HealthRow[], copy: HealthCopy) {
  const broken = rows.filter(({ state }) => state === 'bad');
  const doubtful = rows.filter(({ state }) => state === 'warn');
  const state = broken.length > 0 ? 'bad' : doubtful.length > 0 ? 'warn' : 'ok';
  const { summary, names } = copy;
  const bad = broken.length > 0 ? summary.bad(broken.length) : '';
  const warn = doubtful.length > 0 ? summary.warn(doubtful.length) : '';
  const [first] = [...broken, ...doubtful];
  return {
    state,
    title: bad && warn ? summary.both(bad, warn) : bad || warn || summary.ok,
    text: first ? summary.first(names[first.id], first.finding) : '',
  } as const;
}

/** The box on top: how it stands, and how it stood for 30 days. */
export function HealthSummary({ rows }: { rows: readonly HealthRow[] }) {
  const copy = useCopy(healthCopy);
  const { state, title, text } = summarise(rows, copy);
  return (
    <div
      className={cn(
        'mb-2 flex items-center gap-3.5 rounded-card px-4 py-3.5 max-desk:flex-wrap max-desk:items-start',
        { ok: 'bg-success-soft', warn: 'bg-warning-soft', bad: 'bg-danger-soft' }[state],
      )}
    >
      <HealthLamp state={state} isLarge />
      <div className="min-w-0 flex-1">
        <p className="font-strong">{title}</p>
        {text ? <p className="text-muted">{text}</p> : null}
      </div>
      <HealthDays />
    </div>
  );
}

const BARS = {
  ok: 'h-full bg-lamp-on',
  warn: 'h-[70%] bg-warning',
  bad: 'h-[40%] bg-lamp-off',
  none: 'h-full bg-fill-strong',
};

function HealthDays() {
  const copy = useCopy(healthCopy);
  const days = useHealthDays().data ?? [];
  const checked = days.filter(({ state }) => state !== null);
  const sound = checked.filter(({ state }) => state === 'ok');
  return (
    <div className="text-right max-desk:hidden">
      <div aria-hidden="true" className="flex h-6 items-end gap-0.5">
        {days.map(({ day, state }) => (
          <i key={day} className={cn('rounded-xs w-1.25', BARS[state ?? 'none'])} />
        ))}
      </div>
      <p className="text-xs text-muted">{copy.days(sound.length, checked.length)}</p>
    </div>
  );
}
