import type { OpenSpan, Technician } from '@/data/calendar-setup.queries.ts';
import type { Visit } from '@/data/calendar-visits.queries.ts';
import {
  addIsoDays,
  DAY_MINUTES,
  instantOf,
  type IsoDay,
  startOfZonedDay,
  wallTimeOf,
  weekAround,
} from '@/lib/zoned-time.ts';

/** What is shorter is drawn as long as this, to hold a line of text. */
const SHORTEST_DRAWN_MINUTES = 30;

/** A column of the grid: a day, or in the day view a technician's day. */
export interface GridColumn {
  key: string;
  day: IsoDay;
  /** Null: everybody's visits. */
  technician: Technician | null;
}

/** The part of a visit that lies on one day, in minutes on the wall's clock. */
export interface Segment {
  visit: Visit;
  from: number;
  to: number;
  /** False for what goes on from the day before. */
  isStart: boolean;
}

/** The part of a visit on a day, or null. */
export function segmentOn(visit: Visit, day: IsoDay, timeZone: string): Segment | null {
  const dayStart = startOfZonedDay(day, timeZone);
  const dayEnd = startOfZonedDay(addIsoDays(day, 1), timeZone);
  if (visit.startsAt >= dayEnd || visit.endsAt <= dayStart) return null;
  const isStart = visit.startsAt >= dayStart;
  const from = isStart ? wallTimeOf(visit.startsAt, timeZone).minute : 0;
  const wallEnd = visit.endsAt >= dayEnd ? DAY_MINUTES : wallTimeOf(visit.endsAt, timeZone).minute;
  // Over the hour that comes twice the wall's clock may end before it began: then the true length counts.
  const lengthMinutes = (visit.endsAt - Math.max(visit.startsAt, dayStart)) / 60_000;
  const to = wallEnd > from ? wallEnd : Math.min(DAY_MINUTES, from + lengthMinutes);
  return { visit, from, to, isStart };
}

/**
 * Where a part is drawn. The end of a night that lies above the hours that are shown stands at their
 * top: for its sake nobody shall scroll past the small hours of a whole week.
 */
export function drawnSpan({ from, to }: OpenSpan, range: OpenSpan): OpenSpan {
  const top = Math.max(from, range.from);
  return { from: top, to: Math.max(to, top + SHORTEST_DRAWN_MINUTES) };
}

/** The visits of a column. */
export function segmentsOf(
  column: GridColumn,
  visits: readonly Visit[],
  timeZone: string,
): Segment[] {
  return visits
    .filter(({ resource }) => column.technician === null || resource.id === column.technician.id)
    .map((visit) => segmentOn(visit, column.day, timeZone))
    .filter((segment) => segment !== null);
}

/** The same visit at another time of the wall's clock; it stays as long as it is. */
export function movedTo(
  visit: Visit,
  target: { day: IsoDay; minute: number; technician: { id: string; name: string } | null },
  timeZone: string,
): Visit {
  const startsAt = instantOf(target.day, target.minute, timeZone);
  const { technician } = target;
  return {
    ...visit,
    startsAt,
    endsAt: startsAt + (visit.endsAt - visit.startsAt),
    resource: technician ? { id: technician.id, name: technician.name } : visit.resource,
  };
}

/** A week's days; or a day's technicians: who works, and who else has a visit on it. */
export function columnsOf(
  view: 'day' | 'week',
  day: IsoDay,
  technicians: readonly Technician[],
  visits: readonly Visit[],
  timeZone: string,
): GridColumn[] {
  const everybody = (of: IsoDay): GridColumn => ({ key: of, day: of, technician: null });
  if (view === 'week') return weekAround(day).map(everybody);
  const booked = new Set(
    segmentsOf(everybody(day), visits, timeZone).map(({ visit }) => visit.resource.id),
  );
  const shown = technicians.filter(({ id, isActive }) => isActive || booked.has(id));
  if (shown.length === 0) return [everybody(day)];
  return shown.map((technician) => ({ key: technician.id, day, technician }));
}
