import type { OpeningTime } from '@/data/opening-hours.queries.ts';

/** Why an opening time cannot be kept beside the others of its day. */
export function openingProblem(
  time: OpeningTime,
  others: readonly OpeningTime[],
): 'order' | 'overlap' | null {
  if (time.opensAt === '' || time.closesAt === '' || time.closesAt <= time.opensAt) return 'order';
  const isTaken = others.some(
    (other) =>
      other.id !== time.id &&
      other.weekday === time.weekday &&
      other.opensAt < time.closesAt &&
      time.opensAt < other.closesAt,
  );
  return isTaken ? 'overlap' : null;
}

const FIRST = { opensAt: '08:00', closesAt: '17:00' };
const LATEST_START = '22:00';

/** What "Add hours" begins with: a working day, or two hours after a break; null where none is left. */
export function nextOpening(
  weekday: number,
  times: readonly OpeningTime[],
): Omit<OpeningTime, 'id'> | null {
  const last = times.filter((time) => time.weekday === weekday).at(-1);
  if (!last) return { weekday, ...FIRST };
  const opensAt = hoursLater(last.closesAt, 1);
  return opensAt >= LATEST_START
    ? null
    : { weekday, opensAt, closesAt: hoursLater(last.closesAt, 3) };
}

function hoursLater(clock: string, hours: number): string {
  const hour = Math.min(23, Number(clock.slice(0, 2)) + hours);
  return `${String(hour).padStart(2, '0')}${clock.slice(2)}`;
}
