import type { CallingState } from './call-state.ts';
import type { CallStore } from './call-store.ts';
import { ownCalls } from './own-calls.ts';
import type { TabMemoryPort } from './ports.ts';

/** Keeps in the tab what a reload must bring back: my calls, and the one that is to be written up. */
export function rememberCalls(store: CallStore, memory: TabMemoryPort): () => void {
  const write = (state: CallingState) => {
    const calls = ownCalls(state).filter(({ callId }) => callId !== null);
    const { finished } = state;
    memory.write(calls.length > 0 || finished ? { calls, finished } : null);
  };
  return store.subscribe((next, previous) => {
    const isSame =
      next.own === previous.own &&
      next.aside === previous.aside &&
      next.finished === previous.finished;
    if (!isSame) write(next);
  });
}

/** After a reload: the calls are there again, their legs are on their way back. */
export function recalledState(memory: TabMemoryPort): Partial<CallingState> {
  const remembered = memory.read();
  if (!remembered) return { own: null, aside: [] };
  const [own = null, ...aside] = remembered.calls.map((call) => ({
    ...call,
    // A leg that never came is still awaited; one that was up comes back by itself.
    leg: call.legId ? ('reconnecting' as const) : ('none' as const),
    holdWish: null,
    isEnding: false,
    isHandingBack: false,
  }));
  return { own, aside, finished: remembered.finished };
}
