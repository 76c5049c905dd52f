import type { AiLanguage } from './contracts/ai-profile.ts';
import type { RoomEvent } from './room-events.ts';

/**
 * The words in which a call's life is written down. Every fact about a call is one of these events;
 * a call's row is `foldCall(events)`. Events are facts in the past tense; commands (see `call-plan.ts`)
 * are what we then ask Telnyx to do.
 *
 * Facts from Telnyx can be duplicated, late, out of order or lost. Facts of our own (`call.*`,
 * `ring.*`, `connect.*`, `command.*`) are written in the same transaction as the decision they record:
 * they are never lost, but they too may be read in any order.
 */

/**
 * The party outside (a client or an unknown caller), the browser of who holds the call, the owner's
 * mobile, or anybody else who was brought in.
 */
export type LegRole = 'external' | 'agent' | 'forward' | 'party';

/** Telnyx's `hangup_cause` values, and `lost` where Telnyx no longer knows the leg. */
export type HangupCause =
  | 'call_rejected'
  | 'normal_clearing'
  | 'originator_cancel'
  | 'timeout'
  | 'time_limit'
  | 'user_busy'
  | 'not_found'
  | 'no_answer'
  | 'unspecified'
  | 'lost';

export interface LegRef {
  /** Telnyx's address of the leg. */
  callControlId: string;
  role: LegRole;
  /** Which try to connect an agent, or which party, from 1; 0 for the external leg and the mobile. */
  attempt: number;
}

interface EventBase {
  /** Unique: Telnyx's event id, or a deterministic id of ours. A second event of the same id is the same fact. */
  id: string;
  /** ISO 8601 UTC, as precise as the source tells it. */
  occurredAt: string;
}

export type LegEvent = EventBase & { leg: LegRef } & (
    | { type: 'leg.initiated' }
    /** The dial command was accepted: the leg exists, whatever webhooks get lost. */
    | { type: 'leg.dialled' }
    | { type: 'leg.answered' }
    | { type: 'leg.bridged' }
    /** What we spoke to it has been heard to its end. */
    | { type: 'leg.speech_ended' }
    /** Telnyx took our command to join it with another. */
    | { type: 'leg.paired' }
    /** It is in this conference. */
    | { type: 'leg.joined'; conferenceId: string }
    | { type: 'leg.left'; conferenceId: string }
    /** It hears our music, or no more: Telnyx took our command. */
    | { type: 'leg.held' }
    | { type: 'leg.unheld' }
    | { type: 'leg.ended'; cause: HangupCause; source: 'caller' | 'callee' | 'unknown' }
  ) & {
    /** When the leg began, as Telnyx repeats it in later events (`start_time`); null when it did not say. */
    legStartedAt: string | null;
  };

export type OwnEvent = EventBase &
  (
    | RoomEvent
    | {
        /** An agent asked for an outbound call; it passed every check. */
        type: 'call.placed';
        memberId: string;
        deviceId: string;
        sipUsername: string;
        from: string;
        to: string;
        /** What was reserved pays for so long; Telnyx ends the call then. */
        timeLimitSecs?: number;
      }
    | {
        /** An agent accepted an inbound call. Written only while nobody else held it. */
        type: 'call.claimed';
        attempt: number;
        memberId: string;
        deviceId: string;
        sipUsername: string;
        /**
         * We join the legs ourselves, so that the caller's stays when the agent's goes: the AI may
         * have them before or after. Absent: Telnyx joins them when the agent's leg answers.
         */
        keepsCaller?: boolean;
        /** They are on the line already, as this party. */
        fromParty?: number;
      }
    | { type: 'call.declined'; memberId: string }
    /** How the line is set: the AI takes the call when nobody did for this long. */
    | { type: 'call.routed'; aiAfterMs: number; reason: AiReason }
    /** The AI is to have the caller. */
    | {
        type: 'ai.requested';
        session: number;
        reason: AiReason;
        memberId: string | null;
        /** Handed back: the try of the agent who gives the caller away. */
        releasesAttempt: number | null;
        /** What the agent wants the AI to know. */
        note: string | null;
      }
    /** Telnyx started the assistant. */
    | { type: 'ai.started'; session: number; conversationId: string }
    /** Our stop took effect: the caller is free for a person. */
    | { type: 'ai.stopped'; session: number }
    /** Telnyx says that the conversation is over, whoever ended it. */
    | { type: 'ai.ended'; conversationId: string; cause: string }
    | { type: 'ai.start_timed_out'; session: number }
    /** The AI, or a rule of the owner's, wants a person on the line. */
    | {
        type: 'person.requested';
        request: number;
        reason: string;
        urgent: boolean;
        source: 'tool' | 'rule';
      }
    | { type: 'person.timed_out'; request: number }
    /** A health check's own call: it rings at this member only. */
    | { type: 'call.test_began'; memberId: string }
    /** At whom it rings from now on. */
    | {
        type: 'ring.step_began';
        /** Counts these decisions, from 1. */
        offer: number;
        /** How often the AI had had the caller. */
        turn: number;
        /** The AI's request for a person; null: the caller is ringing. */
        request: number | null;
        /** Of the line's steps, from 1; 0: none of them. */
        step: number;
        /** Null: everybody, since nobody can be reached and somebody may yet open the app. */
        memberIds: string[] | null;
        endsAt: string;
      }
    /** The caller is to hear this and be hung up. */
    | {
        type: 'message.began';
        text: string;
        language: AiLanguage;
        reason: 'closed_message' | 'unanswered_message' | 'forward_unanswered';
      }
    /** Nothing told that the message was heard. */
    | { type: 'message.timed_out' }
    /** The call is to go to the owner's mobile. */
    | { type: 'forward.wanted'; to: string; because: 'closed' | 'unanswered' }
    /** It is paid for, for so long. */
    | { type: 'forward.allowed'; timeLimitSecs: number }
    /** A limit stands against it. */
    | { type: 'forward.refused'; code: string }
    | { type: 'forward.timed_out' }
    | { type: 'call.hangup_requested'; memberId: string }
    /** Nobody accepted in time (inbound), or the far end never answered (outbound). */
    | {
        type: 'ring.timed_out';
        reason?: 'nobody_reachable' | 'forward_unanswered' | 'not_picked_up';
      }
    /** The agent's own leg did not come up in time. */
    | { type: 'connect.timed_out'; attempt: number }
    /** Telnyx refused a command for good. */
    | {
        type: 'command.failed';
        commandId: string;
        kind: CommandKind;
        attempt: number;
        code: string;
      }
  );

/** Why the AI has a call. */
export type AiReason =
  | 'always'
  | 'after_hours'
  | 'overflow'
  | 'sent_by_agent'
  | 'handed_back'
  | 'resumed';

export type CallEvent = LegEvent | OwnEvent;

export type CommandKind =
  | 'answer'
  | 'dial_agent'
  | 'dial_external'
  | 'dial_forward'
  | 'say'
  | 'hangup'
  | 'bridge'
  | 'play_ringback'
  | 'stop_ringback'
  | 'start_ai'
  | 'stop_ai'
  | 'tell_ai'
  | 'apologise'
  | 'start_transcription'
  | 'open_room'
  | 'join_room'
  | 'leave_room'
  | 'hold_leg'
  | 'unhold_leg'
  | 'dial_party'
  | 'switch_supervisor'
  | 'send_digits';
