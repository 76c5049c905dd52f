import { newUuid } from '../ids.ts';
import type { World } from '../world.ts';
import { applyConferenceSound, stopMusic } from './conference-sound.ts';
import { emitConferenceCreated, emitConferenceEnded, emitMember } from './conference-webhooks.ts';
import type { Conference, ConferenceEnd, HoldAudio, Member, MemberOptions } from './conference.ts';
import { appHangup, endLeg, leaveBridge } from './ending.ts';
import type { Leg } from './leg.ts';
import { endSupervision } from './supervision.ts';

/** Telnyx ends a conference after four hours, whoever is in it. */
export const MAX_CONFERENCE_MS = 14_400_000;

const ORDINARY_MEMBER: MemberOptions = {
  isHeld: false,
  isMuted: false,
  holdAudio: null,
  endsOnExit: false,
  softEndsOnExit: false,
  startsOnEnter: false,
  role: 'none',
  whispersTo: [],
};

export interface NewConference {
  name: string;
  isStarted: boolean;
  holdAudio: HoldAudio | null;
  maxParticipants: number;
  durationMs: number;
}

/** Makes a conference out of an answered leg, its first member. */
export function createConference(
  world: World,
  leg: Leg,
  options: NewConference,
  member: MemberOptions = ORDINARY_MEMBER,
): Conference {
  const now = world.clock.now();
  const { name, isStarted, holdAudio, maxParticipants } = options;
  const conference: Conference = {
    ...{ name, isStarted, holdAudio, maxParticipants },
    id: newUuid(),
    connectionId: leg.connectionId,
    creator: leg,
    createdAtMs: now,
    updatedAtMs: now,
    members: [],
    ending: null,
    timer: null,
  };
  world.conferences.add(conference);
  conference.timer = world.clock.setTimeout(
    () => endConference(world, conference, 'time_exceeded', null),
    options.durationMs,
  );
  emitConferenceCreated(world, conference);
  joinConference(world, conference, leg, member);
  return conference;
}

/** The leg leaves its bridge or its conference, and joins this one. */
export function joinConference(
  world: World,
  conference: Conference,
  leg: Leg,
  options: MemberOptions,
): void {
  // People talk now, as on a bridge.
  leg.ai?.end('bridged');
  endSupervision(world, leg);
  leaveBridge(world, leg);
  leaveConference(world, leg);
  const now = world.clock.now();
  const member: Member = {
    ...options,
    id: newUuid(),
    leg,
    conference,
    joinedAtMs: now,
    updatedAtMs: now,
    music: null,
  };
  conference.members.push(member);
  conference.updatedAtMs = now;
  leg.member = member;
  if (options.startsOnEnter) conference.isStarted = true;
  leg.whenEnded.push(() => {
    if (leg.member === member) leaveConference(world, leg);
  });
  applyConferenceSound(world, conference);
  emitMember(world, member, 'joined');
}

function remove(world: World, member: Member): void {
  const { conference, leg } = member;
  conference.members = conference.members.filter((other) => other !== member);
  conference.updatedAtMs = world.clock.now();
  leg.member = null;
  world.media.unbridge(leg.id);
  stopMusic(world, member);
  world.live.notify('call', { id: leg.id });
  emitMember(world, member, 'left');
}

/** Takes a leg out of its conference: it is parked. The conference may end with that. */
export function leaveConference(world: World, leg: Leg): void {
  const { member } = leg;
  if (member === null) return;
  const { conference } = member;
  remove(world, member);
  applyConferenceSound(world, conference);
  if (conference.ending !== null) return;
  if (member.endsOnExit) endConference(world, conference, 'host_left', leg);
  else if (member.softEndsOnExit) closeConference(world, conference, 'host_left', leg);
  else if (conference.members.length === 0) closeConference(world, conference, 'all_left', leg);
}

/** The conference is over; who is still in it is parked. */
function closeConference(
  world: World,
  conference: Conference,
  reason: ConferenceEnd,
  by: Leg | null,
): void {
  if (conference.ending !== null) return;
  conference.ending = { atMs: world.clock.now(), reason, by };
  conference.timer?.cancel();
  for (const member of conference.members) remove(world, member);
  emitConferenceEnded(world, conference);
}

/** The conference is over, and all who are in it are hung up. */
export function endConference(
  world: World,
  conference: Conference,
  reason: ConferenceEnd,
  by: Leg | null,
): void {
  if (conference.ending !== null) return;
  const legs = conference.members.map(({ leg }) => leg);
  closeConference(world, conference, reason, by);
  for (const leg of legs) endLeg(world, leg, appHangup(leg));
}

/** Holds, mutes, or changes the part of members, and lets it be heard. */
export function changeMembers(
  world: World,
  members: Member[],
  change: Partial<Pick<MemberOptions, 'isHeld' | 'isMuted' | 'holdAudio' | 'role' | 'whispersTo'>>,
): void {
  const now = world.clock.now();
  for (const member of members) Object.assign(member, change, { updatedAtMs: now });
  for (const conference of new Set(members.map((member) => member.conference))) {
    conference.updatedAtMs = now;
    applyConferenceSound(world, conference);
  }
}
