import { PhoneIncoming, Search } from 'lucide-react';
import { Button } from '@/components/ui/Button.tsx';
import { EmptyState } from '@/components/ui/EmptyState.tsx';
import { usePhoneNumbers } from '@/data/phone-numbers.queries.ts';
import { displayNumber } from '@core/e164.ts';
import { callHistoryCopy as copy } from './copy.ts';
import type { CallHistoryFilterState } from './use-call-history-filter.ts';

/** Why there is nothing in the list, and the way on. */
export function CallHistoryEmpty({
  filter,
  hasClient,
}: {
  filter: CallHistoryFilterState;
  hasClient: boolean;
}) {
  const { data: lines } = usePhoneNumbers();
  const isFiltered = filter.activeCount > 0;
  const { search } = filter.query;
  if (!isFiltered && search === '') {
    const number = lines?.[0] ? displayNumber(lines[0].phoneNumber) : null;
    return (
      <EmptyState
        icon={<PhoneIncoming />}
        text={hasClient ? copy.empty.client : copy.empty.all(number)}
      />
    );
  }
  return (
    <EmptyState
      icon={<Search />}
      text={nothingFound(search, isFiltered)}
      action={<Button onClick={filter.clear}>{copy.clearFilters}</Button>}
    />
  );
}

function nothingFound(search: string, isFiltered: boolean): string {
  if (search === '') return copy.empty.filters;
  return isFiltered ? copy.empty.searchAndFilters(search) : copy.empty.search(search);
}
