import type { CallEvent } from './call-events.ts';
import type { Attempt, LegState } from './call-state.ts';
import { answeredAtOf } from './fold-legs.ts';
import { compareInstants, earliest } from './instant.ts';

/**
 * The tries to connect an agent. A try that we gave up (timed out, refused by Telnyx) stays given up,
 * even when a late event says that its leg answered: its leg is being hung up.
 */
export function foldAttempts(events: readonly CallEvent[], legs: readonly LegState[]): Attempt[] {
  const attempts = new Map<number, Attempt>();
  const givenUpAt = new Map<number, string>();
  const releasedAt = new Map<number, string>();
  for (const event of events) {
    if (event.type === 'call.claimed' || event.type === 'call.placed') {
      const number = event.type === 'call.claimed' ? event.attempt : 1;
      if (!attempts.has(number)) attempts.set(number, begin(number, event));
    } else if (event.type === 'connect.timed_out' || isFailedAgentDial(event)) {
      const at = earliest(givenUpAt.get(event.attempt), event.occurredAt);
      if (at) givenUpAt.set(event.attempt, at);
    } else {
      const released = releasedBy(event);
      const at = released === null ? null : earliest(releasedAt.get(released), event.occurredAt);
      if (released !== null && at) releasedAt.set(released, at);
    }
  }
  const inOrder = [...attempts.values()].sort((a, b) => a.number - b.number);
  return inOrder.map((attempt) => {
    const joinedAt = attempt === inOrder.at(-1) ? outsideJoinedAt(attempt, legs) : null;
    const settled = settle(attempt, legs, givenUpAt.get(attempt.number) ?? null, joinedAt);
    return { ...settled, releasedAt: releasedAt.get(attempt.number) ?? null };
  });
}

/** The try of an agent who let go of the caller with this event. */
function releasedBy(event: CallEvent): number | null {
  if (event.type === 'ai.requested' || event.type === 'handoff.began') return event.releasesAttempt;
  return event.type === 'agent.left' ? event.attempt : null;
}

/** The outside leg is only ever joined to the agent's: that it was tells of the agent's lost answer. */
function outsideJoinedAt({ number, startedAt }: Attempt, legs: readonly LegState[]): string | null {
  const outside = legs.filter((leg) => leg.role === 'external').map((leg) => leg.bridgedAt);
  const joinedAt = earliest(...outside);
  if (!joinedAt || compareInstants(joinedAt, startedAt) <= 0) return null;
  const own = legs.filter((leg) => leg.role === 'agent' && leg.attempt === number);
  const couldJoin = own.some((leg) => !leg.endedAt || compareInstants(joinedAt, leg.endedAt) <= 0);
  return own.length === 0 || couldJoin ? joinedAt : null;
}

function begin(
  number: number,
  event: CallEvent & { type: 'call.claimed' | 'call.placed' },
): Attempt {
  const { memberId, deviceId, sipUsername, occurredAt: startedAt } = event;
  const keepsCaller = event.type === 'call.claimed' && event.keepsCaller === true;
  const fromParty = event.type === 'call.claimed' ? (event.fromParty ?? null) : null;
  const open = { connectedAt: null, failedAt: null, releasedAt: null, fromParty };
  const limit =
    event.type === 'call.placed' && event.timeLimitSecs !== undefined
      ? { timeLimitSecs: event.timeLimitSecs }
      : {};
  return { number, memberId, deviceId, sipUsername, startedAt, keepsCaller, ...open, ...limit };
}

function isFailedAgentDial(event: CallEvent): event is CallEvent & { type: 'command.failed' } {
  return event.type === 'command.failed' && event.kind === 'dial_agent';
}

function settle(
  attempt: Attempt,
  legs: readonly LegState[],
  givenUpAt: string | null,
  joinedAt: string | null,
): Attempt {
  if (givenUpAt) return { ...attempt, failedAt: givenUpAt };
  const own = legsOfAttempt(legs, attempt);
  // Whoever was on the line as a party is connected from the moment that the call is theirs.
  if (attempt.fromParty !== null) return { ...attempt, connectedAt: attempt.startedAt };
  const connectedAt = earliest(...own.map(answeredAtOf), joinedAt);
  if (connectedAt) return { ...attempt, connectedAt };
  const allEnded = own.length > 0 && own.every((leg) => leg.endedAt !== null);
  return { ...attempt, failedAt: allEnded ? earliest(...own.map((leg) => leg.endedAt)) : null };
}

/** The try's agent was, or is, on the line. */
export function isConnected(attempt: Attempt | null | undefined): boolean {
  return attempt !== null && attempt !== undefined && attempt.connectedAt !== null;
}

/** The legs of a try. */
export function legsOfAttempt(
  legs: readonly LegState[],
  attempt: Pick<Attempt, 'number' | 'fromParty'>,
): LegState[] {
  return legs.filter(
    (leg) =>
      (leg.role === 'agent' && leg.attempt === attempt.number) ||
      (leg.role === 'party' && leg.attempt === attempt.fromParty),
  );
}

/** The try that has the call: the last one, unless it failed or let go. */
export function holderOf(attempts: readonly Attempt[]): Attempt | null {
  const last = attempts.at(-1);
  return last && last.failedAt === null && last.releasedAt === null ? last : null;
}
