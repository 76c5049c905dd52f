import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { containsPattern, quotedValue } from './postgrest-text.ts';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

export interface ClientPhone {
  id: string;
  /** E.164 */
  phoneNumber: string;
  label: string | null;
  isMain: boolean;
}

export interface ClientRow {
  id: string;
  name: string;
  company: string | null;
  /** The main number first. */
  phones: ClientPhone[];
  lastCall: { startedAt: string; direction: 'inbound' | 'outbound' } | null;
}

const CLIENTS_PAGE = 40;

/** Whether a text can only be meant as a part of a telephone number. */
function asDigits(search: string): string | null {
  const digits = search.replace(/\D/g, '');
  return /^[-+()./\s\d]+$/.test(search) && digits.length >= 3 ? digits : null;
}

interface PhoneColumns {
  id: string;
  phone_number: string;
  label: string | null;
  is_main: boolean;
}

/** The main number first, then the others as they were added. */
export function sortedPhones(phones: readonly PhoneColumns[]): ClientPhone[] {
  return phones
    .toSorted((a, b) => Number(b.is_main) - Number(a.is_main))
    .map((phone) => ({
      id: phone.id,
      phoneNumber: phone.phone_number,
      label: phone.label,
      isMain: phone.is_main,
    }));
}

const COLUMNS =
  'id, name, company, phones:client_phones(id, phone_number, label, is_main), calls:telnyx_calls(started_at, direction)';

/** A page of clients by name. */
export async function fetchClients(
  supabase: Supabase,
  search: string,
  after: { name: string; id: string } | null,
  signal: AbortSignal,
): Promise<ClientRow[]> {
  const digits = asDigits(search);
  let query = supabase
    .from('clients')
    .select(digits ? (`${COLUMNS}, matched:client_phones!inner(id)` as typeof COLUMNS) : COLUMNS)
    .is('archived_at', null)
    .order('name')
    .order('id')
    .limit(CLIENTS_PAGE)
    .order('started_at', { referencedTable: 'calls', ascending: false })
    .limit(1, { referencedTable: 'calls' });
  if (digits) query = query.like('matched.phone_number', containsPattern(digits));
  else if (search !== '') {
    const pattern = quotedValue(containsPattern(search));
    query = query.or(`name.ilike.${pattern},email.ilike.${pattern},company.ilike.${pattern}`);
  }
  if (after) {
    const name = quotedValue(after.name);
    query = query.or(`name.gt.${name},and(name.eq.${name},id.gt.${after.id})`);
  }
  const { data } = await query.abortSignal(signal).throwOnError();
  return data.map((row) => {
    const call = row.calls[0];
    return {
      id: row.id,
      name: row.name,
      company: row.company,
      phones: sortedPhones(row.phones),
      lastCall: call
        ? {
            startedAt: call.started_at,
            direction: call.direction === 'outbound' ? 'outbound' : 'inbound',
          }
        : null,
    };
  });
}

function clientsQuery(supabase: Supabase, search: string) {
  return infiniteQueryOptions({
    queryKey: ['clients', search],
    queryFn: ({ pageParam, signal }) => fetchClients(supabase, search, pageParam, signal),
    initialPageParam: null as { name: string; id: string } | null,
    getNextPageParam: (page) => {
      const last = page.at(-1);
      return last && page.length === CLIENTS_PAGE ? { name: last.name, id: last.id } : null;
    },
    placeholderData: keepPreviousData,
  });
}

/**
 * Clients by name, page by page.
 *
 * @param search a part of a name, an e-mail or a company, or of a number in any format
 */
export function useClients(search: string) {
  return useInfiniteQuery(clientsQuery(useSupabase(), search));
}
