import type { CallEvent, HangupCause } from './call-events.ts';
import type { FoldInput, FoldResult } from './call-fold.ts';
import type { Attempt, LegState, OutcomeReason } from './call-state.ts';
import { aiCard, aiLeftCallerAt } from './fold-ai.ts';
import { isConnected } from './fold-attempts.ts';
import { wasAnswered } from './fold-legs.ts';
import { missedBecause } from './fold-missed.ts';
import { talkEndings } from './fold-talk.ts';
import { addMs, compareInstants, earliest, latest } from './instant.ts';

/** One way a call can have ended; the earliest is the one that did it. */
export interface Ending {
  at: string;
  reason: OutcomeReason;
  cause: HangupCause;
  /** We gave up: a caller who was answered hears so. */
  saysSorry?: boolean;
}

/** Since when the caller has talked with whom. */
export function talkedSince(
  { aiSessions, attempts }: FoldInput,
  isVoid: (attempt: Attempt) => boolean,
): { person: string | null; ai: string | null; first: string | null } {
  const person = earliest(
    ...attempts.filter((one) => !isVoid(one)).map((attempt) => attempt.connectedAt),
  );
  const ai = earliest(...aiSessions.map((session) => session.startedAt));
  return { person, ai, first: earliest(person, ai) };
}

export const neverTalked = (attempt: Attempt): boolean => attempt.failedAt !== null;

/** Two parties who were on the line for longer than this did speak, even if nothing tells of a bridge. */
const DOUBT_MS = 12_000;

/**
 * The agent's leg was up, but the caller left before theirs was answered, or so soon after it that
 * they were never joined: they spoke with nobody, and must be called back [I12].
 */
function neverJoined({ legs, attempts }: Pick<FoldInput, 'legs' | 'attempts'>): boolean {
  if (legs.some((leg) => leg.bridgedAt !== null || leg.pairedAt !== null)) return false;
  const callers = legs.filter((leg) => leg.role === 'external');
  if (callers.some((leg) => wasInRoomWithAnother(leg, legs))) return false;
  // Where it is for us to join them, a join that nothing tells of was none.
  const connected = attempts.filter((attempt) => attempt.connectedAt !== null);
  const isOurs = connected.length > 0 && connected.every(({ keepsCaller }) => keepsCaller);
  if (isOurs && callers.every((leg) => leg.endedAt !== null)) return true;
  return callers.length > 0 && callers.every((leg) => leftAtOnce(leg, legs));
}

/** A room may have had the caller alone, or the agent alone; it ends when it is empty. */
function wasInRoomWithAnother(caller: LegState, legs: readonly LegState[]): boolean {
  return Object.keys(caller.rooms).some((conferenceId) =>
    legs.some((leg) => leg !== caller && (leg.rooms[conferenceId]?.joinedAt ?? null) !== null),
  );
}

function leftAtOnce(caller: LegState, legs: readonly LegState[]): boolean {
  if (caller.endedAt === null) return false;
  if (!wasAnswered(caller)) return true;
  if (caller.answeredAt === null) return false;
  const agents = legs.filter((leg) => leg.role !== 'external').map((leg) => leg.answeredAt);
  const bothUpAt = latest(caller.answeredAt, ...agents) ?? caller.answeredAt;
  return compareInstants(caller.endedAt, addMs(bothUpAt, DOUBT_MS)) < 0;
}

export function inboundEndings(input: FoldInput, holder: Attempt | null): Ending[] {
  return [...talkEndings(input, holder), ...lineEndings(input), ...ownEndings(input.events)];
}

/** The line's message was heard, or the mobile that had the caller is gone. */
function lineEndings({ message, forward, legs }: FoldInput): Ending[] {
  const endings: Ending[] = [];
  if (message?.endedAt) {
    endings.push({ at: message.endedAt, reason: message.reason, cause: 'normal_clearing' });
  }
  for (const leg of forward?.answeredAt ? legs : []) {
    if (leg.role !== 'forward' || leg.endedAt === null) continue;
    const cause = leg.hangupCause ?? 'unspecified';
    endings.push({ at: leg.endedAt, reason: 'agent_hung_up', cause });
  }
  return endings;
}

/** Endings that we decided ourselves. */
export function ownEndings(events: readonly CallEvent[]): Ending[] {
  return events.flatMap((event): Ending[] => {
    if (event.type === 'call.hangup_requested') {
      return [{ at: event.occurredAt, reason: 'agent_hung_up', cause: 'normal_clearing' }];
    }
    if (event.type === 'ring.timed_out') {
      const reason = event.reason ?? 'ring_timeout';
      return [{ at: event.occurredAt, reason, cause: 'timeout', saysSorry: true }];
    }
    return [];
  });
}

export function earliestEnding(endings: readonly Ending[]): Ending | null {
  return endings.reduce<Ending | null>(
    (first, next) => (first === null || compareInstants(next.at, first.at) < 0 ? next : first),
    null,
  );
}

/** An answered caller who reached nobody hears why before we hang up. */
const CLOSING_MS = 7_000;

/** An excuse that was cut off by the last one ended about when that began. */
const OTHER_SPEECH_MS = 1_000;

/** The excuse is over when Telnyx says so; should it not, after its time. */
function closingUntil(endedAt: string, speechEndedAt: string | null): string {
  const latestAt = addMs(endedAt, CLOSING_MS);
  if (!speechEndedAt || compareInstants(speechEndedAt, addMs(endedAt, OTHER_SPEECH_MS)) < 0) {
    return latestAt;
  }
  return earliest(latestAt, speechEndedAt) ?? latestAt;
}

/** An inbound call that is over. */
export function endedInbound(input: FoldInput, ending: Ending, holder: Attempt | null): FoldResult {
  const { attempts, aiSessions, personRequest } = input;
  const isVoid = neverJoined(input) ? () => true : neverTalked;
  const talked = talkedSince(input, (attempt) => isVoid(attempt) || isAfter(attempt, ending.at));
  const caller = input.legs.find((leg) => leg.role === 'external');
  const aiFailed = aiLeftCallerAt(aiSessions, caller) !== null && !isConnected(holder);
  const byAi = talked.ai !== null && !aiFailed && compareInstants(talked.ai, ending.at) <= 0;
  const byForward = forwardTalkedAt(input, ending);
  const isAnswered = talked.person !== null || byAi || byForward !== null;
  const isUnserved = personRequest !== null && talked.person === null;
  const lastTalk = attempts.findLast((one) => one.connectedAt !== null && !isVoid(one)) ?? null;
  const callBack = callBackOf(input, isAnswered, isUnserved);
  const saysSorry = ending.saysSorry === true && (caller?.answeredAt ?? null) !== null;
  return {
    status: 'ended',
    outcome: isAnswered ? 'answered' : 'missed',
    outcomeReason: isAnswered
      ? (callBack?.reason ?? ending.reason)
      : missedBecause(input, ending.reason, aiFailed),
    hangupCause: ending.cause,
    answeredAt: isAnswered ? earliest(talked.first, byForward) : null,
    endedAt: ending.at,
    deadlineAt: null,
    current: talked.person === null ? null : lastTalk,
    handledBy:
      talked.person !== null ? 'person' : byForward !== null ? 'forward' : byAi ? 'ai' : null,
    ai: aiCard(aiSessions, input.policy, { hasPerson: false, isEnded: true, wants: null }),
    callBack,
    closingUntil: saysSorry ? closingUntil(ending.at, caller?.speechEndedAt ?? null) : null,
  };
}

/** Somebody must call back though they were spoken to: a person was wanted who never came. */
function callBackOf(
  { personRequest, room }: FoldInput,
  isAnswered: boolean,
  isUnserved: boolean,
): FoldResult['callBack'] {
  if (!isAnswered) return null;
  if (isUnserved && personRequest) return { reason: 'nobody_free', urgent: personRequest.urgent };
  // Sent on, parked, or the agent's browser died: they gave up waiting, or we did.
  return room.handoff || room.parked ? { reason: 'not_picked_up', urgent: false } : null;
}

/** Since when the caller talked with whoever has the mobile; null: they were never joined. */
function forwardTalkedAt(input: FoldInput, ending: Ending): string | null {
  const at = input.forward?.answeredAt ?? null;
  if (!at || compareInstants(at, ending.at) > 0) return null;
  return neverJoined(input) ? null : at;
}

function isAfter(attempt: Attempt, at: string): boolean {
  return attempt.connectedAt !== null && compareInstants(attempt.connectedAt, at) > 0;
}
