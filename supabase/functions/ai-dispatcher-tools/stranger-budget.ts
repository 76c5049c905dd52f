import type { Clock } from '../_shared/ports/runtime.ts';

const WINDOW_MS = 60_000;

/**
 * How many refusals of strangers this process still writes down in this minute. A flood of forged
 * requests must not take the database's connections from those who call [I9]; the log has them all.
 */
export function createStrangerBudget(clock: Clock, mostPerMinute: number): () => boolean {
  let windowStartedAtMs = Number.NEGATIVE_INFINITY;
  let spent = 0;
  return () => {
    const nowMs = Date.parse(clock.now());
    if (nowMs - windowStartedAtMs >= WINDOW_MS) {
      windowStartedAtMs = nowMs;
      spent = 0;
    }
    spent += 1;
    return spent <= mostPerMinute;
  };
}
