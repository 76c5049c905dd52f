import type { Appointment } from '@/data/appointments.queries.ts';
import type { TimelineEntry } from '@/data/client-timeline.queries.ts';
import { dayHeading } from '@/lib/dates.ts';

export interface TimelineDay {
  heading: string;
  entries: TimelineEntry[];
}

/**
 * What happened, under the heading of its day. Newest first throughout: what the next page brings is
 * added at the end, and nothing moves.
 *
 * @param newestFirst as the server hands them out
 * @param now epoch milliseconds
 */
export function byDay(newestFirst: readonly TimelineEntry[], now: number): TimelineDay[] {
  const days = Map.groupBy(newestFirst, (entry) => dayHeading(entry.at, now));
  return [...days].map(([heading, entries]) => ({ heading, entries }));
}

/** The visit that comes next, if one is booked. */
export function nextVisit(appointments: readonly Appointment[], now: number): Appointment | null {
  return (
    appointments
      .filter(({ status, endsAt }) => status !== 'cancelled' && Date.parse(endsAt) > now)
      .toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))[0] ?? null
  );
}
