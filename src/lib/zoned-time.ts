import { localeOf } from './language.ts';

/**
 * Days and clocks in the business's time zone, whatever the browser's is. A day is an ISO date
 * (`2026-11-23`), an instant epoch milliseconds, a time of day minutes after midnight on the wall's
 * clock. On the two days of the year when that clock is changed a day has 23 or 25 hours.
 */

/** `2026-11-23` */
export type IsoDay = string;

export interface WallTime {
  day: IsoDay;
  /** Minutes after midnight as the clock shows them: 9:30 is 570 on every day of the year. */
  minute: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
export const DAY_MINUTES = 1440;

const wallFormats = new Map<string, Intl.DateTimeFormat>();

function wallFormat(timeZone: string): Intl.DateTimeFormat {
  const known = wallFormats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  wallFormats.set(timeZone, format);
  return format;
}

/** By zone and day of UTC: the zone's offset at that midnight. */
const midnightOffsets = new Map<string, Map<number, number>>();

function offsetAtMidnight(utcDay: number, timeZone: string): number {
  const known = midnightOffsets.get(timeZone) ?? new Map<number, number>();
  midnightOffsets.set(timeZone, known);
  const kept = known.get(utcDay);
  if (kept !== undefined) return kept;
  const midnight = utcDay * DAY_MS;
  const offset = readWall(midnight, timeZone) - midnight;
  known.set(utcDay, offset);
  return offset;
}

/**
 * What the wall's clock shows at an instant, written down as if it were UTC. `Intl` takes a tenth of a
 * millisecond to say it, and a list asks for each of its rows: it is asked twice a day, and for each
 * instant only on the days on which the clock is changed.
 */
function wallAsUtc(at: number, timeZone: string): number {
  const utcDay = Math.floor(at / DAY_MS);
  const offset = offsetAtMidnight(utcDay, timeZone);
  // No zone changes its clock twice within two days.
  if (offset !== offsetAtMidnight(utcDay + 1, timeZone)) return readWall(at, timeZone);
  return Math.floor(at / 1000) * 1000 + offset;
}

function readWall(at: number, timeZone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of wallFormat(timeZone).formatToParts(at)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Day and time of day at an instant. Seconds are dropped. */
export function wallTimeOf(at: number, timeZone: string): WallTime {
  const wall = wallAsUtc(at, timeZone);
  const midnight = Math.floor(wall / DAY_MS) * DAY_MS;
  return { day: isoOf(midnight), minute: Math.floor((wall - midnight) / MINUTE_MS) };
}

/**
 * The instant at which a zone's clock shows a time: of two (the clock was put back) the first, of none
 * (it was put forward) the one that is as long after the change as was asked for.
 *
 * @param minute minutes after midnight; may reach into the days before or after
 */
export function instantOf(day: IsoDay, minute: number, timeZone: string): number {
  const wall = utcMidnight(day) + minute * MINUTE_MS;
  // No zone changes its clock twice within two days: these are the offsets before and after a change.
  const [before, after] = [wall - DAY_MS, wall + DAY_MS].map(
    (near) => wallAsUtc(near, timeZone) - near,
  ) as [number, number];
  const matches = [wall - before, wall - after].filter(
    (candidate) => wallAsUtc(candidate, timeZone) === wall,
  );
  return matches.length > 0 ? Math.min(...matches) : wall - before;
}

/** The instant at which a day begins. */
export function startOfZonedDay(day: IsoDay, timeZone: string): number {
  return instantOf(day, 0, timeZone);
}

/** 1440, and 1380 or 1500 when the clock is changed. */
export function dayLengthMinutes(day: IsoDay, timeZone: string): number {
  const end = startOfZonedDay(addIsoDays(day, 1), timeZone);
  return (end - startOfZonedDay(day, timeZone)) / MINUTE_MS;
}

/** A day that somebody wrote into an address or a form, or null when there is no such day. */
export function parseIsoDay(text: string | null): IsoDay | null {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const at = utcMidnight(text);
  return Number.isNaN(at) || isoOf(at) !== text ? null : text;
}

export function addIsoDays(day: IsoDay, days: number): IsoDay {
  return isoOf(utcMidnight(day) + days * DAY_MS);
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayNumber(day: IsoDay): number {
  return new Date(utcMidnight(day)).getUTCDay();
}

/** Monday to Sunday around a day. */
export function weekAround(day: IsoDay): IsoDay[] {
  const monday = addIsoDays(day, -((weekdayNumber(day) + 6) % 7));
  return Array.from({ length: 7 }, (_, index) => addIsoDays(monday, index));
}

/** `9:00`, `13:30`; 1440 is `24:00`. */
export function clockOfMinute(minute: number): string {
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
}

/** The time of day that an `<input type="time">` holds, in minutes, or null. */
export function parseClock(text: string): number | null {
  const match = /^(\d{1,2}):(\d{2})/.exec(text);
  if (!match) return null;
  const [hour, minute] = [Number(match[1]), Number(match[2])];
  return hour < 24 && minute < 60 ? hour * 60 + minute : null;
}

/** What an `<input type="time">` takes: `09:00`. */
export function clockField(minute: number): string {
  return clockOfMinute(minute).padStart(5, '0');
}

const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** A day in words, as `Intl` writes it: `dayWords('2026-11-23', { weekday: 'short' })`. */
export function dayWords(day: IsoDay, options: Intl.DateTimeFormatOptions): string {
  const locale = localeOf();
  const key = `${locale} ${JSON.stringify(options)}`;
  const format =
    dayFormats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  dayFormats.set(key, format);
  return format.format(utcMidnight(day));
}

function utcMidnight(day: IsoDay): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function isoOf(utc: number): IsoDay {
  return new Date(utc).toISOString().slice(0, 10);
}
