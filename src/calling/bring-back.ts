import type { OwnCall } from './call-state.ts';
import type { CallStore } from './call-store.ts';
import { callWithKey, ownCalls } from './own-calls.ts';
import type { CallApiPort, ClockPort, SoftphonePort } from './ports.ts';
import { roleIn } from './room-selectors.ts';
import { cardOfCall } from './selectors.ts';

/** The network attaches a running call to a page that comes back within about a second. */
const ATTACH_MS = 1_500;
/** What else it attaches comes with the first. */
const ATTACH_NEXT_MS = 50;
const RETRY_MS = 3_000;

/**
 * Where the telephone is there again but a call's leg is not, the server is asked to dial this browser:
 * the caller hears music meanwhile. After a reload the SDK brings back one leg, whichever comes first;
 * further ones come this way, and need not be waited for once that one is on its way. Of a tab that
 * sleeps, and whose connection is open, nothing comes: its calls are asked for at once. A leg that ended
 * is left alone: another device may have the call.
 */
export function startBringBack(deps: {
  store: CallStore;
  softphone: SoftphonePort;
  callApi: CallApiPort;
  clock: ClockPort;
  isAfterSleeper: boolean;
}): () => void {
  const { store, softphone, callApi, clock } = deps;
  const cancels = new Map<string, () => void>();
  /** Those that a page finds when it comes up, until they are back. */
  let found = ownCalls(store.getState()).filter(({ leg }) => leg === 'reconnecting');
  const legs = new Set(found.map(({ legId }) => legId));
  /** Those of them that will not come by themselves. */
  const notComing = new Set(deps.isAfterSleeper ? found.map(({ key }) => key) : []);

  const isLost = (call: OwnCall): boolean => {
    const state = store.getState();
    const isAway = call.leg === 'reconnecting' && !call.isEnding && !call.isSupervising;
    if (!isAway || state.phone.status !== 'ready') return false;
    const card = cardOfCall(state, call);
    return card?.status === 'active' && roleIn(state, card) === 'holder';
  };

  const wait = (key: string, delayMs: number) => {
    cancels.get(key)?.();
    cancels.set(
      key,
      clock.after(delayMs, () => void move(key)),
    );
  };

  const move = async (key: string) => {
    const call = callWithKey(store.getState(), key);
    const { deviceId } = store.getState();
    if (!deviceId || !call?.callId || !isLost(call)) return;
    wait(key, RETRY_MS);
    await callApi.control({ callId: call.callId, action: 'move_here', deviceId });
  };

  const follow = () => {
    const calls = ownCalls(store.getState());
    for (const { key } of calls.filter(({ leg }) => leg === 'active')) {
      found = found.filter((call) => call.key !== key);
      notComing.delete(key);
    }
    const lost = new Set(calls.filter(isLost).map(({ key }) => key));
    for (const [key, cancel] of cancels) {
      if (lost.has(key)) continue;
      cancel();
      cancels.delete(key);
    }
    for (const key of lost) {
      if (!cancels.has(key)) wait(key, notComing.has(key) ? 0 : ATTACH_MS);
    }
  };

  /** One of those that were found is on its way: it is the one that the SDK brings back. */
  const askForOthers = (legId: string) => {
    if (!legs.has(legId)) return;
    for (const { key, legId: otherLegId } of found) {
      if (otherLegId === legId || notComing.has(key)) continue;
      notComing.add(key);
      if (cancels.has(key)) wait(key, ATTACH_NEXT_MS);
    }
  };

  const stops = [
    store.subscribe(follow),
    softphone.subscribe((event) => {
      const isOnItsWay =
        event.type === 'leg_reconnecting' || (event.type === 'leg_active' && event.recovered);
      if (isOnItsWay) askForOthers(event.legId);
    }),
  ];
  follow();
  return () => {
    for (const stop of stops) stop();
    for (const cancel of cancels.values()) cancel();
  };
}
