import { vi } from 'vitest';

const PATIENCE_MS = 15_000;

/** Asks again and again until the answer holds what is wanted; fails with the last answer. */
export async function until<T>(
  ask: () => T | Promise<T>,
  isWanted: (answer: T) => boolean,
): Promise<T> {
  return vi.waitFor(
    async () => {
      const answer = await ask();
      if (!isWanted(answer)) throw new Error(`It stayed ${JSON.stringify(answer)}.`);
      return answer;
    },
    { timeout: PATIENCE_MS, interval: 60 },
  );
}
