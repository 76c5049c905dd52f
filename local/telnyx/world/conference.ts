import type { Timer } from '../clock.ts';
import type { LoadedSource } from './audio-queue.ts';
import type { Leg } from './leg.ts';

/** `none` is an ordinary member; `barge` is the same under another name. */
export type MemberRole = 'none' | 'barge' | 'whisper' | 'monitor';

/** Where the sound of a hold comes from. */
export type HoldAudio = () => Promise<LoadedSource>;

/** How a leg is in a conference: the fields that `join` and a dial's `conference_config` share. */
export interface MemberOptions {
  isHeld: boolean;
  isMuted: boolean;
  holdAudio: HoldAudio | null;
  /** With its leaving the conference ends, and all others are hung up. */
  endsOnExit: boolean;
  /** The same, but the others stay, parked. */
  softEndsOnExit: boolean;
  startsOnEnter: boolean;
  role: MemberRole;
  /** `call_control_id`s that alone hear a whispering member. */
  whispersTo: string[];
}

export interface Member extends MemberOptions {
  readonly id: string;
  readonly leg: Leg;
  readonly conference: Conference;
  readonly joinedAtMs: number;
  updatedAtMs: number;
  /** What it hears on hold now; null: it is not on hold. */
  music: { audio: HoldAudio | null } | null;
}

export type ConferenceEnd = 'all_left' | 'ended_via_api' | 'host_left' | 'time_exceeded';

export interface Conference {
  readonly id: string;
  readonly name: string;
  readonly connectionId: string;
  /** Whose leg it was made with: its events of the whole conference go where that leg's go. */
  readonly creator: Leg;
  readonly createdAtMs: number;
  updatedAtMs: number;
  readonly maxParticipants: number;
  /** Until it is, all are on hold. */
  isStarted: boolean;
  readonly holdAudio: HoldAudio | null;
  /** In the order in which they joined. */
  members: Member[];
  ending: { atMs: number; reason: ConferenceEnd; by: Leg | null } | null;
  timer: Timer | null;
}

export function isOnHold(member: Member): boolean {
  return member.isHeld || !member.conference.isStarted;
}

function isAudibleTo(member: Member, listener: Member): boolean {
  if (isOnHold(member) || member.isMuted || member.role === 'monitor') return false;
  return member.role !== 'whisper' || member.whispersTo.includes(listener.leg.callControlId);
}

/** The others in the conference. */
export function fellowsOf(member: Member): Member[] {
  return member.conference.members.filter((other) => other !== member);
}

/** Whom a member hears at this moment. */
export function heardBy(member: Member): Member[] {
  if (isOnHold(member)) return [];
  return fellowsOf(member).filter((other) => isAudibleTo(other, member));
}

/** Who hears a member at this moment. */
export function hearersOf(member: Member): Member[] {
  return fellowsOf(member).filter((other) => !isOnHold(other) && isAudibleTo(member, other));
}
