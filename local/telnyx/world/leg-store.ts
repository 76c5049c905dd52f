import type { Clock } from '../clock.ts';
import type { Leg } from './leg.ts';

/** An ended call can be read for 10 minutes (telnyx.md 2.3). */
const ENDED_LEG_KEPT_MS = 600_000;
const MAX_ENDED_LEGS = 2000;

/** All legs: live ones, and those that ended lately. */
export interface LegStore {
  add(leg: Leg): void;
  byCallControlId(callControlId: string): Leg | undefined;
  byId(legId: string): Leg | undefined;
  /** Live legs and, kept for a while, ended ones; oldest first. */
  all(): Leg[];
  live(): Leg[];
  clear(): void;
}

export function createLegStore(clock: Clock): LegStore {
  const byControlId = new Map<string, Leg>();
  const byLegId = new Map<string, Leg>();
  const drop = (leg: Leg): void => {
    byControlId.delete(leg.callControlId);
    byLegId.delete(leg.id);
  };
  const isTooOld = (leg: Leg): boolean =>
    leg.endedAtMs !== null && clock.now() - leg.endedAtMs > ENDED_LEG_KEPT_MS;
  const prune = (): void => {
    const ended = [...byLegId.values()].filter((leg) => leg.endedAtMs !== null);
    const tooMany = ended.length - MAX_ENDED_LEGS;
    for (const [index, leg] of ended.entries()) {
      if (isTooOld(leg) || index < tooMany) drop(leg);
    }
  };
  let added = 0;
  return {
    add(leg) {
      byControlId.set(leg.callControlId, leg);
      byLegId.set(leg.id, leg);
      added += 1;
      if (added % 64 === 0) prune();
    },
    byCallControlId(callControlId) {
      const leg = byControlId.get(callControlId);
      if (leg === undefined || !isTooOld(leg)) return leg;
      drop(leg);
      return undefined;
    },
    byId: (legId) => byLegId.get(legId),
    all: () => [...byLegId.values()],
    live: () => [...byLegId.values()].filter((leg) => leg.state !== 'ended'),
    clear() {
      for (const leg of byLegId.values()) if (leg.state === 'ended') drop(leg);
    },
  };
}
