import type { HoldWish } from './call-state.ts';
import type { CallStore } from './call-store.ts';
import type { LiveFeed } from './live-feed.ts';
import { broughtForward, callWithKey, findCall, ownCalls, patchCall } from './own-calls.ts';
import type { CallApiPort, ClockPort } from './ports.ts';
import { holdsFor } from './room-selectors.ts';
import { serverNow } from './server-clock.ts';

export interface HoldActions {
  /** Music for the caller; left out: of the call in the foreground. */
  hold(callId?: string): Promise<void>;
  /** Back to the caller; another call of mine is put on hold. Also swaps two calls. */
  resume(callId?: string): Promise<void>;
}

/**
 * Hold shows at once and is taken back with a message where the server refuses. What is pressed
 * quickly is asked in the order of the presses, one at a time.
 */
export function createHoldActions(deps: {
  store: CallStore;
  callApi: CallApiPort;
  feed: LiveFeed;
  clock: ClockPort;
}): HoldActions {
  const { store, callApi, feed, clock } = deps;
  let last: Promise<void> = Promise.resolve();

  const inTurn = (run: () => Promise<void>): Promise<void> => {
    last = last.then(run, run);
    return last;
  };

  const now = () => serverNow(clock.now(), store.getState().clockOffsetMs);

  /** The wishes that stand now; a later press replaces them. */
  const wishes = () =>
    new Map(ownCalls(store.getState()).map(({ key, holdWish }) => [key, holdWish] as const));

  const forget = (made: ReadonlyMap<string, HoldWish | null>) => {
    for (const [key, wish] of made) {
      const call = callWithKey(store.getState(), key);
      if (wish && call?.holdWish === wish) patchCall(store, key, { holdWish: null });
    }
  };

  const ask = (callId: string, action: 'hold' | 'resume', undo: () => void): Promise<void> => {
    const made = wishes();
    return inTurn(async () => {
      const { deviceId } = store.getState();
      if (!deviceId || !findCall(store.getState(), callId)) return;
      const result = await callApi.control({ callId, action, deviceId });
      // The card has the last word; asked now, so that nothing flickers in between.
      await feed.refresh();
      if (!result.ok && result.error.code !== 'not_in_this_state') {
        undo();
        store.setState({ dialError: result.error });
      }
      forget(made);
    });
  };

  return {
    async hold(callId) {
      const state = store.getState();
      const call = callId ? findCall(state, callId) : state.own;
      if (!call?.callId || call.isEnding || holdsFor(state, call)) return;
      patchCall(store, call.key, { holdWish: { isHeld: true, since: now() } });
      store.setState({ dialError: null });
      await ask(call.callId, 'hold', () => {});
    },
    async resume(callId) {
      const state = store.getState();
      const call = callId ? findCall(state, callId) : state.own;
      if (!call?.callId || call.isEnding) return;
      const before = state.own;
      if (before?.key === call.key && !holdsFor(state, call)) return;
      const holdWish = { isHeld: false, since: now() };
      const front = { ...call, holdWish };
      store.setState((current) => ({
        ...broughtForward(current, front, now()),
        dialError: null,
        dialog: { ...current.dialog, isOpen: true, panel: null, isKeypadOpen: false },
      }));
      await ask(call.callId, 'resume', () => {
        // Only while nothing else was pressed since.
        const { own } = store.getState();
        const previous = before && callWithKey(store.getState(), before.key);
        if (own?.holdWish !== holdWish || !previous || previous.key === own.key) return;
        store.setState((current) => {
          const { own: back, aside } = broughtForward(current, previous, now());
          return { own: back && { ...back, holdWish: null }, aside };
        });
      });
    },
  };
}
