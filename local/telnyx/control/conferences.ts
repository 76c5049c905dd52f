import { isoTime } from '../clock.ts';
import { statusOf } from '../rest/conference-resource.ts';
import { isOnHold } from '../world/conference.ts';
import { partyAddress } from '../world/leg.ts';
import { answerWith } from './control-reply.ts';
import type { ControlReply, ControlRequest } from './control-reply.ts';

/** `GET /sim/conferences`: all of them, ended ones too, with who is in them now; oldest first. */
export function listConferences({ world }: ControlRequest): ControlReply {
  return answerWith(
    world.conferences.all().map((conference) => ({
      id: conference.id,
      name: conference.name,
      status: statusOf(conference),
      created_at: isoTime(conference.createdAtMs),
      ended_at: conference.ending === null ? null : isoTime(conference.ending.atMs),
      end_reason: conference.ending?.reason ?? null,
      members: conference.members.map((member) => ({
        id: member.leg.id,
        call_control_id: member.leg.callControlId,
        address: partyAddress(member.leg),
        held: isOnHold(member),
        muted: member.isMuted,
        role: member.role,
      })),
    })),
  );
}
