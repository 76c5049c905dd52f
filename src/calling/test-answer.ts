import type { CallStore } from './call-store.ts';
import type { ClockPort } from './ports.ts';
import { isOfferedToMe } from './selectors.ts';

/** From the webhook to the popup it takes about a second; longer than this it will not come. */
const RING_TIMEOUT_MS = 10_000;

/**
 * Answers a health check's own call by itself.
 *
 * @param accept what a press on Accept does
 */
export function createTestAnswer(deps: {
  store: CallStore;
  clock: ClockPort;
  accept: (callId: string) => Promise<void>;
}): (callId: string) => Promise<boolean> {
  const { store, clock, accept } = deps;
  const rings = (callId: string) => {
    const state = store.getState();
    const card = state.cards[callId];
    return card?.isTest === true && card.status === 'ringing' && isOfferedToMe(state, card);
  };
  const untilItRings = (callId: string) =>
    new Promise<boolean>((resolve) => {
      let stop = () => {};
      const cancel = clock.after(RING_TIMEOUT_MS, () => finish(false));
      const finish = (isRinging: boolean) => {
        cancel();
        stop();
        resolve(isRinging);
      };
      stop = store.subscribe(() => {
        if (rings(callId)) finish(true);
      });
      if (rings(callId)) finish(true);
    });
  return async (callId) => {
    if (!(await untilItRings(callId))) return false;
    await accept(callId);
    return true;
  };
}
