import type { CalendarSetup } from '@/data/calendar-setup.queries.ts';
import {
  clockField,
  instantOf,
  type IsoDay,
  parseClock,
  parseIsoDay,
  type WallTime,
} from '@/lib/zoned-time.ts';
import { openSpans } from './opening-hours.ts';

/** Day, time and technician as a form holds them. */
export interface WhenDraft {
  /** As `<input type="date">` writes it; empty while it is incomplete. */
  day: string;
  /** As `<input type="time">` writes it. */
  clock: string;
  technicianId: string;
}

/** Epoch milliseconds, or null while day or time are missing. */
export function startOf({ day, clock }: WhenDraft, timeZone: string): number | null {
  const isoDay = parseIsoDay(day);
  const minute = parseClock(clock);
  return isoDay === null || minute === null ? null : instantOf(isoDay, minute, timeZone);
}

const USUAL_MINUTE = 9 * 60;

/** What a new visit starts from: the next full hour of today, else when the day opens. */
export function firstClock(day: IsoDay, setup: CalendarSetup, wallNow: WallTime): string {
  const open = openSpans(day, setup) ?? [];
  const nextHour = Math.ceil((wallNow.minute + 1) / 60) * 60;
  const isFree = open.some(({ from, to }) => nextHour >= from && nextHour < to);
  if (day === wallNow.day && isFree) return clockField(nextHour);
  return clockField(open[0]?.from ?? USUAL_MINUTE);
}
