import type { CallEvent } from '../core/call-events.ts';
import type { CommandBody, PlannedCommand } from '../core/call-plan.ts';
import type { CallPolicy, CallState } from '../core/call-state.ts';
import type { AiLanguage, EscalationRule } from '../core/contracts/ai-profile.ts';

/** What identifies a call for good; written once. */
export interface CallIdentity {
  id: string;
  organizationId: string;
  direction: 'inbound' | 'outbound';
  /** E.164, or null for a withheld number. */
  fromNumber: string | null;
  toNumber: string;
  clientId: string | null;
  phoneNumberId: string;
  /** The Call Control application of our number; left out or null: the installation's. */
  connectionId?: string | null;
  callControlId: string | null;
  callSessionId: string | null;
}

/** A call as it is stored: its identity, its log, and the commands already issued. */
export interface StoredCall {
  identity: CallIdentity;
  version: number;
  policy: CallPolicy;
  events: CallEvent[];
  commands: StoredCommand[];
  /** The database's clock at loading, ISO 8601 UTC: deadlines use no other. */
  serverTime: string;
}

export type CommandStatus = 'pending' | 'done' | 'failed';

export interface StoredCommand {
  commandId: string;
  body: CommandBody;
  status: CommandStatus;
  tries: number;
  createdAt: string;
}

/** A number of ours, and whom its calls belong to. */
export interface OwnedNumber {
  id: string;
  organizationId: string;
  phoneNumber: string;
  /** Its Call Control application; left out or null: the installation's. */
  connectionId?: string | null;
  policy: CallPolicy;
}

/** What is known about a webhook event before it is applied. */
export interface EventContext {
  /** This event id was stored before. */
  seen: boolean;
  call: StoredCall | null;
  /** The number of ours that was called, when the event starts an inbound call. */
  number: OwnedNumber | null;
  clientId: string | null;
  serverTime: string;
}

export interface EventRecord {
  id: string;
  source: 'telnyx' | 'app';
  /** Telnyx's `event_type`, or our event's type. */
  type: string;
  occurredAt: string;
  /** The domain event, where it is one. */
  event: CallEvent | null;
  /** Telnyx's payload as it came. */
  payload: unknown;
  /** Null: applied. */
  ignoredReason: string | null;
}

export interface CommandUpdate {
  commandId: string;
  status: CommandStatus;
  /** A code of the closed set in `telephony.ts`; never free text. */
  errorCode: string | null;
}

export interface CallChange {
  identity: CallIdentity;
  /** 0 creates the call. */
  expectedVersion: number;
  state: CallState;
  events: EventRecord[];
  commands: PlannedCommand[];
  commandUpdates: CommandUpdate[];
  /** Refuse when this member holds an unfinished call (outbound dials, accepts). */
  requireFreeMemberId: string | null;
  audit: { action: string; memberId: string | null; detail: Record<string, unknown> }[];
}

export type CommitResult =
  | { ok: true; version: number; newCommands: StoredCommand[] }
  /** Somebody else wrote in between: load again and decide again. */
  | { ok: false; reason: 'conflict' }
  /** One of the events is stored already: nothing was written. */
  | { ok: false; reason: 'duplicate_event' }
  | { ok: false; reason: 'agent_busy' };

/** The business and the caller, as the assistant may know them. */
export interface AiStartContext {
  /** Telnyx's id of the assistant that answers in this language; null: there is none. */
  assistantId: string | null;
  language: AiLanguage;
  businessName: string;
  timeZone: string;
  assistantName: string;
  /** Null unless the network vouches for the caller's number. */
  callerFirstName: string | null;
  /** Weekday 0 is Sunday; times are the business's, `HH:MM`. */
  hours: { weekday: number; opensAt: string; closesAt: string }[];
  services: string[];
  history: { speaker: 'caller' | 'ai' | 'agent'; text: string }[];
  now: string;
}

/** What Telnyx tells of a conversation. */
export type AiEventRecord = {
  eventId: string;
  /** Telnyx's `event_type`. */
  eventType: string;
  occurredAt: string;
  callControlId: string;
} & AiNews;

export type AiNews =
  /** The whole conversation so far. */
  | { kind: 'history'; items: unknown[] }
  /** What people said to each other. */
  | { kind: 'spoken'; speaker: 'caller' | 'agent'; text: string }
  | { kind: 'insights'; results: unknown[] };

export interface StoredAiEvent {
  /** Null: of no call of ours. */
  callId: string | null;
  /** What the caller said that was not known before. */
  said: string[];
  /** The owner's rules for fetching a person. */
  rules: EscalationRule[];
}

/** The log, the projection and the outbox of calls. Every method is one round trip to the database. */
export interface CallRepository {
  loadForEvent(query: {
    eventId: string;
    callId: string | null;
    callControlId: string;
    fromNumber: string | null;
    toNumber: string | null;
  }): Promise<EventContext>;
  load(callId: string): Promise<StoredCall | null>;
  /** Writes events, row, legs, commands, tasks and audit in one transaction, and broadcasts the change. */
  commit(change: CallChange): Promise<CommitResult>;
  /** Stores an event that belongs to no call. Seen before: no effect. */
  storeLooseEvent(record: EventRecord): Promise<void>;
  /** Parks what could not be understood. Seen before: counts again. */
  parkDeadLetter(letter: {
    id: string;
    source: string;
    reason: string;
    body: string;
  }): Promise<void>;
  /** Calls that need a look: past their deadline, with commands pending, or quiet for long. */
  listDue(query: {
    limit: number;
    quietAfterMs: number;
    pendingAfterMs: number;
  }): Promise<string[]>;
  /** The unfinished calls that a member holds. */
  callsOf(memberId: string): Promise<string[]>;
  /** The applications that had calls lately, the latest first: legs may live on these. */
  connectionsInUse(limit: number): Promise<string[]>;
  /** What an assistant is told at its start; null: no such call. Notes what it is told. */
  aiStartContext(callId: string, session: number): Promise<AiStartContext | null>;
  /** Takes in what was said or found out, once per event. */
  storeAiEvent(event: AiEventRecord): Promise<StoredAiEvent>;
  /** Notes that a quiet call was looked at, so that it is not due again at once. */
  touch(callId: string): Promise<void>;
}
