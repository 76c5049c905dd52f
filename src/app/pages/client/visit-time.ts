import { clockOf, dayOf, weekdayOf } from '@/lib/dates.ts';
import { clientCopy } from './copy.ts';

/** `9:00 to 10:30` */
export function spanOf({ startsAt, endsAt }: { startsAt: string; endsAt: string }): string {
  return clientCopy.timeline.span(clockOf(startsAt), clockOf(endsAt));
}

/** `Tuesday, Dec 1, 9:00 to 10:30` */
export function visitTime(visit: { startsAt: string; endsAt: string }, now: number): string {
  const day = `${weekdayOf(visit.startsAt)}, ${dayOf(visit.startsAt, now)}`;
  return `${day}, ${spanOf(visit)}`;
}
