import { missingParameter, unprocessable } from '../telnyx-error.ts';
import type { MemberOptions } from '../world/conference.ts';
import {
  changeMembers,
  endConference,
  joinConference,
  leaveConference,
} from '../world/conferences.ts';
import { conferenceAction, readMemberOf, readSomeMembers } from './conference-command.ts';
import type { ConferenceCommand } from './conference-command.ts';
import { readAnsweredLeg, readHoldAudio, readMember, readTexts } from './conference-fields.ts';
import { done, refuse } from './reply.ts';
import type { Reply } from './reply.ts';

const ALREADY_IN_IT = unprocessable('The call is in this conference already.', '/call_control_id');
const IS_FULL = unprocessable('The conference has as many participants as it may.');

export const join = conferenceAction(({ world, conference, reader }) => {
  const leg = readAnsweredLeg(world, reader);
  const clientState = reader.clientState();
  const member = readMember(reader);
  if (leg !== null && leg.member?.conference === conference) reader.refuse(ALREADY_IN_IT);
  else if (conference.members.length >= conference.maxParticipants) reader.refuse(IS_FULL);
  if (leg === null || reader.refusals.length > 0) return refuse(...reader.refusals);
  if (clientState !== null) leg.clientState = clientState;
  leg.wasCommanded = true;
  joinConference(world, conference, leg, member);
  return done();
});

export const leave = conferenceAction((command) => {
  const { world, reader } = command;
  const id = reader.requiredText('call_control_id');
  const member = id === '' ? null : readMemberOf(command, id, '/call_control_id');
  if (member === null || reader.refusals.length > 0) return refuse(...reader.refusals);
  leaveConference(world, member.leg);
  return done();
});

type Change = Partial<Pick<MemberOptions, 'isHeld' | 'isMuted' | 'holdAudio'>>;

/** Changes the members in `call_control_ids`, or all. */
function changing(
  read: (command: ConferenceCommand) => Change,
): (command: ConferenceCommand) => Reply {
  return (command) => {
    const { world, conference, reader } = command;
    const change = read(command);
    const members = readSomeMembers(command);
    if (reader.refusals.length > 0) return refuse(...reader.refusals);
    changeMembers(world, members ?? conference.members, change);
    return done();
  };
}

export const hold = conferenceAction(
  changing(({ reader }) => ({ isHeld: true, holdAudio: readHoldAudio(reader, '') })),
);

/** Telnyx wants its `call_control_ids`. */
export const unhold = conferenceAction(
  changing(({ reader }) => {
    if (!reader.has('call_control_ids')) reader.refuse(missingParameter('/call_control_ids'));
    return { isHeld: false };
  }),
);

export const mute = conferenceAction(changing(() => ({ isMuted: true })));

export const unmute = conferenceAction(changing(() => ({ isMuted: false })));

/** `update`: another part for one member. */
export const update = conferenceAction((command) => {
  const { world, reader } = command;
  const id = reader.requiredText('call_control_id');
  reader.requiredText('supervisor_role');
  const { role } = readMember(reader);
  const whispersTo = readTexts(reader, 'whisper_call_control_ids') ?? [];
  const member = id === '' ? null : readMemberOf(command, id, '/call_control_id');
  if (member === null || reader.refusals.length > 0) return refuse(...reader.refusals);
  changeMembers(world, [member], { role, whispersTo });
  return done();
});

/** Ends the conference and hangs up all who are in it. */
export const end = conferenceAction(({ world, conference }) => {
  endConference(world, conference, 'ended_via_api', null);
  return done();
});
