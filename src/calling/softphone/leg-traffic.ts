import type { Call } from '@telnyx/webrtc';
import type { LegTraffic } from '../call-quality.ts';

/** The fields that are read of `RTCStatsReport`; what they are in, differs from browser to browser. */
interface Stats {
  type?: string;
  kind?: string;
  packetsReceived?: number;
  packetsLost?: number;
  jitter?: number;
  fractionLost?: number;
  roundTripTime?: number;
  currentRoundTripTime?: number;
  responsesReceived?: number;
  nominated?: boolean;
}

/** What the browser counts of a leg; null while it has no connection. */
export async function readTraffic(call: Call | undefined): Promise<LegTraffic | null> {
  const connection = call?.peer?.instance;
  if (!connection) return null;
  const report = await connection.getStats().catch(() => null);
  if (!report) return null;
  const all: Stats[] = [];
  report.forEach((stats: Stats) => all.push(stats));
  const inbound = all.find(({ type, kind }) => type === 'inbound-rtp' && kind === 'audio');
  if (!inbound) return null;
  const remote = all.find(({ type, kind }) => type === 'remote-inbound-rtp' && kind === 'audio');
  const pairs = all.filter(({ type, nominated }) => type === 'candidate-pair' && nominated);
  const roundTripS = remote?.roundTripTime ?? pairs.at(-1)?.currentRoundTripTime;
  return {
    receivedPackets: inbound.packetsReceived ?? 0,
    lostPackets: inbound.packetsLost ?? 0,
    lostOutPart: remote?.fractionLost ?? null,
    jitterMs: inbound.jitter === undefined ? null : inbound.jitter * 1_000,
    roundTripMs: roundTripS === undefined ? null : roundTripS * 1_000,
    pathAnswers: pairs.reduce((sum, pair) => sum + (pair.responsesReceived ?? 0), 0),
  };
}
