import { isoTime } from '../clock.ts';
import type { Conference, Member } from '../world/conference.ts';
import { MAX_CONFERENCE_MS } from '../world/conferences.ts';

type Status = 'init' | 'in_progress' | 'completed';

export function statusOf({ ending, isStarted }: Conference): Status {
  if (ending !== null) return 'completed';
  return isStarted ? 'in_progress' : 'init';
}

export function conferenceResource(conference: Conference): object {
  const { ending } = conference;
  const by = ending?.by ?? null;
  return {
    record_type: 'conference',
    id: conference.id,
    name: conference.name,
    connection_id: conference.connectionId,
    region: 'US',
    status: statusOf(conference),
    created_at: isoTime(conference.createdAtMs),
    updated_at: isoTime(conference.updatedAtMs),
    expires_at: isoTime(conference.createdAtMs + MAX_CONFERENCE_MS),
    end_reason: ending?.reason ?? null,
    ended_by:
      by === null ? null : { call_control_id: by.callControlId, call_session_id: by.sessionId },
  };
}

export function memberResource(member: Member): object {
  const { leg, conference } = member;
  return {
    record_type: 'participant',
    id: member.id,
    call_control_id: leg.callControlId,
    call_leg_id: leg.id,
    conference: { id: conference.id, name: conference.name },
    created_at: isoTime(member.joinedAtMs),
    updated_at: isoTime(member.updatedAtMs),
    status: 'joined',
    muted: member.isMuted,
    on_hold: member.isHeld || !conference.isStarted,
    end_conference_on_exit: member.endsOnExit,
    soft_end_conference_on_exit: member.softEndsOnExit,
    whisper_call_control_ids: member.whispersTo,
  };
}
