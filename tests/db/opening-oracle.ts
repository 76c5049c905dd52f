import type { OpenHours } from './booking-world.ts';

/** A day that differs from the week; without times it is closed. */
export interface Holiday {
  day: string;
  opensAt?: string;
  closesAt?: string;
}

/** What a clock on the wall of the business shows. */
export interface WallTime {
  /** YYYY-MM-DD. */
  day: string;
  weekday: number;
  /** HH:MM. */
  time: string;
}

const MINUTE_MS = 60_000;
const clocks = new Map<string, Intl.DateTimeFormat>();

export function wallTime(instant: Date, timeZone: string): WallTime {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  clocks.set(timeZone, clock);
  const parts = Object.fromEntries(
    clock.formatToParts(instant).map((part) => [part.type, part.value]),
  );
  const day = `${parts['year']}-${parts['month']}-${parts['day']}`;
  return {
    day,
    weekday: new Date(`${day}T00:00:00Z`).getUTCDay(),
    time: `${parts['hour']}:${parts['minute']}`,
  };
}

/**
 * Says what is wrong with a visit, by looking at the wall clock in every one of its minutes: no
 * arithmetic on time zones, and nothing of the database's own.
 *
 * @returns null when the business is open all the while, in one window
 */
export function outsideHours(
  visit: { startsAt: Date; endsAt: Date },
  timeZone: string,
  hours: readonly OpenHours[],
  holidays: readonly Holiday[],
): string | null {
  const first = wallTime(visit.startsAt, timeZone);
  const window = windowsOf(first, hours, holidays).find(
    ({ opensAt, closesAt }) => first.time >= opensAt && first.time < closesAt,
  );
  if (!window) return `closed at ${first.day} ${first.time}`;
  for (let at = visit.startsAt.getTime(); at < visit.endsAt.getTime(); at += MINUTE_MS) {
    const { day, time } = wallTime(new Date(at), timeZone);
    if (day !== first.day || time < window.opensAt || time >= window.closesAt) {
      return `closed at ${day} ${time}`;
    }
  }
  return null;
}

function windowsOf(
  { day, weekday }: WallTime,
  hours: readonly OpenHours[],
  holidays: readonly Holiday[],
) {
  const holiday = holidays.find((one) => one.day === day);
  if (!holiday) return hours.filter((one) => one.weekday === weekday);
  const { opensAt, closesAt } = holiday;
  return opensAt && closesAt ? [{ weekday, opensAt, closesAt }] : [];
}
