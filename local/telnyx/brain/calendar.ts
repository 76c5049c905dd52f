/** Days as `YYYY-MM-DD`: they have no hour, so no time zone and no clock change can move them. */
export type Day = string;

const DAY_MS = 86_400_000;

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** 0 for Monday … 6 for Sunday. */
export function weekdayOf(day: Day): number {
  return (new Date(day).getUTCDay() + 6) % 7;
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}

const two = (value: number): string => String(value).padStart(2, '0');

/** @returns the day, or null where the calendar has none: February 30 */
function dayOf(year: number, month: number, day: number): Day | null {
  const text = `${year}-${two(month)}-${two(day)}`;
  return isDay(text) && new Date(text).getUTCDate() === day ? text : null;
}

/**
 * The next time that a day of the month comes, today included.
 * @param month 1 to 12; null: of this month or the first later one that has such a day
 */
export function nextDate(today: Day, month: number | null, day: number): Day | null {
  const year = Number(today.slice(0, 4));
  const thisMonth = Number(today.slice(5, 7));
  if (month !== null) {
    // Eight years: February 29 may be that far away.
    for (let ahead = 0; ahead <= 8; ahead += 1) {
      const found = dayOf(year + ahead, month, day);
      if (found !== null && found >= today) return found;
    }
    return null;
  }
  for (let ahead = 0; ahead <= 12; ahead += 1) {
    const index = thisMonth - 1 + ahead;
    const found = dayOf(year + Math.floor(index / 12), (index % 12) + 1, day);
    if (found !== null && found >= today) return found;
  }
  return null;
}
