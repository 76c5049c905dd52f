import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Supabase } from './supabase-client.ts';
import { useSupabase } from './supabase-context.tsx';

export interface Technician {
  id: string;
  name: string;
  isActive: boolean;
}

export interface Service {
  id: string;
  name: string;
  durationMinutes: number;
  priceCents: number | null;
  currency: string;
}

/** A stretch of a day, in minutes after midnight on the business's clock. */
export interface OpenSpan {
  from: number;
  to: number;
}

/** What a calendar needs besides its visits. */
export interface CalendarSetup {
  /** By name, those who have left too: their visits stay. */
  technicians: Technician[];
  /** What can be booked, by name. */
  services: Service[];
  /** By weekday, 0 for Sunday; empty lists are closed days. Null: nobody entered any hours. */
  weeklyHours: OpenSpan[][] | null;
  /** By ISO date; `span` null: closed all day. */
  holidays: Record<string, { name: string; span: OpenSpan | null }>;
}

/** `08:30:00` of a Postgres `time`, which goes up to `24:00:00`. */
function minuteOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

async function fetchSetup(
  supabase: Supabase,
  organizationId: string,
  signal: AbortSignal,
): Promise<CalendarSetup> {
  const [technicians, services, hours, holidays] = await Promise.all([
    supabase
      .from('resources')
      .select('id, name, active')
      .eq('organization_id', organizationId)
      .eq('kind', 'technician')
      .order('name')
      .order('id')
      .abortSignal(signal)
      .throwOnError(),
    supabase
      .from('services')
      .select('id, name, duration_minutes, price_cents, currency')
      .eq('organization_id', organizationId)
      .eq('active', true)
      .order('name')
      .abortSignal(signal)
      .throwOnError(),
    supabase
      .from('business_hours')
      .select('weekday, opens_at, closes_at')
      .eq('organization_id', organizationId)
      .is('phone_number_id', null)
      .order('opens_at')
      .abortSignal(signal)
      .throwOnError(),
    supabase
      .from('holidays')
      .select('day, name, opens_at, closes_at')
      .eq('organization_id', organizationId)
      .is('phone_number_id', null)
      .abortSignal(signal)
      .throwOnError(),
  ]);
  const weekly: OpenSpan[][] = Array.from({ length: 7 }, () => []);
  for (const row of hours.data) {
    weekly[row.weekday]?.push({ from: minuteOf(row.opens_at), to: minuteOf(row.closes_at) });
  }
  return {
    technicians: technicians.data.map(({ id, name, active }) => ({ id, name, isActive: active })),
    services: services.data.map((row) => ({
      id: row.id,
      name: row.name,
      durationMinutes: row.duration_minutes,
      priceCents: row.price_cents,
      currency: row.currency,
    })),
    weeklyHours: hours.data.length > 0 ? weekly : null,
    holidays: Object.fromEntries(
      holidays.data.map(({ day, name, opens_at: opens, closes_at: closes }) => [
        day,
        {
          name,
          span: opens && closes ? { from: minuteOf(opens), to: minuteOf(closes) } : null,
        },
      ]),
    ),
  };
}

function calendarSetupQuery(supabase: Supabase, organizationId: string) {
  return queryOptions({
    queryKey: ['calendar-setup', organizationId],
    queryFn: ({ signal }) => fetchSetup(supabase, organizationId, signal),
    staleTime: 5 * 60_000,
  });
}

/** Technicians, services and opening hours of a business. */
export function useCalendarSetup(organizationId: string) {
  return useQuery(calendarSetupQuery(useSupabase(), organizationId));
}
