import type { CallPolicy } from './call-state.ts';
import type { AiLanguage } from './contracts/ai-profile.ts';

/** People who ring together, and for how long. */
export interface RingStep {
  memberIds: string[];
  ringMs: number;
}

/** What happens to a caller outside opening hours, where the AI does not answer. */
export type ClosedOutcome = 'ring' | 'message' | 'forward';
/** What happens to a caller whom nobody answered, where the AI does not answer. */
export type UnansweredOutcome = 'none' | 'message' | 'forward';

/** How a line rings (docs/rules/routing.md). */
export interface RingPolicy {
  /** One after the other. */
  steps: RingStep[];
  /** The steps' times count; else the AI's overflow time ends the ringing. */
  hasOwnTimes: boolean;
  /** Members whom a call would reach now: available, a living browser, in no other call. */
  reachable: string[];
  /** Members whom a call would reach as a second one: as above, but in another call. */
  waiting: string[];
  /** The line is open; null where it was not asked: only a call that begins is routed by it. */
  isOpen: boolean | null;
  closedOutcome: ClosedOutcome;
  unansweredOutcome: UnansweredOutcome;
  /** The owner's words; null: the default ones. */
  closedMessage: string | null;
  unansweredMessage: string | null;
  /** E.164. */
  forwardTo: string | null;
  language: AiLanguage;
  /** The call is a health check of this member's: it rings nowhere else. */
  testMemberId: string | null;
}

/** A line that rings everybody, for tests and where the line itself is gone. */
export const RINGS_NOBODY_ELSE: RingPolicy = {
  steps: [],
  hasOwnTimes: true,
  reachable: [],
  waiting: [],
  isOpen: null,
  closedOutcome: 'ring',
  unansweredOutcome: 'none',
  closedMessage: null,
  unansweredMessage: null,
  forwardTo: null,
  language: 'en',
  testMemberId: null,
};

/** The AI takes a call that nobody answered. */
export function hasOverflow({ ai }: CallPolicy): boolean {
  return ai?.enabled === true && (ai.mode === 'overflow' || ai.mode === 'overflow_or_after_hours');
}

/**
 * Who is rung in which order.
 *
 * @param turn how often the AI has had the caller: after it everybody is rung at once
 */
export function ringSteps(policy: CallPolicy, turn: number): RingStep[] {
  const steps = policy.ring?.steps ?? [];
  if (turn > 0) return [{ memberIds: everybodyRung(policy), ringMs: policy.reofferMs }];
  if (!hasOverflow(policy) || policy.ring?.hasOwnTimes) return steps;
  const longestMs = policy.ai?.overflowAfterMs ?? policy.ringTimeoutMs;
  return steps.map((step) => ({ ...step, ringMs: Math.min(step.ringMs, longestMs) }));
}

/** All whom the line rings, in whatever step. */
export function everybodyRung({ ring }: CallPolicy): string[] {
  return [...new Set((ring?.steps ?? []).flatMap((step) => step.memberIds))].sort();
}

/** How long a caller hears it ring at most while nobody can be reached. */
export function ringTotalMs(policy: CallPolicy, turn: number): number {
  const total = ringSteps(policy, turn).reduce((sum, step) => sum + step.ringMs, 0);
  return total > 0 ? total : policy.ringTimeoutMs;
}
