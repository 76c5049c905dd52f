import { initials } from '@/lib/initials.ts';
import type { CallStory, StoryEvent } from '@core/contracts/call-story.ts';
import type { TranscriptSegment } from '@core/contracts/transcript.ts';
import { maskNumber } from '@core/e164.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/;
/** A word of a closed set of ours or Telnyx's: `normal_clearing`, `90018`. */
const CODE = /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/;
const NUMBER_LIKE = /\d{7,}/;

/** Fields of events that hold a word of a closed set. Others' texts stay here: people may have written them. */
const CODE_FIELDS = [
  'role',
  'cause',
  'source',
  'mode',
  'why',
  'because',
  'kind',
  'code',
  'language',
];
/** Of `reason` only these events' is a word of ours; of others it is what somebody said. */
const CODE_REASONS = new Set(['ai.requested', 'message.began', 'ring.timed_out', 'call.routed']);
/** Ids that are no UUIDs: Telnyx's. */
const ID_FIELDS = ['callControlId', 'conferenceId', 'conversationId', 'commandId'];

/**
 * A call for whoever helps to find a fault, with ids, times and codes, and nothing personal: numbers keep
 * their country and last four digits, names become initials, and what people said or wrote is left
 * out. It takes what it knows to be harmless; what is new is not in it until somebody adds it here.
 */
export function supportBundle(
  story: CallStory,
  segments: readonly TranscriptSegment[],
  madeAt: string,
): string {
  const { call } = story;
  const bundle = {
    format: 'switchboard-call-1',
    madeAt,
    masked: 'numbers, names, what was said, notes, summaries',
    call: maskedCall(call),
    people: story.people.map(({ id, name }) => ({ id, initials: initials(name) })),
    events: story.events.map(maskedEvent),
    eventsAreComplete: story.next === null,
    commands: story.commands.map((command) => ({
      ...command,
      kind: codeOr(command.kind),
      errorCode: codeOr(command.errorCode),
    })),
    legs: story.legs.map((leg) => ({ ...leg, hangupCause: codeOr(leg.hangupCause) })),
    transcript: segments.map(maskedSegment),
    quality: story.quality,
    hasRecording: story.recording !== null,
  };
  return JSON.stringify(bundle, null, 2);
}

function maskedCall(call: CallStory['call']) {
  const person = (one: { id: string; name: string } | null) =>
    one && { id: one.id, initials: initials(one.name) };
  return {
    id: call.id,
    organizationId: call.organizationId,
    callSessionId: call.callSessionId,
    version: call.version,
    direction: call.direction,
    status: call.status,
    outcome: call.outcome,
    outcomeReason: call.outcomeReason,
    hangupCause: codeOr(call.hangupCause),
    handledBy: call.handledBy,
    from: maskNumber(call.fromNumber),
    to: maskNumber(call.toNumber),
    line: { id: call.line.id, number: maskNumber(call.line.phoneNumber) },
    client: person(call.client),
    agent: person(call.agent),
    startedAt: call.startedAt,
    answeredAt: call.answeredAt,
    endedAt: call.endedAt,
    waitSeconds: call.waitSeconds,
    durationSeconds: call.durationSeconds,
    ai: call.ai && { status: call.ai.status, reason: call.ai.reason, language: call.ai.language },
    aiOutcome: codeOr(call.aiOutcome),
    isTest: call.isTest,
    cost: call.cost,
    has: {
      notes: call.notes !== null && call.notes !== '',
      summary: call.summary !== null,
      tags: call.tags.length,
      visit: call.visit?.id ?? null,
      tasks: call.tasks.map(({ id, kind, dueAt, doneAt }) => ({
        id,
        kind: codeOr(kind),
        dueAt,
        doneAt,
      })),
    },
  };
}

function maskedEvent(event: StoryEvent) {
  const { fields, ...rest } = event;
  return {
    ...rest,
    ignoredReason: codeOr(rest.ignoredReason),
    fields: maskedFields(fields, CODE_REASONS.has(event.type)),
  };
}

function maskedFields(fields: Record<string, unknown>, hasCodeReason: boolean) {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, maskedValue(name, value, hasCodeReason)]),
  );
}

function maskedValue(name: string, value: unknown, hasCodeReason: boolean): unknown {
  if (Array.isArray(value)) return value.map((one) => maskedValue(name, one, hasCodeReason));
  if (typeof value === 'object' && value !== null) {
    return maskedFields(value as Record<string, unknown>, hasCodeReason);
  }
  // A number as a number may be somebody's telephone, or a card.
  if (typeof value === 'number') return NUMBER_LIKE.test(String(value)) ? 'removed' : value;
  if (typeof value !== 'string') return value;
  if (UUID.test(value) || INSTANT.test(value)) return value;
  if (ID_FIELDS.includes(name)) return value;
  if (CODE_FIELDS.includes(name) || (name === 'reason' && hasCodeReason)) return codeOr(value);
  return /^\+\d{7,15}$/.test(value) ? maskNumber(value) : removed(value);
}

function maskedSegment({ id, at, position, speaker, language, text, tool }: TranscriptSegment) {
  return {
    id,
    at,
    position,
    speaker,
    language,
    characters: text.length,
    tool: tool && {
      name: codeOr(tool.name),
      ok: tool.ok,
      reason: codeOr(tool.reason),
      durationMs: tool.durationMs,
      asked: Object.keys(tool.arguments).filter((name) => CODE.test(name.toLowerCase())),
      got: Object.keys(tool.result).filter((name) => CODE.test(name.toLowerCase())),
    },
  };
}

/** A word of a closed set as it is; anything else goes. */
function codeOr(value: string | null): string | null {
  if (value === null) return null;
  return CODE.test(value) && value.length <= 60 && !NUMBER_LIKE.test(value)
    ? value
    : removed(value);
}

function removed(text: string): string {
  return `removed, ${text.length} characters`;
}
