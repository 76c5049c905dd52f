import type { Member } from '@/calling/ports.ts';
import type { CallBack } from '@/data/call-tasks.queries.ts';
import { atHour, clockOf, dayHeading, weekdayNumberOf } from '@/lib/dates.ts';
import { displayNumber } from '@core/e164.ts';
import { callingCopy } from './calling-copy.ts';

const { callBacks: copy } = callingCopy;

/** Who waits: the client, else the name that they gave and their number. */
export function waitingName(task: CallBack): string {
  const number = task.phoneNumber ? displayNumber(task.phoneNumber) : null;
  if (task.client) return task.client.name;
  return [task.callerName, number].filter(Boolean).join(', ') || copy.withheld;
}

/** Whose it is: nobody's in particular is everybody's. */
export function ownerWord(task: CallBack, me: Member | null): string {
  if (!task.assignee) return copy.everybody;
  return task.assignee.id === me?.id ? copy.you : task.assignee.name;
}

/**
 * Why somebody waits for a call, in words. A reason that this screen does not know yet reads as words
 * too: `line_was_cut` as "Line was cut".
 */
export function callBackReason(reason: string | null): string {
  if (!reason) return copy.missed;
  const known = copy.reasons[reason];
  if (known) return known;
  if (!/^[a-z]+(_[a-z]+)+$/.test(reason)) return reason;
  const words = reason.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const AFTERNOON = 15;
const MORNING = 9;
const HOUR_MS = 3_600_000;

/** When it can be put off to: an hour, later today, the next working mornings. */
export function snoozeTimes(nowMs: number): { at: number; label: string }[] {
  const daysToMonday = (8 - weekdayNumberOf(nowMs)) % 7 || 7;
  const mornings = [1, daysToMonday].map((days) => atHour(nowMs, days, MORNING));
  const afternoon = atHour(nowMs, 0, AFTERNOON);
  const named = [...(afternoon - nowMs > HOUR_MS ? [afternoon] : []), ...new Set(mornings)];
  return [
    { at: nowMs + HOUR_MS, label: copy.inAnHour },
    ...named.map((at) => ({ at, label: copy.atHour(dayHeading(at, nowMs), clockOf(at)) })),
  ];
}
