/** Dates for people, in the locale of the business. All take an ISO 8601 string or epoch milliseconds. */

type Instant = string | number;
const LOCALE = 'en-CA';
const DAY_MS = 86_400_000;

const clock = new Intl.DateTimeFormat(LOCALE, {
  hour: 'numeric',
  minute: '2-digit',
  hourCycle: 'h23',
});
const shortDate = new Intl.DateTimeFormat(LOCALE, { month: 'short', day: 'numeric' });
const shortDateYear = new Intl.DateTimeFormat(LOCALE, {
  month: 'short',
  day: 'numeric',
  year: 'numeric',
});
const weekdayDate = new Intl.DateTimeFormat(LOCALE, {
  weekday: 'long',
  month: 'long',
  day: 'numeric',
});
const weekday = new Intl.DateTimeFormat(LOCALE, { weekday: 'long' });
const monthYear = new Intl.DateTimeFormat(LOCALE, { month: 'long', year: 'numeric' });
const exact = new Intl.DateTimeFormat(LOCALE, {
  weekday: 'short',
  month: 'short',
  day: 'numeric',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

function dateOf(at: Instant): Date {
  return new Date(at);
}

/** Local midnight before `at`, in epoch milliseconds. */
export function startOfDay(at: Instant): number {
  const date = dateOf(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** Whole local days from `now` to `at`: 0 today, -1 yesterday, 1 tomorrow. */
function daysFrom(at: Instant, now: Instant): number {
  return Math.round((startOfDay(at) - startOfDay(now)) / DAY_MS);
}

/** `9:51` */
export function clockOf(at: Instant): string {
  return clock.format(dateOf(at)).replace(/^0(?=\d:)/, '');
}

/** `Nov 24`, with the year when it is not this one. */
export function dayOf(at: Instant, now: Instant): string {
  const sameYear = dateOf(at).getFullYear() === dateOf(now).getFullYear();
  return (sameYear ? shortDate : shortDateYear).format(dateOf(at));
}

/** `Tuesday, November 24` */
export function longDayOf(at: Instant): string {
  return weekdayDate.format(dateOf(at));
}

/** `Tuesday` */
export function weekdayOf(at: Instant): string {
  return weekday.format(dateOf(at));
}

/** `March 2024` */
export function monthOf(at: Instant): string {
  return monthYear.format(dateOf(at));
}

/** `Tue, Nov 24, 2026, 9:51:07`: what stands behind a relative time on hover. */
export function exactTime(at: Instant): string {
  return exact.format(dateOf(at));
}

/** A heading over a day of a list: `Today`, `Yesterday`, `Tomorrow`, or `Wednesday, November 18`. */
export function dayHeading(at: Instant, now: Instant): string {
  const days = daysFrom(at, now);
  if (days === 0) return 'Today';
  if (days === -1) return 'Yesterday';
  if (days === 1) return 'Tomorrow';
  const sameYear = dateOf(at).getFullYear() === dateOf(now).getFullYear();
  return sameYear ? weekdayDate.format(dateOf(at)) : shortDateYear.format(dateOf(at));
}

/** How long ago, as short as a table column wants it: `now`, `8 min`, `2 h`, `Yesterday`, `Nov 18`. */
export function shortAgo(at: Instant, now: Instant): string {
  const elapsedMs = dateOf(now).getTime() - dateOf(at).getTime();
  const days = daysFrom(at, now);
  if (elapsedMs < 60_000) return 'now';
  if (elapsedMs < 3_600_000) return `${Math.floor(elapsedMs / 60_000)} min`;
  if (days === 0) return `${Math.floor(elapsedMs / 3_600_000)} h`;
  if (days === -1) return 'Yesterday';
  return dayOf(at, now);
}

/** When something is due, as a chip says it: `by 11:00`, `tomorrow`, `Nov 27`, `12 min late`, `2 d late`. */
export function dueWord(at: Instant, now: Instant): { text: string; isLate: boolean } {
  const lateMs = dateOf(now).getTime() - dateOf(at).getTime();
  if (lateMs >= 60_000) return { text: `${lateness(lateMs)} late`, isLate: true };
  const days = daysFrom(at, now);
  if (days === 0) return { text: `by ${clockOf(at)}`, isLate: false };
  if (days === 1) return { text: 'tomorrow', isLate: false };
  return { text: dayOf(at, now), isLate: false };
}

function lateness(ms: number): string {
  if (ms < 3_600_000) return `${Math.floor(ms / 60_000)} min`;
  if (ms < DAY_MS) return `${Math.floor(ms / 3_600_000)} h`;
  return `${Math.floor(ms / DAY_MS)} d`;
}

/** Local midnight `days` later; a day is not always 24 hours long. */
export function addDays(midnight: number, days: number): number {
  const date = new Date(midnight);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
}
