import { createQualityJudge, SAMPLE_MS, type LineQuality } from './call-quality.ts';
import type { CallStore } from './call-store.ts';
import type { ClockPort, PresencePort, SoftphonePort } from './ports.ts';

/** How long one reconnection has before the next is begun. */
const PATIENCE_MS = 5_000;

/**
 * Measures the call that is talked in, twice a second. When its sound is cut off it asks whether the
 * network is back, and has the telephone connect again as soon as it is: the SDK itself waits for
 * longer than people do.
 */
export function startLineWatch(deps: {
  store: CallStore;
  softphone: SoftphonePort;
  presence: PresencePort;
  clock: ClockPort;
}): () => void {
  const { store, softphone, presence, clock } = deps;
  let legId: string | null = null;
  let judge = createQualityJudge();
  let isAsking = false;
  let reconnectedAt = Number.NEGATIVE_INFINITY;

  const say = (lineQuality: LineQuality) => {
    if (store.getState().lineQuality !== lineQuality) store.setState({ lineQuality });
  };

  const bringBack = async (cutLeg: string) => {
    if (isAsking) return;
    isAsking = true;
    const isBack = await presence.isReachable();
    isAsking = false;
    const isStillCut = legId === cutLeg && store.getState().lineQuality === 'cut';
    if (!isBack || !isStillCut || clock.now() - reconnectedAt < PATIENCE_MS) return;
    reconnectedAt = clock.now();
    softphone.reconnect();
  };

  const sample = async () => {
    const { own } = store.getState();
    const current = own?.leg === 'active' ? own.legId : null;
    if (current !== legId) {
      legId = current;
      judge = createQualityJudge();
      if (own?.leg !== 'reconnecting') say('good');
    }
    const traffic = current ? await softphone.traffic(current) : null;
    if (!traffic || current !== legId || !current) return;
    const verdict = judge(traffic);
    say(verdict);
    if (verdict === 'cut') void bringBack(current);
  };

  return clock.every(SAMPLE_MS, () => void sample());
}
