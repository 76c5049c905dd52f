import type { CallingState } from './call-state.ts';
import type { CallStore } from './call-store.ts';
import { ownCalls } from './own-calls.ts';
import type { PagePort, TabMemoryPort } from './ports.ts';

/**
 * Keeps in the tab what a reload must bring back: my calls, and the one that is to be written up. What
 * a page still says when it goes, of requests that were cut off with it, counts no more.
 */
export function rememberCalls(store: CallStore, memory: TabMemoryPort, page: PagePort): () => void {
  let isGoing = false;
  const write = (state: CallingState) => {
    const calls = ownCalls(state).filter(({ callId }) => callId !== null);
    const { finished } = state;
    memory.write(calls.length > 0 || finished ? { calls, finished } : null);
  };
  const stops = [
    page.onHide(() => {
      isGoing = true;
    }),
    page.onWake(() => {
      if (isGoing) write(store.getState());
      isGoing = false;
    }),
    store.subscribe((next, previous) => {
      const isSame =
        next.own === previous.own &&
        next.aside === previous.aside &&
        next.finished === previous.finished;
      if (!isSame && !isGoing) write(next);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
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
