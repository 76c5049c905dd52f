import type { AiSession } from '../ai/session.ts';
import { isoTime } from '../clock.ts';
import type { Heard } from '../media/media-engine.ts';
import type { World } from '../world.ts';
import { fellowsOf, isOnHold } from '../world/conference.ts';
import { partyAddress } from '../world/leg.ts';
import type { Leg } from '../world/leg.ts';

const NOTHING_HEARD: Heard = {
  packets: 0,
  rms: 0,
  tonesHz: [],
  dtmf: '',
  longestSilenceMs: 0,
  silenceNowMs: 0,
};

async function heardBy(world: World, leg: Leg): Promise<Heard> {
  if (leg.party.kind === 'person' && leg.party.record.heardAtEnd !== null) {
    return leg.party.record.heardAtEnd;
  }
  return leg.state === 'answered' ? world.media.heard(leg.id) : NOTHING_HEARD;
}

function aiView({ conversation, settings }: AiSession): object {
  return {
    conversation_id: conversation.id,
    assistant_id: settings.id,
    assistant_name: settings.name,
  };
}

/** How a leg is in a conference, or null. */
export function conferenceOf({ member }: Leg): object | null {
  if (member === null) return null;
  return { id: member.conference.id, held: isOnHold(member), muted: member.isMuted };
}

/** Whom a leg listens in on, or null. */
export function supervisesOf({ supervises }: Leg): object | null {
  return supervises === null ? null : { id: supervises.leg.id, role: supervises.role };
}

/** The other end of the bridge, or the others in the conference, on hold or not. */
function othersOf(leg: Leg): Leg[] {
  if (leg.partner !== null) return [leg.partner];
  return leg.member === null ? [] : fellowsOf(leg.member).map((member) => member.leg);
}

/**
 * A call as the outside person sees it. `direction` is the app's: `inbound`, they called us;
 * `outbound`, we called them. `bridged_to` holds whom they are connected with at this moment,
 * `ai` the assistant that talks with them.
 */
export async function personView(world: World, leg: Leg): Promise<object> {
  const heard = await heardBy(world, leg);
  const record = leg.party.kind === 'person' ? leg.party.record : null;
  return {
    id: leg.id,
    direction: leg.origin === 'outside' ? 'inbound' : 'outbound',
    state: leg.state,
    from: leg.from,
    to: leg.to,
    caller_name: leg.callerIdName,
    hangup_cause: leg.ending?.cause ?? null,
    sip_hangup_cause: leg.ending?.sipCause ?? null,
    bridged_to: othersOf(leg).map(partyAddress),
    conference: conferenceOf(leg),
    supervises: supervisesOf(leg),
    ai: leg.ai === null ? null : aiView(leg.ai),
    heard: {
      packets: heard.packets,
      rms: heard.rms,
      tones_hz: heard.tonesHz,
      dtmf: heard.dtmf,
      longest_silence_ms: heard.longestSilenceMs,
      silence_now_ms: heard.silenceNowMs,
    },
    spoken: record?.spoken ?? [],
    transcript: record?.transcript ?? [],
    call_control_id: leg.callControlId,
    started_at: isoTime(leg.startedAtMs),
    answered_at: leg.answeredAtMs === null ? null : isoTime(leg.answeredAtMs),
    ended_at: leg.endedAtMs === null ? null : isoTime(leg.endedAtMs),
  };
}
