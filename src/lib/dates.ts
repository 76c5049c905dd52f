import { copyNow, localeOf, onLanguageChange } from './language.ts';
import { addIsoDays, instantOf, startOfZonedDay, wallTimeOf, weekdayNumber } from './zoned-time.ts';

/**
 * Dates for people, in the language of the screen and on the clock of the business: a visit at nine is at nine, wherever
 * somebody looks at it. All take an ISO 8601 string or epoch milliseconds.
 */

type Instant = string | number;
const DAY_MS = 86_400_000;

let zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
const formats = new Map<string, Intl.DateTimeFormat>();
onLanguageChange(() => formats.clear());

const en = {
  today: 'Today',
  yesterday: 'Yesterday',
  tomorrow: 'Tomorrow',
  now: 'now',
  dueTomorrow: 'tomorrow',
  by: (clock: string) => `by ${clock}`,
  late: (howLong: string) => `${howLong} late`,
  days: (days: number) => `${days} d`,
};
const fr: typeof en = {
  today: 'Aujourd’hui',
  yesterday: 'Hier',
  tomorrow: 'Demain',
  now: 'maintenant',
  dueTomorrow: 'demain',
  by: (clock) => `avant ${clock}`,
  late: (howLong) => `${howLong} de retard`,
  days: (days) => `${days} j`,
};
const copies = { en, fr };

/** From now on dates are those of a business. @param timeZone IANA; before, it is the browser's */
export function setBusinessZone(timeZone: string): void {
  if (timeZone === zone) return;
  zone = timeZone;
  formats.clear();
}

const STYLES = {
  clock: { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' },
  shortDate: { month: 'short', day: 'numeric' },
  shortDateYear: { month: 'short', day: 'numeric', year: 'numeric' },
  weekdayDate: { weekday: 'long', month: 'long', day: 'numeric' },
  weekday: { weekday: 'long' },
  month: { month: 'short' },
  monthYear: { month: 'long', year: 'numeric' },
  exact: {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

function inWords(style: keyof typeof STYLES, at: Instant): string {
  const format =
    formats.get(style) ?? new Intl.DateTimeFormat(localeOf(), { ...STYLES[style], timeZone: zone });
  formats.set(style, format);
  return format.format(dateOf(at));
}

function dateOf(at: Instant): Date {
  return new Date(at);
}

/** The business's day: `2026-11-24`. */
export function isoDay(at: Instant): string {
  return wallTimeOf(dateOf(at).getTime(), zone).day;
}

function isSameYear(at: Instant, other: Instant): boolean {
  return isoDay(at).slice(0, 4) === isoDay(other).slice(0, 4);
}

/** The midnight before `at`, in epoch milliseconds. */
export function startOfDay(at: Instant): number {
  return startOfZonedDay(isoDay(at), zone);
}

/** Whole days from `now` to `at`: 0 today, -1 yesterday, 1 tomorrow. */
function daysFrom(at: Instant, now: Instant): number {
  return Math.round((startOfDay(at) - startOfDay(now)) / DAY_MS);
}

/** `9:51` */
export function clockOf(at: Instant): string {
  return inWords('clock', at).replace(/^0(?=\d\D)/, '');
}

/** `Nov 24`, with the year when it is not this one. */
export function dayOf(at: Instant, now: Instant): string {
  return inWords(isSameYear(at, now) ? 'shortDate' : 'shortDateYear', at);
}

/** `Tuesday, November 24` */
export function longDayOf(at: Instant): string {
  return inWords('weekdayDate', at);
}

/** `Tuesday` */
export function weekdayOf(at: Instant): string {
  return inWords('weekday', at);
}

/** `March 2024` */
export function monthOf(at: Instant): string {
  return inWords('monthYear', at);
}

/** `Tue, Nov 24, 2026, 9:51:07`: what stands behind a relative time on hover. */
export function exactTime(at: Instant): string {
  return inWords('exact', at);
}

/** `2026-11-24 09:51`: what a spreadsheet reads as a date, on the clock of the business. */
export function tableTime(at: Instant): string {
  const { day, minute } = wallTimeOf(dateOf(at).getTime(), zone);
  const two = (figure: number) => String(figure).padStart(2, '0');
  return `${day} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** A heading over a day of a list: `Today`, `Yesterday`, `Tomorrow`, or `Wednesday, November 18`. */
export function dayHeading(at: Instant, now: Instant): string {
  const days = daysFrom(at, now);
  const words = copyNow(copies);
  if (days === 0) return words.today;
  if (days === -1) return words.yesterday;
  if (days === 1) return words.tomorrow;
  return inWords(isSameYear(at, now) ? 'weekdayDate' : 'shortDateYear', at);
}

/** How long ago, as short as a table column wants it: `now`, `8 min`, `2 h`, `Yesterday`, `Nov 18`. */
export function shortAgo(at: Instant, now: Instant): string {
  const elapsedMs = dateOf(now).getTime() - dateOf(at).getTime();
  const days = daysFrom(at, now);
  if (elapsedMs < 60_000) return copyNow(copies).now;
  if (elapsedMs < 3_600_000) return `${Math.floor(elapsedMs / 60_000)} min`;
  if (days === 0) return `${Math.floor(elapsedMs / 3_600_000)} h`;
  if (days === -1) return copyNow(copies).yesterday;
  return dayOf(at, now);
}

/** When something is due, as a chip says it: `by 11:00`, `tomorrow`, `Nov 27`, `12 min late`, `2 d late`. */
export function dueWord(at: Instant, now: Instant): { text: string; isLate: boolean } {
  const words = copyNow(copies);
  const lateMs = dateOf(now).getTime() - dateOf(at).getTime();
  if (lateMs >= 60_000) return { text: words.late(lateness(lateMs)), isLate: true };
  const days = daysFrom(at, now);
  if (days === 0) return { text: words.by(clockOf(at)), isLate: false };
  if (days === 1) return { text: words.dueTomorrow, isLate: false };
  return { text: dayOf(at, now), isLate: false };
}

function lateness(ms: number): string {
  if (ms < 3_600_000) return `${Math.floor(ms / 60_000)} min`;
  if (ms < DAY_MS) return `${Math.floor(ms / 3_600_000)} h`;
  return copyNow(copies).days(Math.floor(ms / DAY_MS));
}

/** The month and the day of a leaf of a calendar: `Nov` and `24`. */
export function calendarLeaf(at: Instant): { month: string; day: number } {
  return { month: inWords('month', at), day: Number(isoDay(at).slice(8)) };
}

/** The midnight `days` after the day of `at`; a day is not always 24 hours long. */
export function addDays(at: Instant, days: number): number {
  return startOfZonedDay(addIsoDays(isoDay(at), days), zone);
}

/** `hour` o’clock, `days` after the day of `at`, on the clock of the business. */
export function atHour(at: Instant, days: number, hour: number): number {
  return instantOf(addIsoDays(isoDay(at), days), hour * 60, zone);
}

/** Sunday is 0, Saturday 6. */
export function weekdayNumberOf(at: Instant): number {
  return weekdayNumber(isoDay(at));
}
