import type { AiReason, OwnEvent } from './call-events.ts';
import type { Attempt, CallPolicy, CallState, LegState } from './call-state.ts';
import { aliveAi, isWaitingForPerson } from './fold-ai.ts';
import { isForwarding } from './fold-line-outcome.ts';
import { addMs, compareInstants, earliest, latest } from './instant.ts';

/** So long before its deadline an agent's leg that nobody took has ended by itself. */
const CONNECT_MARGIN_MS = 4_000;
/** The shortest that Telnyx takes for `timeout_secs` (telnyx.md section 2.2). */
const SHORTEST_RING_MS = 5_000;
/** By when Telnyx has ended a leg whose ring time is over. */
const RING_OUT_MS = 2_000;

/** How long an agent's own leg rings. */
export function agentRingMs(policy: CallPolicy): number {
  return Math.max(SHORTEST_RING_MS, policy.connectTimeoutMs - CONNECT_MARGIN_MS);
}

/**
 * By when an agent's leg must be up. A leg that was dialled late still gets its ring time: only after
 * it, that the leg lives says that somebody took it.
 */
export function connectDeadline(
  attempt: Pick<Attempt, 'startedAt'>,
  legs: readonly LegState[],
  policy: CallPolicy,
): string {
  const rungOutAt = legs.map((leg) =>
    leg.initiatedAt ? addMs(leg.initiatedAt, agentRingMs(policy) + RING_OUT_MS) : null,
  );
  const first = addMs(attempt.startedAt, policy.connectTimeoutMs);
  return latest(first, ...rungOutAt) ?? first;
}

/**
 * The event that a passed deadline makes, or null while there is time. Written under compare-and-set,
 * like every decision of ours: whoever comes first (the timer after a response, or the sweeper) writes it.
 */
export function deadlineEvent(callId: string, state: CallState, now: string): OwnEvent | null {
  if (state.deadlineAt === null || compareInstants(now, state.deadlineAt) < 0) return null;
  // A party's deadline, or a hand-off's: `room-decision.ts`.
  const partyAt = earliest(...state.room.parties.map((party) => party.deadlineAt));
  if (partyAt !== null && compareInstants(now, partyAt) >= 0) return null;
  if (state.room.handoff && state.current === null) return null;
  if (isConnecting(state)) {
    const attempt = state.current?.number ?? 0;
    const id = `${callId}:connect_timed_out:${attempt}`;
    return { id, type: 'connect.timed_out', attempt, occurredAt: now };
  }
  switch (state.status) {
    case 'connecting':
      return lineDeadline(callId, state, now) ?? aiDeadline(callId, state, now);
    case 'active':
      return personDeadline(callId, state, now);
    case 'ringing':
      // Where it rings in steps, what comes next depends on who can be reached (`ring-decision.ts`).
      if (state.offer) return null;
      return state.routedToAi
        ? aiRequested(callId, state, now, { reason: state.routedToAi })
        : { id: `${callId}:ring_timed_out`, type: 'ring.timed_out', occurredAt: now };
    case 'ended':
      return null;
  }
}

/** An agent's leg is on its way: for a ringing caller, or to take over from the AI. */
function isConnecting(state: CallState): boolean {
  if (state.status !== 'connecting' && state.status !== 'active') return false;
  return state.current !== null && state.current.connectedAt === null;
}

/** The message was not heard in time, or the mobile did not answer. */
function lineDeadline(callId: string, state: CallState, now: string): OwnEvent | null {
  if (state.message) {
    return { id: `${callId}:message_timed_out`, type: 'message.timed_out', occurredAt: now };
  }
  if (!isForwarding(state.forward)) return null;
  return { id: `${callId}:forward_timed_out`, type: 'forward.timed_out', occurredAt: now };
}

/** The assistant did not start in time, or one that died is to be followed by another. */
function aiDeadline(callId: string, state: CallState, now: string): OwnEvent | null {
  const alive = aliveAi(state.aiSessions);
  if (!alive) return aiRequested(callId, state, now, { reason: 'resumed' });
  const session = alive.number;
  const id = `${callId}:ai_start_timed_out:${session}`;
  return { id, type: 'ai.start_timed_out', session, occurredAt: now };
}

function personDeadline(callId: string, state: CallState, now: string): OwnEvent | null {
  const { personRequest, attempts } = state;
  if (!personRequest || !isWaitingForPerson(personRequest, attempts)) return null;
  if (!aliveAi(state.aiSessions)) return null;
  const request = personRequest.number;
  const id = `${callId}:person_timed_out:${request}`;
  return { id, type: 'person.timed_out', request, occurredAt: now };
}

/** The event that gives the caller to the AI; the same decision always has the same id. */
export function aiRequested(
  callId: string,
  state: Pick<CallState, 'aiSessions'> | null,
  now: string,
  why: {
    reason: AiReason;
    memberId?: string;
    releasesAttempt?: number | null;
    note?: string | null;
  },
): OwnEvent {
  const session = (state?.aiSessions.length ?? 0) + 1;
  return {
    id: `${callId}:ai_requested:${session}`,
    type: 'ai.requested',
    session,
    reason: why.reason,
    memberId: why.memberId ?? null,
    releasesAttempt: why.releasesAttempt ?? null,
    note: why.note ?? null,
    occurredAt: now,
  };
}
