import { useSearchParams } from 'react-router';
import { Select } from '@/components/ui/Select.tsx';
import { cn } from '@/lib/cn.ts';
import { isoDay } from '@/lib/dates.ts';
import { useNow } from '@/lib/use-now.ts';
import { historyCopy } from './history-copy.ts';
import { CALL_PERIODS, type CallPeriod, daysOf } from './history-period.ts';
import type { CallHistoryFilterState } from './use-call-history-filter.ts';

const dayStyle =
  'h-9 shrink-0 rounded-control bg-raised px-2 text-sm text-text inset-ring inset-ring-line-strong desk:h-7 desk:text-xs';

/** When: a usual stretch of days, or two days that are chosen. */
export function HistoryPeriod({ filter }: { filter: CallHistoryFilterState }) {
  const [params] = useSearchParams();
  const now = useNow();
  const { when: copy } = historyCopy.filters;
  const raw = params.get('when') ?? 'any';
  const chosen = daysOf(raw);
  const period = CALL_PERIODS.find((value) => value === raw) ?? 'any';
  const value: CallPeriod | 'choose' = chosen ? 'choose' : period;
  const today = isoDay(now);
  const choose = (first: string, last: string) => {
    // Somebody who types a later first day means the stretch from there.
    if (first !== '' && last !== '') {
      filter.set({ when: first <= last ? `${first}..${last}` : `${first}..${first}` });
    }
  };
  return (
    <>
      <Select
        label={copy.label}
        value={value}
        options={[
          ...CALL_PERIODS.map((each) => ({ value: each, label: copy[each] })),
          { value: 'choose' as const, label: copy.choose },
        ]}
        onChange={(next) => (next === 'choose' ? choose(today, today) : filter.set({ when: next }))}
        isActive={value !== 'any'}
        onClear={() => filter.set({ when: '' })}
        clearLabel={copy.clear}
        className="shrink-0"
      />
      {chosen ? (
        <>
          <input
            type="date"
            aria-label={copy.from}
            value={chosen[0]}
            max={today}
            onChange={(event) => choose(event.target.value, chosen[1])}
            className={cn(dayStyle)}
          />
          <input
            type="date"
            aria-label={copy.to}
            value={chosen[1]}
            min={chosen[0]}
            max={today}
            onChange={(event) => choose(chosen[0], event.target.value)}
            className={cn(dayStyle)}
          />
        </>
      ) : null}
    </>
  );
}
