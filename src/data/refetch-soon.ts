import type { QueryClient } from '@tanstack/react-query';

/** Changes that follow each other closely count as one. */
const REFETCH_DELAY_MS = 250;
/** In a storm of changes it is asked no more often than so; the live board shows them at once. */
const STORM_DELAY_MS = 1_000;

/**
 * Makes queries old a moment after something has changed.
 *
 * @returns `changed` for every change, `cancel` when nobody looks any more
 */
export function createRefetchSoon(
  queryClient: QueryClient,
  staleKeys: readonly string[][],
): { changed: () => void; cancel: () => void } {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let askedAt = Number.NEGATIVE_INFINITY;
  return {
    changed() {
      if (timer !== null) return;
      const sinceMs = performance.now() - askedAt;
      timer = setTimeout(
        () => {
          timer = null;
          askedAt = performance.now();
          for (const queryKey of staleKeys) void queryClient.invalidateQueries({ queryKey });
        },
        Math.max(REFETCH_DELAY_MS, STORM_DELAY_MS - sinceMs),
      );
    },
    cancel() {
      if (timer !== null) clearTimeout(timer);
    },
  };
}
