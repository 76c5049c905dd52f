import { connectDeadline } from './call-deadline.ts';
import type { CallEvent, HangupCause } from './call-events.ts';
import type { FoldInput, FoldResult } from './call-fold.ts';
import type { Attempt, LegState, OutcomeReason } from './call-state.ts';
import { legsOfAttempt } from './fold-attempts.ts';
import { wasAnswered } from './fold-legs.ts';
import { addMs, compareInstants, latest } from './instant.ts';
import { joinDeadline } from './legs-apart.ts';

/** One way a call can have ended; the earliest is the one that did it. */
export interface Ending {
  at: string;
  reason: OutcomeReason;
  cause: HangupCause;
}

/** Somebody called us: rings, is claimed, connects, talks, ends. */
export function foldInbound(input: FoldInput): FoldResult {
  const holder = holderOf(input.attempts);
  const ending = earliestEnding(inboundEndings(input, holder));
  const connectedAt = holder?.connectedAt ?? null;
  if (ending) return ended(ending, holder, neverJoined(input) ? null : connectedAt);
  const base = { outcome: null, outcomeReason: null, hangupCause: null, endedAt: null };
  if (holder && connectedAt) {
    return {
      ...base,
      status: 'active',
      answeredAt: connectedAt,
      deadlineAt: joinDeadline(holder, input.legs),
      current: holder,
    };
  }
  if (holder) {
    const legs = legsOfAttempt(input.legs, holder);
    const deadlineAt = connectDeadline(holder, legs, input.policy);
    return { ...base, status: 'connecting', answeredAt: null, deadlineAt, current: holder };
  }
  const deadlineAt = ringDeadline(input);
  return { ...base, status: 'ringing', answeredAt: null, deadlineAt, current: null };
}

/** Two parties who were on the line for longer than this did speak, even if nothing tells of a bridge. */
const DOUBT_MS = 12_000;

/**
 * The agent's leg was up, but the caller left before theirs was answered, or so soon after it that
 * they were never joined: they spoke with nobody, and must be called back [I12].
 */
function neverJoined({ legs }: FoldInput): boolean {
  if (legs.some((leg) => leg.bridgedAt !== null)) return false;
  const callers = legs.filter((leg) => leg.role === 'external');
  return callers.length > 0 && callers.every((leg) => leftAtOnce(leg, legs));
}

function leftAtOnce(caller: LegState, legs: readonly LegState[]): boolean {
  if (caller.endedAt === null) return false;
  if (!wasAnswered(caller)) return true;
  if (caller.answeredAt === null) return false;
  const agents = legs.filter((leg) => leg.role === 'agent').map((leg) => leg.answeredAt);
  const bothUpAt = latest(caller.answeredAt, ...agents) ?? caller.answeredAt;
  return compareInstants(caller.endedAt, addMs(bothUpAt, DOUBT_MS)) < 0;
}

/** The try that holds the call: the last one that has not failed. */
function holderOf(attempts: readonly Attempt[]): Attempt | null {
  const last = attempts.at(-1);
  return last && last.failedAt === null ? last : null;
}

function ringDeadline({ startedAt, policy, attempts }: FoldInput): string {
  const offeredAgainAt = latest(...attempts.map((attempt) => attempt.failedAt));
  const first = addMs(startedAt, policy.ringTimeoutMs);
  return offeredAgainAt ? (latest(first, addMs(offeredAgainAt, policy.reofferMs)) ?? first) : first;
}

function inboundEndings(input: FoldInput, holder: Attempt | null): Ending[] {
  const endings: Ending[] = [];
  for (const leg of input.legs) {
    if (leg.role !== 'external' || leg.endedAt === null) continue;
    const cause = leg.hangupCause ?? 'unspecified';
    const reason = cause === 'lost' ? 'network' : 'caller_hung_up';
    endings.push({ at: leg.endedAt, reason, cause });
  }
  if (holder?.connectedAt) {
    for (const leg of legsOfAttempt(input.legs, holder)) {
      if (leg.endedAt === null) continue;
      endings.push({
        at: leg.endedAt,
        reason: 'agent_hung_up',
        cause: leg.hangupCause ?? 'unspecified',
      });
    }
  }
  return [...endings, ...ownEndings(input.events)];
}

/** Endings that we decided ourselves. */
export function ownEndings(events: readonly CallEvent[]): Ending[] {
  return events.flatMap((event): Ending[] => {
    if (event.type === 'call.hangup_requested') {
      return [{ at: event.occurredAt, reason: 'agent_hung_up', cause: 'normal_clearing' }];
    }
    if (event.type === 'ring.timed_out') {
      return [{ at: event.occurredAt, reason: 'ring_timeout', cause: 'timeout' }];
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

function ended(ending: Ending, holder: Attempt | null, connectedAt: string | null): FoldResult {
  const talked = connectedAt !== null && compareInstants(connectedAt, ending.at) <= 0;
  return {
    status: 'ended',
    outcome: talked ? 'answered' : 'missed',
    outcomeReason: ending.reason,
    hangupCause: ending.cause,
    answeredAt: talked ? connectedAt : null,
    endedAt: ending.at,
    deadlineAt: null,
    current: talked ? holder : null,
  };
}
