import { SearchField } from '@/components/ui/SearchField.tsx';
import { Select } from '@/components/ui/Select.tsx';
import { CALL_STATUSES, CALL_TYPES } from '@/data/call-history-filter.ts';
import { callHistoryCopy as copy } from './copy.ts';
import type { CallHistoryFilterState } from './use-call-history-filter.ts';

const typeOptions = () => CALL_TYPES.map((value) => ({ value, label: copy.type.options[value] }));
const statusOptions = () =>
  CALL_STATUSES.map((value) => ({ value, label: copy.status.options[value] }));

/** Search, type and status; an active one is petrol and has a cross. */
export function CallHistoryFilters({ filter }: { filter: CallHistoryFilterState }) {
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
      <Select
        label={copy.type.label}
        value={filter.query.type}
        options={typeOptions()}
        onChange={(type) => filter.set({ type })}
        isActive={filter.query.type !== 'all'}
        onClear={() => filter.set({ type: '' })}
        clearLabel={copy.type.clear}
        className="shrink-0"
      />
      <Select
        label={copy.status.label}
        value={filter.query.status}
        options={statusOptions()}
        onChange={(status) => filter.set({ status })}
        isActive={filter.query.status !== 'any'}
        onClear={() => filter.set({ status: '' })}
        clearLabel={copy.status.clear}
        className="shrink-0"
      />
    </div>
  );
}
