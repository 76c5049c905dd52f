import {
  createQualityJudge,
  SAMPLE_MS,
  type LegTraffic,
  type LineQuality,
} from './call-quality.ts';
import type { CallingState } from './call-state.ts';
import type { CallStore } from './call-store.ts';
import type { ClockPort, PresencePort, QualityPort, SoftphonePort } from './ports.ts';
import { createQualityReport, type Sound } from './quality-report.ts';
import { callPhase, isSilent } from './selectors.ts';

/** How long one reconnection has before the next is begun. */
const PATIENCE_MS = 5_000;

/**
 * Measures the call that is talked in, twice a second. When its sound is cut off it asks whether the
 * network is back, and has the telephone connect again as soon as it is: the SDK itself waits for
 * longer than people do. The server hears how the call sounds, for the others in it.
 */
export function startLineWatch(deps: {
  store: CallStore;
  softphone: SoftphonePort;
  presence: PresencePort;
  quality: QualityPort;
  clock: ClockPort;
}): () => void {
  const { store, softphone, presence, quality, clock } = deps;
  const tell = createQualityReport({
    quality,
    clock,
    clockOffsetMs: () => store.getState().clockOffsetMs,
  });
  let legId: string | null = null;
  let isWaiting = false;
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

  /** On hold nothing need come from the other side; a judgement of before or after says nothing of it. */
  const judgeOf = (traffic: LegTraffic, state: CallingState): LineQuality => {
    const waits = state.own !== null && isSilent(state, state.own);
    if (waits !== isWaiting) judge = createQualityJudge();
    isWaiting = waits;
    const verdict = judge(traffic);
    return waits && verdict === 'far_silent' ? 'good' : verdict;
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
    if (current !== legId) return;
    if (traffic && current) {
      const verdict = judgeOf(traffic, store.getState());
      say(verdict);
      if (verdict === 'cut') void bringBack(current);
    }
    tell(soundOf(store.getState(), traffic));
  };

  return clock.every(SAMPLE_MS, () => void sample());
}

/** What there is to tell of the call in the foreground; null where nobody talks, or I only listen. */
function soundOf(state: CallingState, traffic: LegTraffic | null): Sound | null {
  const { own, lineQuality } = state;
  if (!own?.callId || own.isSupervising) return null;
  const phase = callPhase(state, own);
  const isRecalled = own.leg === 'reconnecting';
  if (phase === 'reconnecting') return { callId: own.callId, what: 'cut', traffic, isRecalled };
  if (phase !== 'active' && phase !== 'held') return null;
  return { callId: own.callId, what: lineQuality, traffic, isRecalled };
}
