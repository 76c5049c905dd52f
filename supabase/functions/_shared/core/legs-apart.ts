import type { Attempt, CallState, LegState } from './call-state.ts';
import { legsOfAttempt } from './fold-attempts.ts';
import { addMs, latest } from './instant.ts';

/** Telnyx tells of a bridge well within this time after both legs answered. */
export const BRIDGE_GRACE_MS = 1_500;

/**
 * Both parties are on the line and nothing tells that they were joined: Telnyx does not say what
 * `bridge_on_answer` does with a caller whose leg was not answered in time (telnyx.md section 2.7).
 * Null when they were joined, or when somebody is missing.
 */
export function legsApart(
  state: Pick<CallState, 'status' | 'current' | 'legs'>,
): { outside: LegState; agent: LegState; since: string } | null {
  // A caller who may be with the AI is joined by the plan, when the AI has let go of them.
  if (state.status !== 'active' || !state.current || state.current.keepsCaller) return null;
  const isUp = (leg: LegState) => leg.answeredAt !== null && leg.endedAt === null;
  const outside = state.legs.find((leg) => leg.role === 'external' && isUp(leg));
  const agent = legsOfAttempt(state.legs, state.current).find(isUp);
  if (!outside || !agent || outside.bridgedAt !== null || agent.bridgedAt !== null) return null;
  const since = latest(outside.answeredAt, agent.answeredAt);
  return since ? { outside, agent, since } : null;
}

/** By when two parties on the line must have been joined; null when they were. */
export function joinDeadline(current: Attempt | null, legs: LegState[]): string | null {
  const apart = legsApart({ status: 'active', current, legs });
  return apart ? addMs(apart.since, BRIDGE_GRACE_MS) : null;
}
