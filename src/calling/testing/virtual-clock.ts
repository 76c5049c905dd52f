import type { ClockPort } from '../ports.ts';

export interface VirtualClock extends ClockPort {
  /** Lets time pass and runs what falls due, in order, with the promises in between. */
  advance(ms: number): Promise<void>;
}

/** Time that passes only when a test says so. */
export function createVirtualClock(startMs = Date.parse('2026-11-24T10:00:00Z')): VirtualClock {
  let nowMs = startMs;
  let lastId = 0;
  const timers = new Map<number, { dueMs: number; everyMs: number | null; run: () => void }>();

  const add = (delayMs: number, everyMs: number | null, run: () => void) => {
    lastId += 1;
    const id = lastId;
    timers.set(id, { dueMs: nowMs + delayMs, everyMs, run });
    return () => {
      timers.delete(id);
    };
  };

  const nextDue = (untilMs: number) =>
    [...timers]
      .filter(([, timer]) => timer.dueMs <= untilMs)
      .toSorted(([idA, a], [idB, b]) => a.dueMs - b.dueMs || idA - idB)[0];

  return {
    now: () => nowMs,
    after: (delayMs, run) => add(delayMs, null, run),
    every: (intervalMs, run) => add(intervalMs, intervalMs, run),
    async advance(ms) {
      const untilMs = nowMs + ms;
      await settle();
      for (let due = nextDue(untilMs); due; due = nextDue(untilMs)) {
        const [id, timer] = due;
        nowMs = timer.dueMs;
        if (timer.everyMs === null) timers.delete(id);
        else timer.dueMs += timer.everyMs;
        timer.run();
        await settle();
      }
      nowMs = untilMs;
      await settle();
    },
  };
}

/** Lets every promise that is already settled run its course. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
