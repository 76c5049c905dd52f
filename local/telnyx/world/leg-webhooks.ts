import { isoTime } from '../clock.ts';
import type { World } from '../world.ts';
import type { Leg } from './leg.ts';

/** One packet is 20 ms of audio. */
const PACKET_MS = 20;

/** Sends one event of a leg, with the fields that all call events share (telnyx.md 3.4). */
export function emitLegEvent(
  world: World,
  leg: Leg,
  eventType: string,
  extra: Record<string, unknown> = {},
): void {
  const payload = {
    call_control_id: leg.callControlId,
    connection_id: leg.connectionId,
    call_leg_id: leg.id,
    call_session_id: leg.sessionId,
    client_state: leg.clientState,
    ...extra,
  };
  world.webhooks.send(eventType, payload, leg.route);
}

function parties(leg: Leg): { from: string; to: string } {
  return { from: leg.from, to: leg.to };
}

/** `call.initiated`. An inbound leg waits, parked, for the app's first command. */
export function emitInitiated(world: World, leg: Leg, isParked: boolean): void {
  emitLegEvent(world, leg, 'call.initiated', {
    ...parties(leg),
    direction: leg.origin === 'outside' ? 'incoming' : 'outgoing',
    state: isParked ? 'parked' : 'bridging',
    start_time: isoTime(leg.startedAtMs),
    caller_id_name: leg.callerIdName,
    call_screening_result: null,
    shaken_stir_attestation: leg.attestation,
    shaken_stir_validated: leg.attestation !== null,
    connection_codecs: 'PCMU',
    offered_codecs: 'PCMU',
    custom_headers: leg.customHeaders,
    sip_headers: [],
    tags: [],
  });
}

export function emitAnswered(world: World, leg: Leg): void {
  emitLegEvent(world, leg, 'call.answered', {
    ...parties(leg),
    start_time: isoTime(leg.startedAtMs),
    state: 'answered',
    custom_headers: leg.customHeaders,
    sip_headers: [],
    tags: [],
  });
}

export function emitBridged(world: World, leg: Leg): void {
  emitLegEvent(world, leg, 'call.bridged', parties(leg));
}

/** Derived from the time talked, not measured; real Telnyx measures. All values are strings. */
function qualityStats(leg: Leg): object | null {
  if (leg.answeredAtMs === null || leg.endedAtMs === null) return null;
  const packets = String(Math.round((leg.endedAtMs - leg.answeredAtMs) / PACKET_MS));
  return {
    inbound: {
      mos: '4.50',
      jitter_max_variance: '0.00',
      jitter_packet_count: '0',
      packet_count: packets,
      skip_packet_count: '0',
    },
    outbound: { packet_count: packets, skip_packet_count: '0' },
  };
}

export function emitHangup(world: World, leg: Leg): void {
  emitLegEvent(world, leg, 'call.hangup', {
    ...parties(leg),
    start_time: isoTime(leg.startedAtMs),
    state: 'hangup',
    hangup_cause: leg.ending?.cause ?? 'unspecified',
    hangup_source: leg.ending?.source ?? 'unknown',
    sip_hangup_cause: leg.ending?.sipCause ?? 'unspecified',
    call_quality_stats: qualityStats(leg),
    custom_headers: leg.customHeaders,
    sip_headers: [],
    tags: [],
  });
}
