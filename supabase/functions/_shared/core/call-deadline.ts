import type { OwnEvent } from './call-events.ts';
import type { Attempt, CallPolicy, CallState, LegState } from './call-state.ts';
import { addMs, compareInstants, latest } from './instant.ts';

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
  if (state.status === 'connecting' && state.current) {
    const attempt = state.current.number;
    return {
      id: `${callId}:connect_timed_out:${attempt}`,
      type: 'connect.timed_out',
      attempt,
      occurredAt: now,
    };
  }
  if (state.status === 'ringing') {
    return { id: `${callId}:ring_timed_out`, type: 'ring.timed_out', occurredAt: now };
  }
  return null;
}
