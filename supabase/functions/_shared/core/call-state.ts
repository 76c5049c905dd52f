import type { AiReason, HangupCause, LegRole } from './call-events.ts';
import type { AiLanguage, AiMode } from './contracts/ai-profile.ts';
import type { AiCard } from './contracts/call-card.ts';
import type { RingPolicy } from './ring-policy.ts';
import type { RoomState } from './room-state.ts';

/**
 * The states of a call.
 *
 *   inbound    ringing ──accept──▶ connecting ──agent's leg up──▶ active ──▶ ended
 *                 ▲                    │ leg failed or late
 *                 └────────────────────┘
 *   outbound   connecting ──agent's leg up──▶ ringing ──far end answers──▶ active ──▶ ended
 *
 * An inbound call that the AI has is `connecting` until the assistant runs, then `active`; a person who
 * takes it over has it from their leg's answer on, and may give it back. An AI that fails leads back
 * to `ringing`.
 *
 * `ended` absorbs: nothing leads out of it. Every state but `ended` has a deadline; an active call only
 * while nothing tells that its parties were joined.
 */
export type CallStatus = 'ringing' | 'connecting' | 'active' | 'ended';
export type CallDirection = 'inbound' | 'outbound';

/** How an ended call went. `missed` is inbound and means: nobody answered. */
export type CallOutcome =
  | 'answered'
  | 'missed'
  | 'busy'
  | 'rejected'
  | 'no_answer'
  | 'cancelled'
  | 'failed';

/** Why, where the outcome alone does not say it. The screen turns these into sentences. */
export type OutcomeReason =
  | 'ring_timeout'
  | 'caller_hung_up'
  | 'agent_hung_up'
  | 'agent_unreachable'
  | 'number_not_found'
  | 'dial_refused'
  | 'network'
  /** The AI had the caller, and failed. */
  | 'ai_failed'
  /** The AI asked for a person, and nobody came. */
  | 'nobody_free'
  /** It rang, but nobody had a living browser and wanted calls. */
  | 'nobody_reachable'
  /** All whom it could reach were in a call, and none of them put it on hold for this one. */
  | 'everybody_busy'
  /** The caller heard the line's message: outside hours, or when nobody answered. */
  | 'closed_message'
  | 'unanswered_message'
  /** The mobile that it was forwarded to did not answer; one that may not be called is `dial_refused`. */
  | 'forward_unanswered'
  /** The agent gave the call to somebody outside and left. */
  | 'transferred'
  /** The caller was brought into another call. */
  | 'merged'
  /** Sent on or parked, and nobody took it in time. */
  | 'not_picked_up';

export interface LegState {
  callControlId: string;
  role: LegRole;
  attempt: number;
  initiatedAt: string | null;
  answeredAt: string | null;
  bridgedAt: string | null;
  /** Our command to join it was taken; Telnyx's own word for it is `bridgedAt`. */
  pairedAt: string | null;
  /** The last time that something we spoke was over. */
  speechEndedAt: string | null;
  endedAt: string | null;
  hangupCause: HangupCause | null;
  /** Of each conference that it was in: when it came last, and when it went last. */
  rooms: Record<string, { joinedAt: string | null; leftAt: string | null }>;
  /** How often our music began and ended for it: more begun than ended means that it plays. */
  holds: { began: number; ended: number };
}

/** One agent's hold on a call, from accept (or placing it) on. */
export interface Attempt {
  number: number;
  memberId: string;
  deviceId: string;
  sipUsername: string;
  startedAt: string;
  /** The agent's leg came up. */
  connectedAt: string | null;
  /** The attempt came to nothing; an inbound call rings on. */
  failedAt: string | null;
  /** The agent let go of the caller: to the AI, to somebody else, or their browser is gone. */
  releasedAt: string | null;
  /** They came as this party. */
  fromParty: number | null;
  /** See `call.claimed`. */
  keepsCaller: boolean;
  /** See `call.placed`. */
  timeLimitSecs?: number;
}

/** One stretch of the call with the AI. */
export interface AiSession {
  number: number;
  reason: AiReason;
  requestedAt: string;
  startedAt: string | null;
  conversationId: string | null;
  /** It could not be started. */
  failedAt: string | null;
  /** Nobody said that it does not run: it must be stopped before somebody else talks. */
  mayRun: boolean;
  /** Stopped by us, or ended by Telnyx. */
  endedAt: string | null;
  /** Telnyx's word for the end, where it was not ours. */
  endCause: string | null;
}

/** Somebody is to come to the caller whom the AI has. */
export interface PersonRequest {
  number: number;
  reason: string;
  urgent: boolean;
  requestedAt: string;
  deadlineAt: string;
  /** Nobody came in time. */
  gaveUpAt: string | null;
}

/** At whom it rings. */
export interface RingOffer {
  number: number;
  /** Of the line's steps, from 1; 0: none of them. */
  step: number;
  /** Null: everybody. */
  memberIds: string[] | null;
  beganAt: string;
  endsAt: string;
}

/** What the caller hears before we hang up. */
export interface LineMessage {
  text: string;
  language: AiLanguage;
  reason: 'closed_message' | 'unanswered_message' | 'forward_unanswered';
  beganAt: string;
  /** It was heard to its end, or could not be spoken. */
  endedAt: string | null;
}

/** The call's way to the owner's mobile. */
export interface Forward {
  /** E.164. */
  to: string;
  because: 'closed' | 'unanswered';
  wantedAt: string;
  /** The dial was found to be within the limits; null: not asked yet. */
  allowedAt: string | null;
  timeLimitSecs: number | null;
  answeredAt: string | null;
  /** Refused, busy, or nobody answered. */
  failedAt: string | null;
}

export interface CallState {
  direction: CallDirection;
  status: CallStatus;
  outcome: CallOutcome | null;
  outcomeReason: OutcomeReason | null;
  hangupCause: HangupCause | null;
  startedAt: string;
  answeredAt: string | null;
  endedAt: string | null;
  /** Talk time in whole seconds; 0 when nobody answered; null until the end. */
  durationSeconds: number | null;
  /** When something must have happened, whatever gets lost. Null when all is well or over. */
  deadlineAt: string | null;
  attempts: Attempt[];
  /** The attempt that holds the call now, or that handled it. */
  current: Attempt | null;
  declinedBy: string[];
  legs: LegState[];
  aiSessions: AiSession[];
  /** The line gives the call to the AI when its deadline passes. */
  routedToAi: AiReason | null;
  /** What the agent who last gave the caller to the AI wants it to know. */
  handBackNote: string | null;
  /** The AI's part as the screen shows it; null where it had none. */
  ai: AiCard | null;
  personRequest: PersonRequest | null;
  handledBy: 'person' | 'ai' | 'forward' | null;
  /** Somebody must call back, whatever the outcome says. */
  callBack: { reason: OutcomeReason; urgent: boolean } | null;
  /** An ended call whose caller still hears our excuse: hung up after this. */
  closingUntil: string | null;
  /** The running decision at whom it rings; null: none. */
  offer: RingOffer | null;
  /** How many such decisions there were. */
  offerCount: number;
  /** It has rung at somebody who could hear it. */
  wasOffered: boolean;
  /** Members in whose browsers it rings now; null: in everybody's, or nowhere. */
  offeredTo: string[] | null;
  /** Which of the line's steps rings now, from 1; 0: none of them. */
  ringStep: number;
  message: LineMessage | null;
  forward: Forward | null;
  /** E.164 of the mobile that was dialled. */
  forwardedTo: string | null;
  /** Hold, parking, hand-offs and further parties. */
  room: RoomState;
  /** Whose health check this call is. */
  testMemberId: string | null;
  isTest: boolean;
}

export interface CallPolicy {
  /** Inbound: how long agents ring before the call is missed. */
  ringTimeoutMs: number;
  /** How long an agent's own leg may take to come up. */
  connectTimeoutMs: number;
  /** Outbound: how long the far end rings. */
  dialTimeoutMs: number;
  /** What an inbound call rings again for, at least, after an attempt failed. */
  reofferMs: number;
  /** Null: no AI dispatcher answers for this business. */
  ai: AiPolicy | null;
  /** How the line rings; null: for everybody (and where nobody is rung: outbound, over). */
  ring: RingPolicy | null;
}

/** How the AI takes part in a line's calls. */
export interface AiPolicy {
  /** The number's switch. Off: only agents send calls to it. */
  enabled: boolean;
  mode: AiMode;
  overflowAfterMs: number;
  language: AiLanguage;
  /** The business is open; null where it was not asked: only a call that begins is routed by it. */
  isOpen: boolean | null;
  /** How long people ring when the AI asks for one. */
  personRingTimeoutMs: number;
}

export const DEFAULT_POLICY: CallPolicy = {
  ringTimeoutMs: 25_000,
  connectTimeoutMs: 12_000,
  dialTimeoutMs: 45_000,
  reofferMs: 15_000,
  ai: null,
  ring: null,
};
