import type { CallingState, OwnCall } from './call-state.ts';
import type { CallStore } from './call-store.ts';
import { findCall } from './own-calls.ts';
import type { ClockPort, TabMemoryPort } from './ports.ts';
import { asksMe } from './room-selectors.ts';
import { callsForPerson, isOfferedToMe } from './selectors.ts';

/** So long a press on Accept counts after the page came up; later the person decides anew. */
const COUNTS_MS = 10_000;

/**
 * Somebody pressed Accept and reloaded before the call was there. The server may not have heard of it, or
 * have dialled a page that was just gone: where the call rings again, the press is made good, once.
 *
 * @returns ends it
 */
export function startAcceptAgain(deps: {
  store: CallStore;
  clock: ClockPort;
  memory: TabMemoryPort;
  accept: (callId: string) => Promise<void>;
}): () => void {
  const { store, clock, memory, accept } = deps;
  // One that was up, and was lost, is rung like any other: the person may be gone.
  const wasPressed = (call: OwnCall) =>
    call.leg === 'none' && call.direction === 'inbound' && !call.isSupervising;
  const remembered = memory.read()?.calls ?? [];
  const pressed = new Set(remembered.filter(wasPressed).map(({ callId }) => callId ?? ''));
  if (pressed.size === 0) return () => {};

  const follow = (state: CallingState) => {
    if (!state.hasSnapshot || state.phone.status !== 'ready') return;
    for (const callId of pressed) {
      const card = state.cards[callId];
      if (!card || findCall(state, callId)) continue;
      const isRing = callsForPerson(card) && isOfferedToMe(state, card);
      if (!isRing && !asksMe(state, card)) continue;
      pressed.delete(callId);
      // After whoever took the call off the screen has said so.
      queueMicrotask(() => void accept(callId));
    }
  };
  const unsubscribe = store.subscribe(() => follow(store.getState()));
  const cancel = clock.after(COUNTS_MS, unsubscribe);
  return () => {
    cancel();
    unsubscribe();
  };
}
