import { findDates } from './dates.ts';
import { hear, isIn, without } from './normalise.ts';
import type { Heard } from './normalise.ts';
import { findClock } from './times.ts';
import type { Words } from './words-shape.ts';

/** A free time, as find_slots answers it. */
export interface Slot {
  slotId: string;
  /** As it is spoken; never reworded. */
  label: string;
  /** YYYY-MM-DD; '' where the tool did not say. */
  day: string;
  /** Minutes after midnight; null where the tool did not say. */
  minutes: number | null;
}

export type SlotChoice =
  | { kind: 'slot'; slot: Slot }
  /** Some of those offered fit what was said, more than one. */
  | { kind: 'several'; slots: Slot[] }
  /** A time or day was named that is not among them. */
  | { kind: 'not_offered' }
  | { kind: 'unclear' };

function ordinal(heard: Heard, words: Words, count: number): number | null {
  for (const [matcher, place] of words.ordinals) {
    if (!isIn(matcher, heard)) continue;
    const index = place === -1 ? count - 1 : place;
    if (index < count) return index;
  }
  return null;
}

/** Times of day that may be meant: nine in the evening too where no part of the day was said. */
function fitsTime(slot: Slot, minutes: number): boolean {
  return slot.minutes !== null && (slot.minutes === minutes || slot.minutes === minutes + 720);
}

function pick(slots: Slot[]): SlotChoice {
  const only = slots[0];
  if (only === undefined) return { kind: 'not_offered' };
  return slots.length === 1 ? { kind: 'slot', slot: only } : { kind: 'several', slots };
}

/**
 * Which of the offered times the caller means: by place ("the second"), day, part of the day or
 * clock time, a lone number included ("nine").
 */
export function chooseSlot(text: string, slots: Slot[], words: Words, today: string): SlotChoice {
  const heard = hear(text);
  const dates = findDates(heard, words.dates, today);
  const rest = without(heard, dates.spans);
  const { from, to, part, atMinutes, afterMinutes } = dates;
  const isDayOffered =
    from !== null && to !== null && slots.some(({ day }) => day >= from && day <= to);
  // "The 2nd" is the second of those offered unless that day is among them.
  const place = isDayOffered ? null : ordinal(heard, words, slots.length);
  const chosen = place === null ? undefined : slots[place];
  if (chosen !== undefined) return { kind: 'slot', slot: chosen };
  const clock = atMinutes ?? lonelyHour(rest, words, part);
  const saysTime = clock !== null || afterMinutes !== null || part !== null;
  if (from === null && !saysTime) return { kind: 'unclear' };
  const fitting = slots.filter(
    (slot) =>
      (from === null || to === null || (slot.day >= from && slot.day <= to)) &&
      (clock === null || fitsTime(slot, clock)) &&
      (afterMinutes === null || (slot.minutes ?? 0) >= afterMinutes) &&
      // A clock time already says the part of the day.
      (clock !== null || part === null || partOf(slot) === part),
  );
  return pick(fitting);
}

function partOf({ minutes }: Slot): string | null {
  if (minutes === null) return null;
  return minutes < 720 ? 'morning' : 'afternoon';
}

function lonelyHour(
  rest: Heard,
  words: Words,
  part: 'morning' | 'afternoon' | null,
): number | null {
  const { dates } = words;
  return findClock(rest, dates, part, [dates.bareHour])?.minutes ?? null;
}
