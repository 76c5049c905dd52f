import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { CALL_STATUSES, CALL_TYPES, type CallHistoryFilter } from '@/data/call-history-filter.ts';
import { startOfDay } from '@/lib/dates.ts';
import { useNow } from '@/lib/use-now.ts';
import { useSearchParam } from '@/lib/use-search-param.ts';
import { periodOf } from './history-period.ts';

/** One letter finds nearly everything: the database searches from two on. */
const MIN_SEARCH = 2;

/** The filters' names in the address, and what stands for "all of them". */
const NONE = {
  type: 'all',
  status: 'any',
  person: '',
  line: '',
  when: 'any',
  tag: '',
  outcome: '',
  callback: '',
} as const;
type FilterName = keyof typeof NONE;
export type FilterChanges = Partial<Record<FilterName, string>>;
const NAMES = Object.keys(NONE) as FilterName[];

export interface CallHistoryFilterState {
  /** What the list shows. */
  query: CallHistoryFilter;
  /** How many filters are set, the search not counted. */
  activeCount: number;
  /** What stands in the search box; the list follows when typing pauses. */
  draft: string;
  setDraft: (text: string) => void;
  /** Sets filters; '' or "all" takes one off. */
  set: (changes: FilterChanges) => void;
  clear: () => void;
  /** The filters as they stand in the address, to be kept as a view. */
  address: string;
  /** Shows a view that was kept. */
  show: (address: string) => void;
}

function oneOf<Value extends string>(values: readonly Value[], raw: string, other: Value): Value {
  return values.find((value) => value === raw) ?? other;
}

/** The history's filters, kept in the address so that a view can be shared and found again. */
export function useCallHistoryFilter(clientId: string | null = null): CallHistoryFilterState {
  const [params, setParams] = useSearchParams();
  const [search, draft, setDraft] = useSearchParam('search', MIN_SEARCH);
  const key = NAMES.map((name) => params.get(name) ?? '').join('\n');
  // The day, not the minute: the list is read anew when a day has passed.
  const today = startOfDay(useNow());
  const query = useMemo(
    () => readFilter(key.split('\n'), search, clientId, today),
    [key, search, clientId, today],
  );

  const write = (change: (next: URLSearchParams) => void) => {
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        change(next);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  };
  const put = (next: URLSearchParams, changes: FilterChanges) => {
    for (const name of NAMES) {
      const value = changes[name];
      if (value === undefined) continue;
      if (value === '' || value === NONE[name]) next.delete(name);
      else next.set(name, value);
    }
  };
  const show = (address: string) => {
    const kept = new URLSearchParams(address);
    setDraft(kept.get('search') ?? '');
    write((next) => {
      put(next, Object.fromEntries(NAMES.map((name) => [name, kept.get(name) ?? ''])));
      if (kept.get('search')) next.set('search', kept.get('search') ?? '');
      else next.delete('search');
    });
  };

  return {
    query,
    activeCount: NAMES.filter((name) => isSet(params, name)).length,
    draft,
    setDraft,
    set: (changes) => write((next) => put(next, agreed(changes, query))),
    clear: () => show(''),
    address: addressOf(params),
    show,
  };
}

/** "Missed" is a kind of inbound call: another status beside it would find nothing. */
function agreed(changes: FilterChanges, query: CallHistoryFilter): FilterChanges {
  if (changes.type === 'missed') return { ...changes, status: '' };
  const isOther = changes.status !== undefined && changes.status !== NONE.status;
  return query.type === 'missed' && isOther ? { ...changes, type: 'inbound' } : changes;
}

function readFilter(
  raw: readonly string[],
  search: string,
  clientId: string | null,
  today: number,
): CallHistoryFilter {
  const [
    type = '',
    status = '',
    person = '',
    line = '',
    when = '',
    tag = '',
    outcome = '',
    callback,
  ] = raw;
  return {
    type: oneOf(CALL_TYPES, type, 'all'),
    status: oneOf(CALL_STATUSES, status, 'any'),
    search,
    clientId,
    ...(isId(person) || person === 'ai' || person === 'nobody' ? { person } : {}),
    ...(isId(line) ? { lineId: line } : {}),
    ...periodOf(when, today),
    ...(tag === '' ? {} : { tag }),
    ...(outcome === '' ? {} : { disposition: outcome }),
    ...(callback === '1' ? { needsCallBack: true } : {}),
  };
}

/** What is no id would be refused by the database: an old or mistyped address shows all. */
function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

function isSet(params: URLSearchParams, name: FilterName): boolean {
  const value = params.get(name) ?? '';
  return value !== '' && value !== NONE[name];
}

function addressOf(params: URLSearchParams): string {
  const kept = new URLSearchParams();
  for (const name of [...NAMES, 'search']) {
    const value = params.get(name);
    if (value) kept.set(name, value);
  }
  return kept.toString();
}
