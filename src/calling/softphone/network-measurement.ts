import type { TelnyxRTC } from '@telnyx/webrtc';
import type { NetworkQuality } from '../ports.ts';

const DURATION_MS = 5_000;
/** The SDK waits for ever for a call that is never answered. */
const TIMEOUT_MS = 20_000;
/** Above this callers hear gaps (telnyx.md section 5.6). */
const HIGH_JITTER_MS = 30;
const HIGH_LOSS = 0.03;

export const UNMEASURED: NetworkQuality = { verdict: 'unknown', jitterMs: null };

/**
 * The SDK's pre-call test: a call to Telnyx's test number, and what its packets did.
 *
 * @param isLoopback no STUN or TURN server is asked then
 */
export async function measureNetwork(rtc: TelnyxRTC, isLoopback: boolean): Promise<NetworkQuality> {
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), TIMEOUT_MS));
  const measured = rtc
    .runPreCall({ durationMs: DURATION_MS, ...(isLoopback ? { iceServers: [] } : {}) })
    .catch(() => null);
  const report = await Promise.race([measured, late]);
  if (!report) return UNMEASURED;
  const { network, verdict } = report;
  const jitterMs = network?.jitter?.average ?? null;
  const loss = network?.packets?.packetLossFraction ?? 0;
  // The SDK wants servers between; here there are none, and sound that flows both ways is the proof.
  const flows = network?.inbound?.flowing === true && network.outbound?.flowing === true;
  if (verdict === 'blocked' && !flows) return { verdict: 'blocked', jitterMs };
  if (!flows && verdict !== 'ready') return { verdict: 'unknown', jitterMs };
  const isPoor =
    network?.quality === 'poor' || loss > HIGH_LOSS || (jitterMs ?? 0) > HIGH_JITTER_MS;
  return { verdict: isPoor ? 'poor' : 'good', jitterMs };
}
