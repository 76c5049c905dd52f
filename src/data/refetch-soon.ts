import type { QueryClient } from '@tanstack/react-query';

/** Changes that follow each other closely count as one. */
const REFETCH_DELAY_MS = 250;

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
  return {
    changed() {
      if (timer !== null) return;
      timer = setTimeout(() => {
        timer = null;
        for (const queryKey of staleKeys) void queryClient.invalidateQueries({ queryKey });
      }, REFETCH_DELAY_MS);
    },
    cancel() {
      if (timer !== null) clearTimeout(timer);
    },
  };
}
