import type { CallEvent } from './call-events.ts';
import type { Forward, LegState, LineMessage } from './call-state.ts';
import { answeredAtOf } from './fold-legs.ts';
import { addMs, compareInstants, earliest, latest } from './instant.ts';

/** How long the mobile rings. */
export const FORWARD_RING_MS = 25_000;
/** Telnyx ends the mobile's leg itself at its ring time; ours comes after it. */
const FORWARD_GRACE_MS = 5_000;
/** The database answers whether a forward may be paid for in milliseconds; asked again by the sweeper. */
const RESERVE_MS = 8_000;
/** To answer the caller and begin to speak. */
const ANSWER_MS = 10_000;
/** A slow voice, for a text of one character. */
const SPEECH_MS_PER_CHARACTER = 90;
/** The end of something we said before is told about when this begins. */
const OTHER_SPEECH_MS = 1_000;

/** The message that the caller hears before we hang up; null: none. */
export function foldMessage(
  events: readonly CallEvent[],
  caller: LegState | undefined,
): LineMessage | null {
  const began = events.find((event) => event.type === 'message.began');
  if (began?.type !== 'message.began') return null;
  const { text, language, reason, occurredAt: beganAt } = began;
  const gaveUpAt = earliest(
    ...events.map((event) => (isMessageOver(event) ? event.occurredAt : null)),
  );
  return {
    text,
    language,
    reason,
    beganAt,
    endedAt: earliest(gaveUpAt, heardAt(beganAt, caller, events)),
  };
}

/** It could not be spoken, or took too long. */
function isMessageOver(event: CallEvent): boolean {
  return (
    event.type === 'message.timed_out' || (event.type === 'command.failed' && event.kind === 'say')
  );
}

function heardAt(
  beganAt: string,
  caller: LegState | undefined,
  events: readonly CallEvent[],
): string | null {
  const at = caller?.speechEndedAt ?? null;
  const hadOtherSpeech = events.some((event) => event.type === 'ai.requested');
  const since = hadOtherSpeech ? addMs(beganAt, OTHER_SPEECH_MS) : beganAt;
  return at && compareInstants(at, since) > 0 ? at : null;
}

/** By when the message must have been heard. */
export function messageDeadline(message: LineMessage, caller: LegState | undefined): string {
  const since = latest(message.beganAt, caller?.answeredAt) ?? message.beganAt;
  return addMs(since, ANSWER_MS + message.text.length * SPEECH_MS_PER_CHARACTER);
}

/** The call's way to the owner's mobile; null: it is not forwarded. */
export function foldForward(
  events: readonly CallEvent[],
  legs: readonly LegState[],
): Forward | null {
  const wanted = events.find((event) => event.type === 'forward.wanted');
  if (wanted?.type !== 'forward.wanted') return null;
  const allowed = events.find((event) => event.type === 'forward.allowed');
  const own = legs.filter((leg) => leg.role === 'forward');
  const answeredAt = earliest(...own.map(answeredAtOf));
  const gaveUpAt = earliest(
    ...events.map((event) => (isForwardOver(event) ? event.occurredAt : null)),
  );
  const endedAt = own.length > 0 && own.every((leg) => leg.endedAt !== null);
  const unansweredAt = endedAt && !answeredAt ? earliest(...own.map((leg) => leg.endedAt)) : null;
  // One that we gave up stays given up: its leg is being hung up.
  const failedAt = gaveUpAt ?? unansweredAt;
  return {
    to: wanted.to,
    because: wanted.because,
    wantedAt: wanted.occurredAt,
    allowedAt: allowed?.occurredAt ?? null,
    timeLimitSecs: allowed?.type === 'forward.allowed' ? allowed.timeLimitSecs : null,
    answeredAt: failedAt ? null : answeredAt,
    failedAt,
  };
}

/** Also whatever we went on to: a late answer must not take the caller back. */
const ENDS_FORWARD: ReadonlySet<CallEvent['type']> = new Set([
  'forward.refused',
  'forward.timed_out',
  'message.began',
  'ring.timed_out',
]);

function isForwardOver(event: CallEvent): boolean {
  if (event.type === 'command.failed') return event.kind === 'dial_forward';
  return ENDS_FORWARD.has(event.type);
}

/** The mobile rings, or is about to. */
export function isForwarding(forward: Forward | null): forward is Forward {
  return forward !== null && forward.failedAt === null;
}

/** By when the mobile must have answered, or the dial have been allowed. */
export function forwardDeadline(forward: Forward, legs: readonly LegState[]): string | null {
  if (forward.answeredAt) return null;
  if (!forward.allowedAt) return addMs(forward.wantedAt, RESERVE_MS);
  const dialledAt = legs.filter((leg) => leg.role === 'forward').map((leg) => leg.initiatedAt);
  const since = latest(forward.allowedAt, ...dialledAt) ?? forward.allowedAt;
  return addMs(since, FORWARD_RING_MS + FORWARD_GRACE_MS);
}
