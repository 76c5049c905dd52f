import type { CallingState, OwnCall } from './call-state.ts';
import type { CallStore } from './call-store.ts';
import { callWithKey, ownCalls } from './own-calls.ts';
import type { ClockPort, TabMemoryPort } from './ports.ts';

/** A page that goes has its requests cut off first, and takes them for refused. */
const FORGET_MS = 1_000;

/**
 * Keeps in the tab what a reload must bring back: my calls, and the one that is to be written up. A call
 * that came to nothing is forgotten a moment later, by a page that is still there; whoever recalls it
 * asks the server anyway.
 */
export function rememberCalls(
  store: CallStore,
  memory: TabMemoryPort,
  clock: ClockPort,
): () => void {
  let cancelForget = () => {};
  const write = () => {
    const state = store.getState();
    const calls = ownCalls(state).filter(({ callId }) => callId !== null);
    const { finished, clockOffsetMs } = state;
    memory.write(calls.length > 0 || finished ? { calls, finished, clockOffsetMs } : null);
  };
  const unsubscribe = store.subscribe((next, previous) => {
    const isSame =
      next.own === previous.own &&
      next.aside === previous.aside &&
      next.finished === previous.finished;
    if (next.clockOffsetMs !== previous.clockOffsetMs) {
      const kept = memory.read();
      if (kept) memory.write({ ...kept, clockOffsetMs: next.clockOffsetMs });
    }
    if (isSame) return;
    const isGivenUp = ({ key, leg }: OwnCall) => leg === 'none' && !callWithKey(next, key);
    cancelForget();
    if (ownCalls(previous).some(isGivenUp)) cancelForget = clock.after(FORGET_MS, write);
    else write();
  });
  return () => {
    cancelForget();
    unsubscribe();
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
