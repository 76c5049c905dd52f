import { useSearchParams } from 'react-router';
import {
  CALL_STATUSES,
  CALL_TYPES,
  type CallStatusFilter,
  type CallType,
} from '@/data/call-history.queries.ts';
import { useSearchParam } from '@/lib/use-search-param.ts';

/** One letter finds nearly everything: the database searches from two on. */
const MIN_SEARCH = 2;

export interface CallHistoryFilterState {
  type: CallType;
  status: CallStatusFilter;
  /** What the list is searched for. */
  search: string;
  /** What stands in the search box; the list follows when typing pauses. */
  draft: string;
  setType: (type: CallType) => void;
  setStatus: (status: CallStatusFilter) => void;
  setDraft: (text: string) => void;
  clear: () => void;
}

function oneOf<Value extends string>(
  values: readonly Value[],
  raw: string | null,
  other: Value,
): Value {
  return values.find((value) => value === raw) ?? other;
}

/** The history's filters, kept in the address so that a view can be shared and found again. */
export function useCallHistoryFilter(): CallHistoryFilterState {
  const [params, setParams] = useSearchParams();
  const [search, draft, setDraft] = useSearchParam('search', MIN_SEARCH);
  const type = oneOf(CALL_TYPES, params.get('type'), 'all');
  const status = oneOf(CALL_STATUSES, params.get('status'), 'any');

  const write = (changes: { type?: CallType; status?: CallStatusFilter; search?: '' }) => {
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [key, value] of Object.entries(changes)) {
          if (value === 'all' || value === 'any' || value === '') next.delete(key);
          else next.set(key, value);
        }
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  };

  return {
    type,
    status,
    search,
    draft,
    setDraft,
    // "Missed" is a kind of inbound call: another status beside it would find nothing.
    setType: (next) => write(next === 'missed' ? { type: next, status: 'any' } : { type: next }),
    setStatus: (next) =>
      write(
        type === 'missed' && next !== 'any' ? { type: 'inbound', status: next } : { status: next },
      ),
    clear: () => {
      setDraft('');
      write({ type: 'all', status: 'any', search: '' });
    },
  };
}
