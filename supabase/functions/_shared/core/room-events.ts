/**
 * The words for what happens in a call besides two people talking (docs/adr/0019). All are facts of
 * our own, written in the transaction of the decision that they record; their numbers count from 1 and
 * make their order irrelevant.
 */

/** Whom a party is reached at. */
export type PartyAddress =
  /** A colleague: asked by a popup, dialled when they accept. */
  | { kind: 'member'; memberId: string }
  /** A number: dialled at once. What was reserved pays for so long. */
  | { kind: 'outside'; to: string; clientId: string | null; timeLimitSecs: number }
  /** The outside party of another call, brought into this one. */
  | {
      kind: 'call';
      callId: string;
      callControlId: string;
      phoneNumber: string | null;
      clientId: string | null;
    };

export type PartyRole = 'consult' | 'guest' | 'transfer' | 'supervisor';
export type SupervisionMode = 'monitor' | 'whisper' | 'barge';

/** Why an agent's browser has no part in the call any more though the call goes on. */
export type LeaveReason = 'parked' | 'transferred' | 'moved' | 'left';

export type HandoffKind = 'transfer' | 'returned' | 'parked' | 'lost';

/** Whom a call was sent to, to be said on screen. */
export type HandoffTarget =
  | { memberId: string }
  | { number: string; clientId: string | null }
  | null;

export type RoomEvent =
  /** Telnyx made the conference. */
  | { type: 'room.opened'; conferenceId: string }
  /** Music for the outside party, or for a party. */
  | { type: 'hold.began'; hold: number; party: number | null; memberId: string | null }
  | { type: 'hold.ended'; hold: number; memberId: string | null }
  | { type: 'agent.left'; attempt: number; memberId: string; why: LeaveReason }
  | { type: 'call.parked'; park: number; slot: number; memberId: string; returnsAt: string }
  /** The caller waits for somebody to take the call on. */
  | {
      type: 'handoff.began';
      handoff: number;
      kind: HandoffKind;
      /** Who sent it, parked it or lost it. */
      memberId: string | null;
      to: HandoffTarget;
      /** The outside party that is being dialled; null: members are rung. */
      party: number | null;
      /** At whom it rings; null: at everybody. */
      memberIds: string[] | null;
      /** The try of an agent whose browser is gone. */
      releasesAttempt: number | null;
      endsAt: string;
    }
  | {
      type: 'party.asked';
      party: number;
      /** Who asked. */
      memberId: string;
      role: PartyRole;
      who: PartyAddress;
      mode: SupervisionMode | null;
    }
  | {
      type: 'party.accepted';
      party: number;
      memberId: string;
      deviceId: string;
      sipUsername: string;
    }
  | { type: 'party.declined'; party: number; memberId: string }
  | { type: 'party.removed'; party: number; memberId: string }
  /** It rang in vain, or its leg did not come up. */
  | { type: 'party.timed_out'; party: number }
  | { type: 'party.mode_changed'; party: number; change: number; mode: SupervisionMode }
  /** The outside party goes on in another call. */
  | { type: 'call.merged'; into: string; memberId: string }
  /** Keys that the agent pressed, for the far end. */
  | { type: 'digits.pressed'; digits: string; memberId: string };
