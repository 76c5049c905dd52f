import type { HangupCause } from '../core/call-events.ts';
import type { AiNews } from './call-repository.ts';

export type VerifyResult =
  | { ok: true }
  | { ok: false; reason: 'missing_signature' | 'stale' | 'bad_signature' | 'not_configured' };

/** Checks that Telnyx sent these bytes, and lately. */
export type VerifyWebhook = (
  rawBody: Uint8Array,
  headers: { signature: string | null; timestamp: string | null },
  nowMs: number,
) => Promise<VerifyResult>;

/** The facts of a Telnyx call event, in our words. */
export type TelnyxFact =
  | { type: 'leg.initiated' | 'leg.answered' | 'leg.bridged' | 'leg.speech_ended' }
  | { type: 'leg.joined' | 'leg.left'; conferenceId: string }
  | { type: 'leg.ended'; cause: HangupCause; source: 'caller' | 'callee' | 'unknown' };

export interface TelnyxEvent {
  id: string;
  /** Telnyx's `event_type`. */
  eventType: string;
  occurredAt: string;
  /** Null for an event that tells nothing about a leg's life. */
  fact: TelnyxFact | null;
  /** The end of a conversation with an assistant; null for other events. */
  conversationEnded: { conversationId: string; cause: string } | null;
  /** What was said or found out; null for other events. */
  news: AiNews | null;
  callControlId: string | null;
  callSessionId: string | null;
  direction: 'incoming' | 'outgoing' | null;
  /** E.164, or null. */
  from: string | null;
  to: string | null;
  clientState: string | null;
  legStartedAt: string | null;
  payload: unknown;
}

/** Reads Telnyx's envelope. Null: not an event of Telnyx's form. */
export type ReadTelnyxEvent = (body: unknown) => TelnyxEvent | null;
