import type { CallFact } from '@/data/call-figures.queries.ts';
import { startOfDay } from '@/lib/dates.ts';

export interface Tally {
  calls: number;
  answered: number;
  missed: number;
}

export interface Figures {
  inbound: Tally;
  outbound: number;
  /** Over answered inbound calls; null when there was none. */
  medianWaitSeconds: number | null;
  /** One per local day, oldest first, days without calls included. */
  days: (Tally & { day: number })[];
  lines: (Tally & { lineId: string | null })[];
}

const EMPTY: Tally = { calls: 0, answered: 0, missed: 0 };

function add(tally: Tally, call: CallFact): Tally {
  return {
    calls: tally.calls + 1,
    answered: tally.answered + (call.isAnswered ? 1 : 0),
    missed: tally.missed + (call.isAnswered ? 0 : 1),
  };
}

function tallyBy<Key>(calls: readonly CallFact[], key: (call: CallFact) => Key): Map<Key, Tally> {
  const tallies = new Map<Key, Tally>();
  for (const call of calls) tallies.set(key(call), add(tallies.get(key(call)) ?? EMPTY, call));
  return tallies;
}

/** The middle value, or null of nothing. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) return null;
  if (sorted.length % 2 === 1) return upper;
  return (upper + (sorted[middle - 1] ?? upper)) / 2;
}

/**
 * Counts what is shown.
 *
 * @param days local midnights, oldest first
 */
export function figures(calls: readonly CallFact[], days: readonly number[]): Figures {
  const inbound = calls.filter((call) => call.direction === 'inbound');
  const byDay = tallyBy(inbound, (call) => startOfDay(call.startedAt));
  const byLine = tallyBy(inbound, (call) => call.lineId);
  return {
    inbound: inbound.reduce(add, EMPTY),
    outbound: calls.length - inbound.length,
    medianWaitSeconds: median(
      inbound.flatMap((call) => (call.waitSeconds === null ? [] : [call.waitSeconds])),
    ),
    days: days.map((day) => ({ day, ...(byDay.get(day) ?? EMPTY) })),
    lines: [...byLine]
      .map(([lineId, tally]) => ({ lineId, ...tally }))
      .toSorted((a, b) => b.calls - a.calls),
  };
}
