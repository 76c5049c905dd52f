import type { CallStore } from './call-store.ts';
import type { CallApiPort, ClockPort } from './ports.ts';
import { ownCard } from './selectors.ts';

/** The network attaches a running call to a tab that comes back within about a second. */
const ATTACH_MS = 1_500;
const RETRY_MS = 3_000;

/**
 * Where the telephone is there again but the call's leg is not, the server is asked to dial this tab:
 * the caller hears music meanwhile. A leg that ended is left alone; another device may have the call.
 */
export function startBringBack(deps: {
  store: CallStore;
  callApi: CallApiPort;
  clock: ClockPort;
}): () => void {
  const { store, callApi, clock } = deps;
  let waitsFor: string | null = null;
  let cancel = () => {};

  const lostCall = (): string | null => {
    const state = store.getState();
    const isLost = state.own?.leg === 'reconnecting' && !state.own.isEnding;
    if (!isLost || state.phone.status !== 'ready') return null;
    const card = ownCard(state);
    return card?.status === 'active' && card.agent?.id === state.me?.id ? card.id : null;
  };

  const move = async (callId: string) => {
    const { deviceId } = store.getState();
    if (!deviceId || lostCall() !== callId) return;
    cancel = clock.after(RETRY_MS, () => void move(callId));
    await callApi.control({ callId, action: 'move_here', deviceId });
  };

  const follow = () => {
    const callId = lostCall();
    if (callId === waitsFor) return;
    waitsFor = callId;
    cancel();
    if (callId) cancel = clock.after(ATTACH_MS, () => void move(callId));
  };

  const unsubscribe = store.subscribe(follow);
  follow();
  return () => {
    unsubscribe();
    cancel();
  };
}
