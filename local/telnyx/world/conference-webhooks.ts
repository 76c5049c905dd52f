import { isoTime } from '../clock.ts';
import type { World } from '../world.ts';
import type { Conference, Member } from './conference.ts';
import { emitLegEvent } from './leg-webhooks.ts';
import type { Leg } from './leg.ts';

function emit(
  world: World,
  conference: Conference,
  leg: Leg,
  eventType: string,
  extra: Record<string, unknown> = {},
): void {
  emitLegEvent(world, leg, eventType, {
    conference_id: conference.id,
    occurred_at: isoTime(world.clock.now()),
    ...extra,
  });
}

export function emitConferenceCreated(world: World, conference: Conference): void {
  emit(world, conference, conference.creator, 'conference.created');
}

export function emitConferenceEnded(world: World, conference: Conference): void {
  const reason = conference.ending?.reason ?? 'all_left';
  emit(world, conference, conference.creator, 'conference.ended', { reason });
}

export function emitMember(world: World, member: Member, what: 'joined' | 'left'): void {
  emit(world, member.conference, member.leg, `conference.participant.${what}`);
}

/**
 * Sound in a conference. Said to some, each of them is told of; to all, the conference is, with the
 * session of the leg that made it.
 */
export function emitConferenceAudio(
  world: World,
  conference: Conference,
  members: Member[] | null,
  eventType: string,
  fields: Record<string, unknown>,
): void {
  const extra = { ...fields, creator_call_session_id: conference.creator.sessionId };
  if (members === null) {
    emit(world, conference, conference.creator, `conference.${eventType}`, extra);
    return;
  }
  for (const { leg } of members) {
    emit(world, conference, leg, `conference.participant.${eventType}`, extra);
  }
}
