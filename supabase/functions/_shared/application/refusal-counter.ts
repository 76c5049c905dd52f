import type { HealthStore } from '../ports/health.ts';
import type { Background, Logger } from '../ports/runtime.ts';

/**
 * Counts refused requests into one counter of the database. One write at a time, however many come
 * meanwhile: a flood of them costs a flood of nothing [I9].
 */
export function createRefusalCounter(deps: {
  health: Pick<HealthStore, 'countRefused'>;
  background: Background;
  log: Logger;
}): () => void {
  let waiting = 0;
  let isWriting = false;
  const write = async () => {
    while (waiting > 0) {
      const times = waiting;
      waiting = 0;
      await deps.health.countRefused(times);
    }
  };
  return () => {
    waiting += 1;
    if (isWriting) return;
    isWriting = true;
    deps.background(
      write()
        .catch(() => deps.log.warn('refused webhooks not counted'))
        .finally(() => {
          isWriting = false;
        }),
    );
  };
}
