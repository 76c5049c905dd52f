/** Weeks in local time, Monday to Sunday. */

/** Local midnight of the Monday of a week, epoch milliseconds. */
export function mondayOf(at: number): number {
  const date = new Date(at);
  const daysSinceMonday = (date.getDay() + 6) % 7;
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - daysSinceMonday).getTime();
}

/** Local midnight `days` later; a day is not always 24 hours long. */
export function addDays(midnight: number, days: number): number {
  const date = new Date(midnight);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
}

/** The seven midnights of a week. */
export function daysOfWeek(monday: number): number[] {
  return Array.from({ length: 7 }, (_, day) => addDays(monday, day));
}

/** `2026-11-23`, for the address. */
export function isoDay(midnight: number): string {
  const date = new Date(midnight);
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** The Monday of the week that a day out of the address lies in, or null when it is no day. */
export function mondayOfIsoDay(day: string | null): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? '');
  if (!match) return null;
  const at = new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3])).getTime();
  return Number.isNaN(at) ? null : mondayOf(at);
}
