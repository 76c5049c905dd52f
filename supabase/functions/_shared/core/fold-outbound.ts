import { connectDeadline } from './call-deadline.ts';
import type { HangupCause } from './call-events.ts';
import type { FoldInput, FoldResult } from './call-fold.ts';
import type { Attempt, CallOutcome, LegState, OutcomeReason } from './call-state.ts';
import { holderOf, legsOfAttempt } from './fold-attempts.ts';
import { type Ending, earliestEnding, ownEndings } from './fold-ended-inbound.ts';
import { answeredAtOf } from './fold-legs.ts';
import { lostAgent, talkEndings, waitingProgress, withPartyDeadlines } from './fold-talk.ts';
import { addMs, compareInstants, earliest, latest } from './instant.ts';
import { joinDeadline } from './legs-apart.ts';

interface OutboundEnding extends Ending {
  /** What it means when the far end had not answered. */
  unanswered: CallOutcome;
}

/** We called somebody: the agent's own leg first, then the far end. */
export function foldOutbound(input: FoldInput): FoldResult {
  // After the far end answered, others may have it.
  const holder = holderOf(input.attempts);
  const attempt = input.attempts[0] ?? null;
  const far = input.legs.filter((leg) => leg.role === 'external');
  const own = attempt ? legsOfAttempt(input.legs, attempt) : [];
  // The agent's leg is only ever joined to the far end: that it was tells of a lost answer.
  const farAnsweredAt = earliest(...far.map(answeredAtOf), ...own.map((leg) => leg.bridgedAt));
  const ending = earliestEnding(
    outboundEndings(input, far, farAnsweredAt),
  ) as OutboundEnding | null;
  const noAi = { ai: null, callBack: null, closingUntil: null } as const;
  if (ending) return { ...noAi, ...ended(ending, farAnsweredAt, input), current: lastTalk(input) };
  const handledBy = farAnsweredAt ? ('person' as const) : null;
  const base = {
    ...noAi,
    handledBy,
    outcome: null,
    outcomeReason: null,
    hangupCause: null,
    endedAt: null,
  };
  if (farAnsweredAt) {
    const { status, deadlineAt } = talkProgress(input, holder);
    return {
      ...base,
      status,
      answeredAt: farAnsweredAt,
      deadlineAt: withPartyDeadlines(deadlineAt, input),
      current: holder,
    };
  }
  const connectedAt = attempt?.connectedAt;
  const deadlineAt = connectedAt
    ? farDeadline(connectedAt, far, input)
    : connectDeadline(attempt ?? input, own, input.policy);
  const status = connectedAt ? 'ringing' : 'connecting';
  return { ...base, status, answeredAt: null, deadlineAt, current: attempt };
}

/** The far end is on the line: who has them now. */
function talkProgress(
  input: FoldInput,
  holder: Attempt | null,
): Pick<FoldResult, 'status' | 'deadlineAt'> {
  if (holder && !holder.connectedAt) {
    const own = legsOfAttempt(input.legs, holder);
    return { status: 'connecting', deadlineAt: connectDeadline(holder, own, input.policy) };
  }
  const waiting = waitingProgress(input);
  if (waiting) return waiting;
  const deadlineAt = input.room.isNeeded ? null : joinDeadline(holder, input.legs);
  return { status: 'active', deadlineAt };
}

/** Who spoke to them last. */
function lastTalk({ attempts }: FoldInput): Attempt | null {
  return attempts.findLast((one) => one.connectedAt !== null) ?? attempts.at(-1) ?? null;
}

/** Telnyx ends the far leg itself at the dial's timeout; ours comes after it. */
const FAR_END_GRACE_MS = 5_000;

function farDeadline(connectedAt: string, far: readonly LegState[], { policy }: FoldInput): string {
  const dialledAt = latest(connectedAt, ...far.map((leg) => leg.initiatedAt)) ?? connectedAt;
  return addMs(dialledAt, policy.dialTimeoutMs + FAR_END_GRACE_MS);
}

function outboundEndings(
  input: FoldInput,
  far: readonly LegState[],
  farAnsweredAt: string | null,
): OutboundEnding[] {
  const endings: OutboundEnding[] = ownEndings(input.events).map((ending) => ({
    ...ending,
    unanswered: ending.reason === 'ring_timeout' ? 'no_answer' : 'cancelled',
  }));
  if (farAnsweredAt && input.room.isNeeded) {
    const talk = talkEndings(input, holderOf(input.attempts));
    return [...endings, ...talk.map((ending) => ({ ...ending, unanswered: 'failed' as const }))];
  }
  if (input.room.mergedInto) {
    const { at } = input.room.mergedInto;
    endings.push({ at, reason: 'merged', cause: 'normal_clearing', unanswered: 'failed' });
  }
  for (const leg of far) {
    if (leg.endedAt) endings.push(farEnding(leg.endedAt, leg.hangupCause ?? 'unspecified'));
  }
  return [...endings, ...agentEndings(input), ...refusals(input)];
}

function farEnding(at: string, cause: HangupCause): OutboundEnding {
  const ends: Partial<Record<HangupCause, { unanswered: CallOutcome; reason?: OutcomeReason }>> = {
    user_busy: { unanswered: 'busy' },
    call_rejected: { unanswered: 'rejected' },
    timeout: { unanswered: 'no_answer' },
    no_answer: { unanswered: 'no_answer' },
    originator_cancel: { unanswered: 'cancelled' },
    not_found: { unanswered: 'failed', reason: 'number_not_found' },
  };
  const end = ends[cause] ?? { unanswered: 'failed' as const, reason: 'network' as const };
  return { at, cause, unanswered: end.unanswered, reason: end.reason ?? 'caller_hung_up' };
}

/** The agent's own leg went, or never came. */
function agentEndings({ legs, attempts }: FoldInput): OutboundEnding[] {
  const attempt = attempts[0];
  // A browser that vanished from a call that goes on is rung again.
  if (!attempt || lostAgent({ legs, attempts })) return [];
  if (attempt.failedAt) {
    const at = attempt.failedAt;
    return [{ at, reason: 'agent_unreachable', cause: 'unspecified', unanswered: 'failed' }];
  }
  return legsOfAttempt(legs, attempt).flatMap((leg): OutboundEnding[] =>
    leg.endedAt && attempt.connectedAt
      ? [
          {
            at: leg.endedAt,
            reason: 'agent_hung_up',
            cause: leg.hangupCause ?? 'unspecified',
            unanswered: 'cancelled',
          },
        ]
      : [],
  );
}

function refusals({ events }: FoldInput): OutboundEnding[] {
  return events.flatMap((event): OutboundEnding[] =>
    event.type === 'command.failed' && event.kind === 'dial_external'
      ? [
          {
            at: event.occurredAt,
            reason: event.code === 'bad_destination' ? 'number_not_found' : 'dial_refused',
            cause: 'unspecified',
            unanswered: 'failed',
          },
        ]
      : [],
  );
}

function ended(
  ending: OutboundEnding,
  farAnsweredAt: string | null,
  { room }: FoldInput,
): Omit<FoldResult, 'current' | 'ai' | 'closingUntil'> {
  const talked = farAnsweredAt !== null && compareInstants(farAnsweredAt, ending.at) <= 0;
  const isWaiting = talked && (room.handoff !== null || room.parked !== null);
  return {
    status: 'ended',
    outcome: talked ? 'answered' : ending.unanswered,
    outcomeReason: isWaiting ? 'not_picked_up' : ending.reason,
    hangupCause: ending.cause,
    handledBy: talked ? 'person' : null,
    answeredAt: talked ? farAnsweredAt : null,
    endedAt: ending.at,
    deadlineAt: null,
    callBack: isWaiting ? { reason: 'not_picked_up', urgent: false } : null,
  };
}
