import { clockOf, dayOf, weekdayOf } from '@/lib/dates.ts';

/** `Tuesday, Dec 1, 9:00 to 10:30` */
export function visitTime(visit: { startsAt: string; endsAt: string }, now: number): string {
  return `${weekdayOf(visit.startsAt)}, ${dayOf(visit.startsAt, now)}, ${clockOf(visit.startsAt)} to ${clockOf(visit.endsAt)}`;
}
