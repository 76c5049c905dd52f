import type { HangupCause, LegRole } from './call-events.ts';

/**
 * The states of a call.
 *
 *   inbound    ringing ──accept──▶ connecting ──agent's leg up──▶ active ──▶ ended
 *                 ▲                    │ leg failed or late
 *                 └────────────────────┘
 *   outbound   connecting ──agent's leg up──▶ ringing ──far end answers──▶ active ──▶ ended
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
  | 'network';

export interface LegState {
  callControlId: string;
  role: LegRole;
  attempt: number;
  initiatedAt: string | null;
  answeredAt: string | null;
  bridgedAt: string | null;
  endedAt: string | null;
  hangupCause: HangupCause | null;
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
}

export const DEFAULT_POLICY: CallPolicy = {
  ringTimeoutMs: 25_000,
  connectTimeoutMs: 12_000,
  dialTimeoutMs: 45_000,
  reofferMs: 15_000,
};
