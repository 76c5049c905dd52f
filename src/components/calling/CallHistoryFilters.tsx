import { PhoneMissed, X } from 'lucide-react';
import { Button } from '@/components/ui/Button.tsx';
import { SearchField } from '@/components/ui/SearchField.tsx';
import { Select } from '@/components/ui/Select.tsx';
import { CALL_STATUSES, CALL_TYPES } from '@/data/call-history-filter.ts';
import { useHistoryCounts } from '@/data/history-changes.queries.ts';
import { cn } from '@/lib/cn.ts';
import { callHistoryCopy as copy } from './copy.ts';
import { historyCopy } from './history-copy.ts';
import { HistoryMoreFilters } from './HistoryMoreFilters.tsx';
import { HistoryPeriod } from './HistoryPeriod.tsx';
import { HistoryViews } from './HistoryViews.tsx';
import type { CallHistoryFilterState } from './use-call-history-filter.ts';

const typeOptions = () => CALL_TYPES.map((value) => ({ value, label: copy.type.options[value] }));
const statusOptions = () =>
  CALL_STATUSES.map((value) => ({ value, label: copy.status.options[value] }));

/** Search and filters; an active one is petrol and has a cross. */
export function CallHistoryFilters({ filter }: { filter: CallHistoryFilterState }) {
  const { query } = filter;
  return (
    <div className="flex scrollbar-none items-center gap-1.5 overflow-x-auto px-4 pt-1 pb-3 desk:flex-wrap desk:overflow-visible desk:px-6 desk:pt-0 desk:pb-2">
      <SearchField
        label={copy.search.label}
        placeholder={copy.search.placeholder}
        clearLabel={copy.search.clear}
        value={filter.draft}
        onChange={filter.setDraft}
        isSmall
        className="w-52 shrink-0"
      />
      <CallBackFilter filter={filter} />
      <Select
        label={copy.type.label}
        value={query.type}
        options={typeOptions()}
        onChange={(type) => filter.set({ type })}
        isActive={query.type !== 'all'}
        onClear={() => filter.set({ type: '' })}
        clearLabel={copy.type.clear}
        className="shrink-0"
      />
      <Select
        label={copy.status.label}
        value={query.status}
        options={statusOptions()}
        onChange={(status) => filter.set({ status })}
        isActive={query.status !== 'any'}
        onClear={() => filter.set({ status: '' })}
        clearLabel={copy.status.clear}
        className="shrink-0"
      />
      <HistoryPeriod filter={filter} />
      <HistoryMoreFilters filter={filter} />
      {filter.activeCount > 0 ? (
        <Button variant="ghost" size="sm" onClick={filter.clear}>
          {historyCopy.filters.clearAll}
        </Button>
      ) : null}
      <HistoryViews filter={filter} />
    </div>
  );
}

/** Who waits for our call: one press, with how many there are. */
function CallBackFilter({ filter }: { filter: CallHistoryFilterState }) {
  const { data: counts } = useHistoryCounts();
  const isOn = filter.query.needsCallBack === true;
  const count = counts?.needCallBack ?? 0;
  return (
    <Button
      size="sm"
      aria-pressed={isOn}
      onClick={() => filter.set({ callback: isOn ? '' : '1' })}
      className={cn(isOn && 'bg-accent-soft text-accent-text inset-ring-accent-line')}
    >
      {isOn ? <X aria-hidden="true" /> : <PhoneMissed aria-hidden="true" />}
      {historyCopy.filters.callback}
      {count > 0 ? (
        <span className="text-faint tabular-nums">{historyCopy.filters.callbackCount(count)}</span>
      ) : null}
    </Button>
  );
}
