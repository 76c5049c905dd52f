import type { CallEvent } from './call-events.ts';
import type { CallDirection, CallPolicy, CallState } from './call-state.ts';
import { foldAiSessions, foldPersonRequest } from './fold-ai.ts';
import { foldAttempts } from './fold-attempts.ts';
import { foldInbound } from './fold-inbound.ts';
import { foldLegs } from './fold-legs.ts';
import { foldForward, foldMessage } from './fold-line-outcome.ts';
import { foldOutbound } from './fold-outbound.ts';
import { foldRing, offeredMembers } from './fold-ring.ts';
import { foldRoom } from './fold-room.ts';
import { compareInstants, earliest, latest, secondsBetween } from './instant.ts';

/** What both directions share before they part. */
export interface FoldInput {
  events: readonly CallEvent[];
  policy: CallPolicy;
  startedAt: string;
  legs: CallState['legs'];
  attempts: CallState['attempts'];
  aiSessions: CallState['aiSessions'];
  personRequest: CallState['personRequest'];
  /** At whom the caller rings. */
  offer: CallState['offer'];
  message: CallState['message'];
  forward: CallState['forward'];
  /** Hold, parking, hand-offs, parties. */
  room: CallState['room'];
}

/** What a direction decides. */
export type FoldResult = Pick<
  CallState,
  | 'status'
  | 'outcome'
  | 'outcomeReason'
  | 'hangupCause'
  | 'answeredAt'
  | 'endedAt'
  | 'deadlineAt'
  | 'current'
  | 'ai'
  | 'handledBy'
  | 'callBack'
  | 'closingUntil'
>;

/**
 * A call's state as a function of its log.
 *
 * Works on the set of facts, not on their order: duplicates (same id) count once, every time is the
 * earliest of its kind, and an end once reached has no way back. So any order of the same events gives
 * the same state [I5], and a lost event is made up for by a later one that implies it.
 *
 * @throws RangeError when there is no event: a call without facts does not exist.
 */
export function foldCall(
  direction: CallDirection,
  policy: CallPolicy,
  log: readonly CallEvent[],
): CallState {
  const events = distinct(log);
  const legs = foldLegs(events);
  const startedAt = startOf(events, legs);
  if (startedAt === null) throw new RangeError('A call needs at least one event');
  const attempts = foldAttempts(events, legs);
  const aiSessions = foldAiSessions(events);
  const personRequest = foldPersonRequest(events, attempts, policy);
  const input: FoldInput = {
    events,
    policy,
    startedAt,
    legs,
    attempts,
    aiSessions,
    personRequest,
    offer: foldRing(events, { turn: aiSessions.length, request: null }).offer,
    message: foldMessage(
      events,
      legs.find((leg) => leg.role === 'external'),
    ),
    forward: foldForward(events, legs),
    room: foldRoom(events, legs, attempts, policy),
  };
  const result = direction === 'inbound' ? foldInbound(input) : foldOutbound(input);
  const declined = declinedBy(events, personRequest, input.room);
  const { message, forward, room } = input;
  const test = events.find((event) => event.type === 'call.test_began');
  return {
    direction,
    startedAt,
    legs,
    attempts,
    aiSessions,
    personRequest,
    message,
    forward,
    room,
    forwardedTo: forward?.allowedAt ? forward.to : null,
    testMemberId: test?.type === 'call.test_began' ? test.memberId : null,
    isTest: test !== undefined,
    ...ringNow(input, result, declined),
    routedToAi: routedToAi(events),
    handBackNote: handBackNote(events),
    declinedBy: declined,
    durationSeconds: talkSeconds(result),
    ...result,
  };
}

/** At whom it rings in this state. */
function ringNow(
  { events, aiSessions, personRequest, room }: FoldInput,
  { status, ai }: FoldResult,
  declined: readonly string[],
): Pick<CallState, 'offer' | 'offerCount' | 'wasOffered' | 'offeredTo' | 'ringStep'> {
  const isAsking = status === 'active' && (ai?.wants ?? null) !== null;
  const request = isAsking ? (personRequest?.number ?? null) : null;
  const ring = foldRing(events, { turn: aiSessions.length, request });
  const rings = status === 'ringing' || isAsking;
  if (status === 'ringing' && room.handoff) {
    const { memberIds } = room.handoff;
    const left = memberIds?.filter((memberId) => !declined.includes(memberId)) ?? null;
    return { ...ring, offer: null, offeredTo: left, ringStep: 0 };
  }
  return {
    ...ring,
    offeredTo: rings ? offeredMembers(ring.offer, declined) : null,
    ringStep: rings ? (ring.offer?.step ?? 0) : 0,
  };
}

function distinct(log: readonly CallEvent[]): CallEvent[] {
  const byId = new Map<string, CallEvent>();
  for (const event of log) if (!byId.has(event.id)) byId.set(event.id, event);
  return [...byId.values()].sort(
    (a, b) => compareInstants(a.occurredAt, b.occurredAt) || (a.id < b.id ? -1 : 1),
  );
}

function startOf(events: readonly CallEvent[], legs: CallState['legs']): string | null {
  const placed = events.find((event) => event.type === 'call.placed');
  if (placed) return placed.occurredAt;
  const outside = legs.filter((leg) => leg.role === 'external').map((leg) => leg.initiatedAt);
  return earliest(...outside) ?? events[0]?.occurredAt ?? null;
}

function routedToAi(events: readonly CallEvent[]): CallState['routedToAi'] {
  if (events.some((event) => event.type === 'ai.requested')) return null;
  const routed = events.find((event) => event.type === 'call.routed');
  return routed?.type === 'call.routed' ? routed.reason : null;
}

function handBackNote(events: readonly CallEvent[]): string | null {
  const last = events.findLast((event) => event.type === 'ai.requested');
  return last?.type === 'ai.requested' ? last.note : null;
}

/** Who silenced the ring for themselves; who is asked anew has not. */
function declinedBy(
  events: readonly CallEvent[],
  request: CallState['personRequest'],
  { handoff }: CallState['room'],
): string[] {
  const since = latest(request?.requestedAt, handoff?.since);
  const members = events.flatMap((event) => {
    if (event.type !== 'call.declined') return [];
    const isOld = since !== null && compareInstants(event.occurredAt, since) < 0;
    return isOld ? [] : [event.memberId];
  });
  return [...new Set(members)].sort();
}

function talkSeconds(result: FoldResult): number | null {
  if (result.endedAt === null) return null;
  if (result.answeredAt === null) return 0;
  return secondsBetween(result.answeredAt, result.endedAt);
}
