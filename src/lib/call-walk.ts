/** So many calls to each side of the one that is opened go with it. */
const REACH = 100;

/** The list that a call was opened from, around that call; handed over as a link's `state`. */
export interface CallWalk {
  /** Of the calls near the one that was opened, in the list's order. */
  ids: readonly string[];
  /** How many calls of the list stand before these. */
  before: number;
  /** How many calls the list held. */
  count: number;
  /** The list went on; nobody had scrolled there yet. */
  hasMore: boolean;
}

/** A call's place in the list that it was opened from. */
export interface CallPlace {
  /** From one on. */
  place: number;
  count: number;
  hasMore: boolean;
  previousId: string | null;
  nextId: string | null;
}

/** @param ids all calls of the list as it is on screen */
export function walkFrom(ids: readonly string[], openedId: string, hasMore: boolean): CallWalk {
  const before = Math.max(0, ids.indexOf(openedId) - REACH);
  return {
    ids: ids.slice(before, before + 2 * REACH + 1),
    before,
    count: ids.length,
    hasMore,
  };
}

/** Where a call stands in what a link handed over; null for one that was opened by other means. */
export function placeInWalk(state: unknown, callId: string): CallPlace | null {
  const walk = readWalk(state);
  const at = walk?.ids.indexOf(callId) ?? -1;
  if (!walk || at < 0) return null;
  return {
    place: walk.before + at + 1,
    count: walk.count,
    hasMore: walk.hasMore,
    previousId: walk.ids[at - 1] ?? null,
    nextId: walk.ids[at + 1] ?? null,
  };
}

function readWalk(state: unknown): CallWalk | null {
  if (typeof state !== 'object' || state === null || !('walk' in state)) return null;
  const { walk } = state;
  const isWalk = typeof walk === 'object' && walk !== null && 'ids' in walk;
  return isWalk && Array.isArray(walk.ids) ? (walk as CallWalk) : null;
}
