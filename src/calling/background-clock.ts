import type { ClockPort } from './ports.ts';

/**
 * A clock whose timers keep time in a hidden tab. Browsers let a hidden page's own timers run once a
 * minute at most; the server would take this browser for asleep after 25 s, and rightly so, were the
 * heartbeat one of them.
 */
export function createBackgroundClock(worker: Worker | null): ClockPort {
  if (!worker) return createWindowClock();
  const runs = new Map<number, { run: () => void; isRepeating: boolean }>();
  let lastId = 0;
  worker.addEventListener('message', (event: MessageEvent<number>) => {
    const timer = runs.get(event.data);
    if (!timer) return;
    if (!timer.isRepeating) runs.delete(event.data);
    timer.run();
  });
  const start = (delayMs: number, run: () => void, isRepeating: boolean) => {
    lastId += 1;
    const id = lastId;
    runs.set(id, { run, isRepeating });
    worker.postMessage({ id, delayMs, isRepeating });
    return () => {
      if (runs.delete(id)) worker.postMessage({ id, cancel: true });
    };
  };
  return {
    now: () => Date.now(),
    after: (delayMs, run) => start(delayMs, run, false),
    every: (intervalMs, run) => start(intervalMs, run, true),
  };
}

function createWindowClock(): ClockPort {
  return {
    now: () => Date.now(),
    after(delayMs, run) {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
    every(intervalMs, run) {
      const timer = setInterval(run, intervalMs);
      return () => clearInterval(timer);
    },
  };
}
