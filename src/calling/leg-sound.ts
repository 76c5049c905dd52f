import type { CallStore } from './call-store.ts';
import { ownCalls } from './own-calls.ts';
import type { SoftphonePort } from './ports.ts';
import { isSilent } from './selectors.ts';

/**
 * What each leg sends and plays follows the state, in the moment in which it changes: nobody who waits
 * hears me, and I hear nobody who waits, before the server has heard of it.
 */
export function followSound(store: CallStore, softphone: SoftphonePort): () => void {
  const told = new Map<string, string>();

  const follow = () => {
    const state = store.getState();
    const calls = ownCalls(state);
    for (const call of calls) {
      if (!call.legId || call.leg === 'ended') continue;
      const silent = isSilent(state, call);
      // A leg that is up again is a new one to the SDK: it is told once more.
      const wanted = `${call.leg} ${call.muted} ${silent}`;
      if (told.get(call.legId) === wanted) continue;
      told.set(call.legId, wanted);
      softphone.setSilent(call.legId, silent);
      softphone.setMuted(call.legId, call.muted);
    }
    for (const legId of told.keys()) {
      if (!calls.some((call) => call.legId === legId)) told.delete(legId);
    }
  };

  follow();
  return store.subscribe(follow);
}
