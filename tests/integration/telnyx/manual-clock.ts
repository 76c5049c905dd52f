import type { Clock } from '../../../local/telnyx/clock.ts';

export interface ManualClock extends Clock {
  /** Lets time pass: timers that come due fire in order, and what they set off is awaited. */
  advance(ms: number): Promise<void>;
  /** Timers that wait for time to pass. */
  pending(): number;
}

interface PendingTimer {
  atMs: number;
  order: number;
  run: () => void;
}

/** Lets pending promises and I/O callbacks run. */
function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(() => setImmediate(resolve));
  });
}

/** A clock that stands still until it is told to move. Zero delays fire by themselves. */
export function createManualClock(startMs = Date.parse('2026-11-22T12:00:00Z')): ManualClock {
  let nowMs = startMs;
  let order = 0;
  const timers = new Set<PendingTimer>();
  const nextDue = (untilMs: number): PendingTimer | undefined =>
    [...timers]
      .filter(({ atMs }) => atMs <= untilMs)
      .sort((a, b) => a.atMs - b.atMs || a.order - b.order)[0];
  return {
    now: () => nowMs,
    setTimeout(run, delayMs) {
      order += 1;
      const timer = { atMs: nowMs + delayMs, order, run };
      timers.add(timer);
      if (delayMs <= 0) {
        setImmediate(() => {
          if (timers.delete(timer)) run();
        });
      }
      return { cancel: () => timers.delete(timer) };
    },
    pending: () => timers.size,
    async advance(ms) {
      const untilMs = nowMs + ms;
      for (;;) {
        const due = nextDue(untilMs);
        if (due === undefined) break;
        nowMs = Math.max(nowMs, due.atMs);
        timers.delete(due);
        due.run();
        await settle();
      }
      nowMs = untilMs;
      await settle();
    },
  };
}
