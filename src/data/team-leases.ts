/** So long the server believes a browser that it does not hear of. */
const LEASE_MS = 11_000;
/** It is asked a little early rather than late, and then again: the clocks are only nearly known. */
const EARLY_MS = 1_200;
const AGAIN_MS = 1_500;
const LONGEST_MS = 15_000;
const KEPT_SAMPLES = 8;
/** Two beats late: nobody is there. Less than a lease, since the clocks are only nearly known. */
const SILENT_AFTER_MS = 8_000;

interface Leased {
  presence: string;
  /** ISO 8601 by the server's clock. */
  lastSeenAt: string | null;
}

export interface TeamLeases {
  /** To be called with every list that was read. */
  onRead(team: readonly Leased[]): void;
  /** Milliseconds until the list is worth reading again. */
  nextReadMs(team: readonly Leased[]): number;
  /** No sign of life for longer than a living tab leaves between two. */
  isSilent(member: Leased): boolean;
}

/**
 * A lease runs out without an event. So the team is asked for at the moment in which the first lease
 * that is known would end: who beats on has a new one by then, and whose tab died is red right then.
 *
 * The server's clock is known from the signs of life themselves: they are never in its future, so the
 * newest of the last ones is the nearest to its now.
 *
 * @param now milliseconds since the epoch, by this machine
 */
export function createTeamLeases(now: () => number): TeamLeases {
  let offsets: number[] = [];
  const serverNow = () => now() + Math.max(...offsets);
  const seenTimes = (team: readonly Leased[]) =>
    team.map(({ lastSeenAt }) => Date.parse(lastSeenAt ?? '')).filter(Number.isFinite);
  return {
    onRead(team) {
      const newest = Math.max(...seenTimes(team));
      if (Number.isFinite(newest)) offsets = [...offsets, newest - now()].slice(-KEPT_SAMPLES);
    },
    isSilent({ lastSeenAt }) {
      return serverNow() - Date.parse(lastSeenAt ?? '') > SILENT_AFTER_MS;
    },
    nextReadMs(team) {
      const nowThere = serverNow();
      const ends = seenTimes(team.filter(({ presence }) => presence === 'available')).map(
        (seenAt) => seenAt + LEASE_MS - EARLY_MS - nowThere,
      );
      const soonest = Math.min(LONGEST_MS, ...ends.filter(Number.isFinite));
      return Math.max(AGAIN_MS, soonest);
    },
  };
}
