import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import type { AppointmentStatus } from './appointments.queries.ts';
import { sortedPhones } from './clients.queries.ts';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

/** A visit with all that the calendar says of it. Times are epoch milliseconds. */
export interface Visit {
  id: string;
  title: string;
  startsAt: number;
  endsAt: number;
  status: AppointmentStatus;
  note: string | null;
  isBookedByAi: boolean;
  createdAt: string;
  /** `phoneNumber`: E.164, the main one. */
  client: { id: string; name: string; address: string | null; phoneNumber: string | null };
  resource: { id: string; name: string };
  service: { id: string; name: string; priceCents: number | null; currency: string } | null;
  /** The call that it was booked in; `outsideNumber`: E.164, null when withheld. */
  call: { id: string; outsideNumber: string | null } | null;
}

/** The visits of every stretch of time that was looked at. */
export const VISITS_KEY = ['appointments', 'between'] as const;

const COLUMNS = `id, title, starts_at, ends_at, status, note, booked_by, created_at,
  clients!inner(id, name, address, phones:client_phones(id, phone_number, label, is_main)),
  resources!inner(id, name),
  services(id, name, price_cents, currency),
  call:telnyx_calls(id, handled_by, outside_number)` as const;
/** Most that one request brings; a business with more in a week would need pages. */
const MOST = 1_000;
const POLL_MS = 30_000;

async function fetchVisits(
  supabase: Supabase,
  { organizationId, from, to }: VisitsScope,
  signal: AbortSignal,
): Promise<Visit[]> {
  const { data } = await supabase
    .from('appointments')
    .select(COLUMNS)
    .eq('organization_id', organizationId)
    .neq('status', 'cancelled')
    .lt('starts_at', new Date(to).toISOString())
    .gt('ends_at', new Date(from).toISOString())
    .order('starts_at')
    .order('id')
    .limit(MOST)
    .abortSignal(signal)
    .throwOnError();
  return data.map((row) => ({
    id: row.id,
    title: row.title,
    startsAt: Date.parse(row.starts_at),
    endsAt: Date.parse(row.ends_at),
    status: row.status as AppointmentStatus,
    note: row.note,
    isBookedByAi: row.booked_by === 'ai' || row.call?.handled_by === 'ai',
    createdAt: row.created_at,
    client: {
      id: row.clients.id,
      name: row.clients.name,
      address: row.clients.address,
      phoneNumber: sortedPhones(row.clients.phones)[0]?.phoneNumber ?? null,
    },
    resource: row.resources,
    service: row.services
      ? {
          id: row.services.id,
          name: row.services.name,
          priceCents: row.services.price_cents,
          currency: row.services.currency,
        }
      : null,
    call: row.call ? { id: row.call.id, outsideNumber: row.call.outside_number } : null,
  }));
}

export interface VisitsScope {
  organizationId: string;
  /** Epoch milliseconds, included. */
  from: number;
  /** Epoch milliseconds, not included. */
  to: number;
}

function visitsQuery(supabase: Supabase, scope: VisitsScope) {
  return queryOptions({
    queryKey: [...VISITS_KEY, scope.organizationId, scope.from, scope.to],
    queryFn: ({ signal }) => fetchVisits(supabase, scope, signal),
    placeholderData: keepPreviousData,
    // A broadcast tells of changes at once, but may be lost.
    refetchInterval: POLL_MS,
    refetchOnWindowFocus: 'always',
  });
}

/** The visits that touch a stretch of time and were not cancelled, in order. */
export function useVisits(scope: VisitsScope) {
  return useQuery(visitsQuery(useSupabase(), scope));
}
