import type { HangupCause } from '../core/call-events.ts';
import { wireNumber } from '../core/e164.ts';
import type { AiNews } from '../ports/call-repository.ts';
import type { TelnyxEvent, TelnyxFact } from '../ports/webhook.ts';

const CAUSES: ReadonlySet<string> = new Set<HangupCause>([
  'call_rejected',
  'normal_clearing',
  'originator_cancel',
  'timeout',
  'time_limit',
  'user_busy',
  'not_found',
  'no_answer',
  'unspecified',
]);

/**
 * Reads a Telnyx webhook (telnyx.md sections 3.1 and 3.4). Here Telnyx's words end. Fields are read
 * one by one, since all are optional in practice; an unknown event type is no error.
 *
 * @returns null when it is no event of Telnyx's form at all
 */
export function readTelnyxEvent(body: unknown): TelnyxEvent | null {
  const data = field(body, 'data');
  const id = text(data, 'id');
  const eventType = text(data, 'event_type');
  const occurredAt = text(data, 'occurred_at');
  if (!id || !eventType || !occurredAt || Number.isNaN(Date.parse(occurredAt))) return null;
  const payload = field(data, 'payload');
  const direction = text(payload, 'direction');
  return {
    id,
    eventType,
    occurredAt,
    fact: factOf(eventType, payload),
    conversationEnded: conversationEnd(eventType, payload),
    news: newsOf(eventType, payload),
    callControlId: text(payload, 'call_control_id'),
    callSessionId: text(payload, 'call_session_id'),
    direction: direction === 'incoming' || direction === 'outgoing' ? direction : null,
    from: wireNumber(text(payload, 'from')),
    to: wireNumber(text(payload, 'to')),
    clientState: text(payload, 'client_state'),
    legStartedAt: instant(text(payload, 'start_time')),
    payload: payload ?? null,
  };
}

function factOf(eventType: string, payload: unknown): TelnyxFact | null {
  switch (eventType) {
    case 'call.initiated':
      return { type: 'leg.initiated' };
    case 'call.answered':
      return { type: 'leg.answered' };
    case 'call.bridged':
      return { type: 'leg.bridged' };
    case 'call.speak.ended':
      return { type: 'leg.speech_ended' };
    case 'conference.participant.joined':
      return roomMove('leg.joined', payload);
    case 'conference.participant.left':
      return roomMove('leg.left', payload);
    case 'call.hangup':
      return { type: 'leg.ended', cause: causeOf(payload), source: sourceOf(payload) };
    default:
      return null;
  }
}

function roomMove(type: 'leg.joined' | 'leg.left', payload: unknown): TelnyxFact | null {
  const conferenceId = text(payload, 'conference_id');
  return conferenceId ? { type, conferenceId } : null;
}

function conversationEnd(eventType: string, payload: unknown): TelnyxEvent['conversationEnded'] {
  if (eventType !== 'call.conversation.ended') return null;
  const conversationId = text(payload, 'conversation_id');
  return conversationId ? { conversationId, cause: text(payload, 'reason') ?? 'unknown' } : null;
}

/** The events that carry words (telnyx.md sections 3.4 and 7.7). */
function newsOf(eventType: string, payload: unknown): AiNews | null {
  if (eventType === 'call.ai_gather.message_history_updated') {
    const items = field(payload, 'message_history');
    return Array.isArray(items) ? { kind: 'history', items } : null;
  }
  if (eventType === 'call.conversation_insights.generated') {
    const results = field(payload, 'results');
    return Array.isArray(results) ? { kind: 'insights', results } : null;
  }
  if (eventType !== 'call.transcription') return null;
  const data = field(payload, 'transcription_data');
  const transcript = text(data, 'transcript');
  if (!transcript || field(data, 'is_final') === false) return null;
  const speaker = text(data, 'transcription_track') === 'outbound' ? 'agent' : 'caller';
  return { kind: 'spoken', speaker, text: transcript };
}

function causeOf(payload: unknown): HangupCause {
  const cause = text(payload, 'hangup_cause') ?? '';
  return CAUSES.has(cause) ? (cause as HangupCause) : 'unspecified';
}

function sourceOf(payload: unknown): 'caller' | 'callee' | 'unknown' {
  const source = text(payload, 'hangup_source');
  return source === 'caller' || source === 'callee' ? source : 'unknown';
}

function instant(value: string | null): string | null {
  return value && !Number.isNaN(Date.parse(value)) ? value : null;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function text(value: unknown, name: string): string | null {
  const found = field(value, name);
  return typeof found === 'string' && found !== '' ? found : null;
}
