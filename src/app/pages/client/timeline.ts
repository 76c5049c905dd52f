import type { Appointment } from '@/data/appointments.queries.ts';
import type { CallRow } from '@/data/call-history.queries.ts';
import type { ClientNote } from '@/data/client-notes.queries.ts';
import type { ClientTask } from '@/data/client-tasks.queries.ts';
import { dayHeading } from '@/lib/dates.ts';

export type TimelineKind = 'all' | 'calls' | 'visits' | 'notes';

export type TimelineEntry =
  | { kind: 'call'; id: string; at: string; call: CallRow }
  | { kind: 'note'; id: string; at: string; note: ClientNote }
  | { kind: 'booking'; id: string; at: string; appointment: Appointment }
  | { kind: 'visit'; id: string; at: string; appointment: Appointment }
  | { kind: 'called_back'; id: string; at: string; task: ClientTask };

export interface TimelineSource {
  calls: readonly CallRow[];
  notes: readonly ClientNote[];
  appointments: readonly Appointment[];
  tasks: readonly ClientTask[];
}

export interface TimelineDay {
  heading: string;
  entries: TimelineEntry[];
}

const shownKinds: Record<TimelineKind, readonly TimelineEntry['kind'][]> = {
  all: ['call', 'note', 'booking', 'visit', 'called_back'],
  calls: ['call', 'called_back'],
  visits: ['booking', 'visit'],
  notes: ['note'],
};

/**
 * Everything that happened with a client, by day, newest day first; within a day in the order of events.
 * A visit that lies ahead stands where it was booked, one that is over where it took place.
 *
 * @param now epoch milliseconds
 */
export function timeline(source: TimelineSource, shown: TimelineKind, now: number): TimelineDay[] {
  const kinds = shownKinds[shown];
  const entries = allEntries(source, now)
    .filter((entry) => kinds.includes(entry.kind))
    .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
  const days = Map.groupBy(entries, (entry) => dayHeading(entry.at, now));
  return [...days].map(([heading, newestFirst]) => ({
    heading,
    entries: newestFirst.toReversed(),
  }));
}

function allEntries(source: TimelineSource, now: number): TimelineEntry[] {
  return [
    ...source.calls.map(
      (call) => ({ kind: 'call', id: call.id, at: call.startedAt, call }) as const,
    ),
    ...source.notes.map(
      (note) => ({ kind: 'note', id: note.id, at: note.createdAt, note }) as const,
    ),
    ...source.appointments.map((appointment) => visitEntry(appointment, now)),
    ...source.tasks.flatMap((task) =>
      task.doneAt ? [{ kind: 'called_back', id: task.id, at: task.doneAt, task } as const] : [],
    ),
  ];
}

function visitEntry(appointment: Appointment, now: number): TimelineEntry {
  const isAhead = Date.parse(appointment.startsAt) > now;
  return isAhead
    ? { kind: 'booking', id: appointment.id, at: appointment.createdAt, appointment }
    : { kind: 'visit', id: appointment.id, at: appointment.startsAt, appointment };
}

/** The visit that comes next, if one is booked. */
export function nextVisit(appointments: readonly Appointment[], now: number): Appointment | null {
  return (
    appointments
      .filter(({ status, endsAt }) => status !== 'cancelled' && Date.parse(endsAt) > now)
      .toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))[0] ?? null
  );
}
