import type { HangupCause } from '../core/call-events.ts';
import { wireNumber } from '../core/e164.ts';
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
    case 'call.hangup':
      return { type: 'leg.ended', cause: causeOf(payload), source: sourceOf(payload) };
    default:
      return null;
  }
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
