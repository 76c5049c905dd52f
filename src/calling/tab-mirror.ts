import type { CallingState } from './call-state.ts';
import type { CallStore } from './call-store.ts';

/**
 * What each tab knows by itself: who is signed in, and the calls, which it hears of from the server.
 * Everything else is the leader's, new fields included.
 */
const OWN_KEYS: ReadonlySet<string> = new Set<keyof CallingState>([
  'me',
  'availability',
  'cards',
  'heardAt',
  'lastHeard',
  'presumedEnded',
  'hasSnapshot',
  'isLive',
  'clockOffsetMs',
  'holdsPhone',
]);
/** A window that a person opens or folds stays a matter of that tab; one that a call opens does not. */
const WINDOW_KEYS: ReadonlySet<string> = new Set<keyof CallingState>(['dialog', 'form']);

type Shared = Partial<CallingState>;

function pick(state: CallingState, isWanted: (key: keyof CallingState) => boolean): Shared {
  const keys = (Object.keys(state) as (keyof CallingState)[]).filter(
    (key) => !OWN_KEYS.has(key) && isWanted(key),
  );
  return Object.fromEntries(keys.map((key) => [key, state[key]]));
}

/** All that a tab needs that has just come, or has missed something. */
export function wholeState(state: CallingState): Shared {
  return pick(state, (key) => key !== 'form');
}

/** What a change means to the other tabs; null when it is none of theirs. */
function sharedChange(next: CallingState, previous: CallingState): Shared | null {
  const change = pick(next, (key) => next[key] !== previous[key]);
  return Object.keys(change).some((key) => !WINDOW_KEYS.has(key)) ? change : null;
}

/**
 * Tells of the leader's changes. Those that are made in one go are told as one: the window that opens
 * for a call comes with the call.
 *
 * @returns ends it
 */
export function publishChanges(store: CallStore, tell: (change: Shared) => void): () => void {
  let before: CallingState | null = null;
  let isOver = false;
  const flush = () => {
    const previous = before;
    before = null;
    if (isOver || !previous) return;
    const change = sharedChange(store.getState(), previous);
    if (change) tell(change);
  };
  const unsubscribe = store.subscribe((_next, previous) => {
    if (before) return;
    before = previous;
    queueMicrotask(flush);
  });
  return () => {
    isOver = true;
    unsubscribe();
  };
}
