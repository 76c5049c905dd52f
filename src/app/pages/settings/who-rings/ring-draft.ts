import type { RingLine, RingStrategy, UnansweredOutcome } from '@/data/who-rings.queries.ts';
import { displayNumber } from '@core/e164.ts';

export interface RingDraftStep {
  ringSeconds: number;
  memberIds: string[];
}

/** A line's ringing as it is being edited. */
export interface RingDraft {
  strategy: RingStrategy;
  steps: RingDraftStep[];
  outcome: UnansweredOutcome;
  message: string;
  /** As typed. */
  forwardTo: string;
}

export const MIN_RING_SECONDS = 5;
export const MAX_RING_SECONDS = 120;
const MOST_STEPS = 20;
/** Four rings or so: long enough to reach the telephone, short enough for two people. */
const DEFAULT_STEP_SECONDS = 15;
const DEFAULT_ALL_SECONDS = 30;

export function draftOf(line: RingLine): RingDraft {
  return {
    strategy: line.strategy,
    steps: line.steps,
    outcome: line.unanswered.outcome,
    message: line.unanswered.message ?? '',
    forwardTo: line.forwardTo ? displayNumber(line.forwardTo) : '',
  };
}

/**
 * The same people in another order of ringing.
 *
 * @param everybody ids of all members, for a line that rings all of them
 */
export function withStrategy(
  draft: RingDraft,
  strategy: RingStrategy,
  everybody: readonly string[],
): RingDraft {
  if (strategy === draft.strategy) return draft;
  return { ...draft, strategy, steps: stepsFor(draft, strategy, everybody) };
}

function stepsFor(
  { strategy: before, steps }: RingDraft,
  strategy: RingStrategy,
  everybody: readonly string[],
): RingDraftStep[] {
  if (strategy === 'all') return [{ ringSeconds: DEFAULT_ALL_SECONDS, memberIds: [...everybody] }];
  if (strategy === 'groups') {
    return before === 'all'
      ? [{ ringSeconds: DEFAULT_STEP_SECONDS, memberIds: [...everybody] }]
      : steps;
  }
  const people = before === 'all' ? everybody : new Set(steps.flatMap((step) => step.memberIds));
  return [...people].map((id) => ({ ringSeconds: DEFAULT_STEP_SECONDS, memberIds: [id] }));
}

export function newStep(memberIds: readonly string[]): RingDraftStep {
  return { ringSeconds: DEFAULT_STEP_SECONDS, memberIds: [...memberIds] };
}

/** The list with one step in another place; out of range: as it was. */
export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length) return [...items];
  const rest = items.filter((_, index) => index !== from);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}

/**
 * How long a caller hears it ring at most. Where everybody rings, the AI's own time ends it earlier;
 * times in steps count as they are (docs/rules/routing.md).
 */
export function totalSeconds(draft: RingDraft, ai: RingLine['ai']): number {
  const sum = draft.steps.reduce((total, step) => total + step.ringSeconds, 0);
  return draft.strategy === 'all' && answersOverflow(ai)
    ? Math.min(sum, ai.overflowAfterSeconds)
    : sum;
}

/** The AI takes a call that nobody answered. */
export function answersOverflow(ai: Pick<RingLine['ai'], 'enabled' | 'mode'>): boolean {
  return ai.enabled && (ai.mode === 'overflow' || ai.mode === 'overflow_or_after_hours');
}

export type RingProblem = 'ring_time' | 'empty_step' | 'too_many_steps' | 'no_steps';

/** Why a draft cannot be saved, apart from the number that it forwards to. */
export function problemOf(draft: RingDraft): RingProblem | null {
  if (draft.steps.length === 0) return 'no_steps';
  if (draft.steps.length > MOST_STEPS) return 'too_many_steps';
  if (!draft.steps.every((step) => isRingTime(step.ringSeconds))) return 'ring_time';
  const isEmpty =
    draft.strategy !== 'all' && draft.steps.some((step) => step.memberIds.length === 0);
  return isEmpty ? 'empty_step' : null;
}

export function isRingTime(seconds: number): boolean {
  return Number.isInteger(seconds) && seconds >= MIN_RING_SECONDS && seconds <= MAX_RING_SECONDS;
}
