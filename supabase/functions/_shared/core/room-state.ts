import type {
  HandoffKind,
  HandoffTarget,
  PartyAddress,
  PartyRole,
  SupervisionMode,
} from './room-events.ts';

/** Somebody hears music because an agent wanted it so. */
export interface Hold {
  number: number;
  /** Null: the outside party. */
  party: number | null;
  since: string;
  memberId: string | null;
  endedAt: string | null;
}

/** Nobody has the caller, who hears music, until somebody picks the call up. */
export interface Parking {
  number: number;
  slot: number;
  memberId: string;
  since: string;
  returnsAt: string;
}

/** The caller hears music, and somebody is wanted to take the call on. */
export interface Handoff {
  number: number;
  kind: HandoffKind;
  memberId: string | null;
  to: HandoffTarget;
  /** The outside party that is being dialled. */
  party: number | null;
  memberIds: string[] | null;
  since: string;
  endsAt: string;
}

export type PartyEnd =
  | 'left'
  | 'removed'
  | 'declined'
  | 'no_answer'
  | 'busy'
  | 'unreachable'
  | 'refused';

/**
 * A party's life:
 *
 *   ringing ──accepts──▶ connecting ──in the room──▶ joined ──▶ gone
 *      │  (a member)        │ (a number begins here)     ▲
 *      └──declined, late────┴──busy, refused, late───────┘
 */
export interface Party {
  number: number;
  role: PartyRole;
  who: PartyAddress;
  askedBy: string;
  askedAt: string;
  status: 'ringing' | 'connecting' | 'joined' | 'gone';
  mode: SupervisionMode | null;
  /** How often the mode was changed. */
  modeChanges: number;
  /** Of a member who accepted. */
  sipUsername: string | null;
  deviceId: string | null;
  acceptedAt: string | null;
  joinedAt: string | null;
  goneAt: string | null;
  endReason: PartyEnd | null;
  /** It holds the call now, or did: the try of that agent. */
  promotedTo: number | null;
  /** By when it must have answered; null when it did or is gone. */
  deadlineAt: string | null;
}

/** What goes on besides two people talking. */
export interface RoomState {
  /** The call cannot be a bridged pair any more, from now on. */
  isNeeded: boolean;
  /** Telnyx's conference; null: not made yet. */
  conferenceId: string | null;
  holds: Hold[];
  /** The outside party's running hold. */
  hold: Hold | null;
  parkCount: number;
  parked: Parking | null;
  handoffCount: number;
  handoff: Handoff | null;
  parties: Party[];
  /** The call that the outside party went to. */
  mergedInto: { callId: string; at: string } | null;
  presses: { id: string; digits: string }[];
}
