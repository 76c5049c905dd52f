import { countryOf } from './destinations.ts';

/**
 * What a minute costs, US dollars. Near telnyx.md, section 12, for Canada and the US; elsewhere
 * invented, dear where real carriers are dear.
 */
const VOICE_API_PER_MIN = 0.002;
const WEBRTC_PER_MIN = 0.002;
const INBOUND_PER_MIN = 0.0035;
const OUTBOUND_PER_MIN: Record<string, number> = {
  US: 0.005,
  CA: 0.005,
  PR: 0.01,
  GB: 0.012,
  FR: 0.015,
  DE: 0.015,
  ES: 0.015,
  IT: 0.015,
  NL: 0.015,
  IE: 0.015,
  CH: 0.03,
  AU: 0.02,
  NZ: 0.02,
  MX: 0.02,
  IN: 0.02,
  CN: 0.02,
  JP: 0.03,
  BR: 0.02,
  JM: 0.3,
  CU: 0.8,
  SO: 0.9,
};
const ELSEWHERE_PER_MIN = 0.25;
/** Calls are billed in steps of 6 s. */
const INCREMENT_SECS = 6;

/** US dollars a minute to dial this number, without the Voice API's own price. */
export function outboundRateUsd(phoneNumber: string): number {
  return OUTBOUND_PER_MIN[countryOf(phoneNumber) ?? ''] ?? ELSEWHERE_PER_MIN;
}

export interface CostPart {
  callPart: 'call-control' | 'sip-trunking' | 'webrtc';
  ratePerMinUsd: number;
  costUsd: number;
}

export interface CallCost {
  billedSecs: number;
  totalUsd: number;
  parts: CostPart[];
}

export type LegKind = { kind: 'browser' } | { kind: 'inbound' } | { kind: 'outbound'; to: string };

/** What a leg of that length costs. A leg that was not answered costs nothing. */
export function costOf(leg: LegKind, talkedMs: number): CallCost {
  const billedSecs = Math.ceil(talkedMs / 1000 / INCREMENT_SECS) * INCREMENT_SECS;
  const part = (callPart: CostPart['callPart'], ratePerMinUsd: number): CostPart => ({
    callPart,
    ratePerMinUsd,
    costUsd: (ratePerMinUsd * billedSecs) / 60,
  });
  const line =
    leg.kind === 'browser'
      ? part('webrtc', WEBRTC_PER_MIN)
      : part('sip-trunking', leg.kind === 'inbound' ? INBOUND_PER_MIN : outboundRateUsd(leg.to));
  const parts = [part('call-control', VOICE_API_PER_MIN), line];
  return { billedSecs, parts, totalUsd: parts.reduce((sum, { costUsd }) => sum + costUsd, 0) };
}
