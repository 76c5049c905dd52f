import type { OwnCall } from './call-state.ts';
import type { CallStore } from './call-store.ts';
import { callWithKey, ownCalls } from './own-calls.ts';
import type { CallApiPort, ClockPort } from './ports.ts';
import { roleIn } from './room-selectors.ts';
import { cardOfCall } from './selectors.ts';

/** The network attaches a running call to a page that comes back within about a second. */
const ATTACH_MS = 1_500;
/** What else it attaches comes with the first. */
const ATTACH_NEXT_MS = 200;
const RETRY_MS = 3_000;

/**
 * Where the telephone is there again but a call's leg is not, the server is asked to dial this browser:
 * the caller hears music meanwhile. After a reload the SDK brings back one leg, whichever comes first;
 * further ones come this way, and need not be waited for once that one is up. A leg that ended is left
 * alone: another device may have the call.
 */
export function startBringBack(deps: {
  store: CallStore;
  callApi: CallApiPort;
  clock: ClockPort;
}): () => void {
  const { store, callApi, clock } = deps;
  const cancels = new Map<string, () => void>();
  /** Those that a page finds when it comes up, until one of them is back. */
  let recalled = new Set(
    ownCalls(store.getState())
      .filter(({ leg }) => leg === 'reconnecting')
      .map(({ key }) => key),
  );

  const isLost = (call: OwnCall): boolean => {
    const state = store.getState();
    const isAway = call.leg === 'reconnecting' && !call.isEnding && !call.isSupervising;
    if (!isAway || state.phone.status !== 'ready') return false;
    const card = cardOfCall(state, call);
    return card?.status === 'active' && roleIn(state, card) === 'holder';
  };

  const move = async (key: string) => {
    const call = callWithKey(store.getState(), key);
    const { deviceId } = store.getState();
    if (!deviceId || !call?.callId || !isLost(call)) return;
    cancels.set(
      key,
      clock.after(RETRY_MS, () => void move(key)),
    );
    await callApi.control({ callId: call.callId, action: 'move_here', deviceId });
  };

  /** One of those that were recalled is back: the others will not come by themselves. */
  const askForOthers = () => {
    const calls = ownCalls(store.getState()).filter(({ key }) => recalled.has(key));
    if (!calls.some(({ leg }) => leg === 'active')) return;
    recalled = new Set();
    for (const { key } of calls.filter(isLost)) {
      cancels.get(key)?.();
      cancels.set(
        key,
        clock.after(ATTACH_NEXT_MS, () => void move(key)),
      );
    }
  };

  const follow = () => {
    const lost = new Set(
      ownCalls(store.getState())
        .filter(isLost)
        .map(({ key }) => key),
    );
    for (const [key, cancel] of cancels) {
      if (lost.has(key)) continue;
      cancel();
      cancels.delete(key);
    }
    for (const key of lost) {
      if (!cancels.has(key))
        cancels.set(
          key,
          clock.after(ATTACH_MS, () => void move(key)),
        );
    }
    askForOthers();
  };

  const unsubscribe = store.subscribe(follow);
  follow();
  return () => {
    unsubscribe();
    for (const cancel of cancels.values()) cancel();
  };
}
