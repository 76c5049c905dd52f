/** A pending timer. Cancelling twice, or after it fired, does nothing. */
export interface Timer {
  cancel(): void;
}

/** The simulator's time. Tests drive it by hand, so that a 30 s ring costs nothing. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  setTimeout(run: () => void, delayMs: number): Timer;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout(run, delayMs) {
    const handle = setTimeout(run, delayMs);
    // A call of four hours must not keep a stopped process alive.
    handle.unref();
    return { cancel: () => clearTimeout(handle) };
  },
};

/** Resolves after `delayMs` of the given clock. */
export function wait(clock: Clock, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    clock.setTimeout(resolve, delayMs);
  });
}

/**
 * Gives ISO times with microseconds, as Telnyx writes `occurred_at`. Never the same twice, so
 * events of one simulator can be ordered by it even within one millisecond.
 */
export function createTimestamps(clock: Clock): () => string {
  let lastMicros = 0;
  return () => {
    lastMicros = Math.max(clock.now() * 1000, lastMicros + 1);
    const iso = new Date(Math.floor(lastMicros / 1000)).toISOString().slice(0, -1);
    return `${iso}${String(lastMicros % 1000).padStart(3, '0')}Z`;
  };
}

export function isoTime(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
