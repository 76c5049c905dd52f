/**
 * The server's clock as seen from here. Every card carries the time at which the server made it; the
 * way to us only makes it look older, so the largest of the last differences is the nearest to the
 * truth. Timers are read against this clock: a wrong clock of this machine does not show.
 *
 * @param known the offset before a reload: a page that comes up reads its first card late, and timers
 *   would go back
 */
export function createServerClock(now: () => number, known: number | null = null) {
  const KEPT = 8;
  let samples: number[] = known === null ? [] : [known];
  return {
    /** @returns the offset (server minus local, milliseconds) after this sample */
    sample(serverTime: string): number {
      const at = Date.parse(serverTime);
      if (Number.isFinite(at)) samples = [...samples, at - now()].slice(-KEPT);
      return samples.length > 0 ? Math.max(...samples) : 0;
    },
  };
}

/** Whole seconds from `since` to now by the server's clock, never less than zero. */
export function secondsSince(
  since: string | null,
  nowMs: number,
  clockOffsetMs: number,
  until: string | null = null,
): number {
  if (!since) return 0;
  const end = until ? Date.parse(until) : nowMs + clockOffsetMs;
  return Math.max(0, Math.floor((end - Date.parse(since)) / 1000));
}

/** Now by the server's clock, as the server writes times. */
export function serverNow(nowMs: number, clockOffsetMs: number): string {
  return new Date(nowMs + clockOffsetMs).toISOString();
}
