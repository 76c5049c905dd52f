import type { AiSession } from '../ai/session.ts';
import type { Clock, Timer } from '../clock.ts';
import { newCallControlId, newUuid } from '../ids.ts';
import type { Heard } from '../media/media-engine.ts';
import type { WebhookRoute } from '../webhooks/webhook-route.ts';
import type { AudioItem } from './audio-queue.ts';
import type { Member } from './conference.ts';
import type { Gather } from './gather.ts';
import type { Supervision } from './supervision.ts';
import type { Transcription } from './transcription.ts';

export type HangupCause =
  | 'call_rejected'
  | 'normal_clearing'
  | 'originator_cancel'
  | 'timeout'
  | 'time_limit'
  | 'user_busy'
  | 'not_found'
  | 'no_answer'
  | 'unspecified';

export interface Ending {
  cause: HangupCause;
  source: 'caller' | 'callee' | 'unknown';
  /** A SIP status as text, or "unspecified". */
  sipCause: string;
}

/** What a person has said and heard as text, and what to do once connected. */
export interface PersonRecord {
  spoken: string[];
  transcript: string[];
  script: ScriptItem[] | null;
  toneHz: number | null;
  /** Settles when the person has said all that it was made to say. */
  utterances: Promise<void>;
  /** What the ear measured, read for the last time when the call ended. */
  heardAtEnd: Heard | null;
}

export type ScriptItem =
  | { say: string; voice?: string }
  | { wait_ms: number }
  | { dtmf: string }
  | { tone_hz: number; duration_ms: number }
  | { hangup: true }
  | { await_ai: true; timeout_ms?: number };

export type LegParty =
  | { kind: 'person'; record: PersonRecord }
  | { kind: 'browser'; sipUsername: string };

export interface CustomHeader {
  name: string;
  value: string;
}

/** One leg: the connection between Telnyx and one party. */
export interface Leg {
  /** `call_leg_id`, and the name of the leg for media and signalling. */
  readonly id: string;
  readonly callControlId: string;
  readonly sessionId: string;
  readonly connectionId: string;
  /** Who made it: an outside caller, our REST dial or transfer, or a browser's `newCall`. */
  readonly origin: 'outside' | 'app' | 'browser';
  readonly party: LegParty;
  readonly from: string;
  readonly to: string;
  readonly callerIdName: string;
  readonly attestation: string | null;
  readonly customHeaders: CustomHeader[];
  readonly startedAtMs: number;
  state: 'ringing' | 'answered' | 'ended';
  answeredAtMs: number | null;
  endedAtMs: number | null;
  ending: Ending | null;
  clientState: string | null;
  route: WebhookRoute | null;
  partner: Leg | null;
  /** How it is in a conference. Never together with a partner. */
  member: Member | null;
  /** Whom it listens in on, and who listens in on it. */
  supervises: Supervision | null;
  readonly supervisors: Set<Leg>;
  /** Stays, parked, when its partner leaves. */
  parkAfterUnbridge: boolean;
  timeLimitMs: number;
  /** What it was dialled through; null: not a call of ours to a number. */
  readonly voiceProfileId: string | null;
  /** Costs nothing and counts for no limit: Telnyx's own test number. */
  readonly isFree: boolean;
  /** A command was sent to it (an application may insist on a first one in time). */
  wasCommanded: boolean;
  readonly timers: Set<Timer>;
  readonly whenAnswered: (() => void)[];
  readonly whenEnded: (() => void)[];
  readonly audio: { current: AudioItem | null; waiting: AudioItem[] };
  gather: Gather | null;
  /** The assistant that talks with the party. */
  ai: AiSession | null;
  /** Run once when an assistant has nothing to say and waits for the party. */
  readonly whenAiWaits: (() => void)[];
  transcription: Transcription | null;
}

export interface NewLeg {
  origin: Leg['origin'];
  party: LegParty;
  connectionId: string;
  sessionId?: string;
  from: string;
  to: string;
  callerIdName?: string;
  attestation?: string | null;
  customHeaders?: CustomHeader[];
  clientState?: string | null;
  route: WebhookRoute | null;
  parkAfterUnbridge?: boolean;
  timeLimitMs?: number;
  voiceProfileId?: string | null;
  isFree?: boolean;
}

/** Telnyx's default and greatest call length: 4 hours. */
export const DEFAULT_TIME_LIMIT_MS = 14_400_000;

export function createLeg(clock: Clock, leg: NewLeg): Leg {
  return {
    id: newUuid(),
    callControlId: newCallControlId(),
    sessionId: leg.sessionId ?? newUuid(),
    connectionId: leg.connectionId,
    origin: leg.origin,
    party: leg.party,
    from: leg.from,
    to: leg.to,
    callerIdName: leg.callerIdName ?? '',
    attestation: leg.attestation ?? null,
    customHeaders: leg.customHeaders ?? [],
    startedAtMs: clock.now(),
    state: 'ringing',
    answeredAtMs: null,
    endedAtMs: null,
    ending: null,
    clientState: leg.clientState ?? null,
    route: leg.route,
    partner: null,
    member: null,
    supervises: null,
    supervisors: new Set(),
    parkAfterUnbridge: leg.parkAfterUnbridge ?? false,
    timeLimitMs: leg.timeLimitMs ?? DEFAULT_TIME_LIMIT_MS,
    voiceProfileId: leg.voiceProfileId ?? null,
    isFree: leg.isFree ?? false,
    wasCommanded: false,
    timers: new Set(),
    whenAnswered: [],
    whenEnded: [],
    audio: { current: null, waiting: [] },
    gather: null,
    ai: null,
    whenAiWaits: [],
    transcription: null,
  };
}

/** A timer that dies with the leg. */
export function setLegTimer(clock: Clock, leg: Leg, delayMs: number, run: () => void): Timer {
  const timer = clock.setTimeout(() => {
    leg.timers.delete(timer);
    if (leg.state !== 'ended') run();
  }, delayMs);
  leg.timers.add(timer);
  return {
    cancel() {
      timer.cancel();
      leg.timers.delete(timer);
    },
  };
}

/** Stops a leg without a word: the simulator is going down. */
export function silenceLeg(leg: Leg): void {
  for (const timer of leg.timers) timer.cancel();
  leg.timers.clear();
  leg.ai?.silence();
  leg.state = 'ended';
}

/** The other end's address as a person would name it: a number or a SIP address. */
export function partyAddress(leg: Leg): string {
  if (leg.party.kind === 'browser') return `sip:${leg.party.sipUsername}@sip.telnyx.com`;
  return leg.origin === 'outside' ? leg.from : leg.to;
}

export function newPersonRecord(script: ScriptItem[] | null, toneHz: number | null): PersonRecord {
  return {
    spoken: [],
    transcript: [],
    script,
    toneHz,
    utterances: Promise.resolve(),
    heardAtEnd: null,
  };
}
