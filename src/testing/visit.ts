import type { Visit } from '@/data/calendar-visits.queries.ts';

/** A visit as the calendar knows it; by default Luis at Maria Lopez's, Monday 9:00 to 10:00 in Toronto. */
export function testVisit(changes: Partial<Visit> = {}): Visit {
  return {
    id: 'visit-1',
    title: 'Tap repair',
    startsAt: Date.parse('2026-11-23T14:00:00Z'),
    endsAt: Date.parse('2026-11-23T15:00:00Z'),
    status: 'confirmed',
    note: null,
    isBookedByAi: false,
    createdAt: '2026-11-20T15:00:00Z',
    client: { id: 'client-1', name: 'Maria Lopez', address: null, phoneNumber: '+14165550123' },
    resource: { id: 'luis', name: 'Luis' },
    service: null,
    call: null,
    ...changes,
  };
}

/** The same as PostgREST answers it, with the columns of the calendar's query. */
export function visitRow(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: 'visit-1',
    title: 'Tap repair',
    starts_at: '2026-11-23T14:00:00+00:00',
    ends_at: '2026-11-23T15:00:00+00:00',
    status: 'confirmed',
    note: null,
    booked_by: 'person',
    created_at: '2026-11-20T15:00:00+00:00',
    clients: {
      id: 'client-1',
      name: 'Maria Lopez',
      address: null,
      phones: [{ id: 'phone-1', phone_number: '+14165550123', label: null, is_main: true }],
    },
    resources: { id: 'luis', name: 'Luis' },
    services: null,
    call: null,
    ...changes,
  };
}
