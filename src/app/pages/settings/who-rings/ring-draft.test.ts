import { describe, expect, it } from 'vitest';
import type { RingDraft } from './ring-draft.ts';
import { answersOverflow, moved, problemOf, totalSeconds, withStrategy } from './ring-draft.ts';

const AI_OFF = { enabled: false, mode: 'overflow', overflowAfterSeconds: 20 } as const;
const AI_ON = { ...AI_OFF, enabled: true };
const draft = (part: Partial<RingDraft> = {}): RingDraft => ({
  strategy: 'groups',
  steps: [
    { ringSeconds: 20, memberIds: ['ana', 'ben'] },
    { ringSeconds: 25, memberIds: ['ben', 'cho'] },
  ],
  outcome: 'none',
  message: '',
  forwardTo: '',
  ...part,
});
const everybody = ['ana', 'ben', 'cho', 'dan'];

describe('the order of ringing', () => {
  it('groups become people, each once, and people stay groups of one', () => {
    const inOrder = withStrategy(draft(), 'in_order', everybody);
    expect(inOrder.steps.map((step) => step.memberIds)).toEqual([['ana'], ['ben'], ['cho']]);
    expect(withStrategy(inOrder, 'groups', everybody).steps).toEqual(inOrder.steps);
  });

  it('everybody becomes all of them in one step, and back one by one', () => {
    const all = withStrategy(draft(), 'all', everybody);
    expect(all.steps.map((step) => step.memberIds)).toEqual([everybody]);
    expect(withStrategy(all, 'in_order', everybody).steps).toHaveLength(4);
  });

  it('a step moves by one place and not out of the list', () => {
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
    expect(moved(['a', 'b', 'c'], 2, 3)).toEqual(['a', 'b', 'c']);
  });
});

describe('how long a caller hears it ring', () => {
  it('is the sum of the steps; the AI’s own time counts only where everybody rings', () => {
    expect(totalSeconds(draft(), AI_OFF)).toBe(45);
    expect(totalSeconds(draft(), AI_ON)).toBe(45);
    const all = draft({ strategy: 'all', steps: [{ ringSeconds: 60, memberIds: everybody }] });
    expect(totalSeconds(all, AI_OFF)).toBe(60);
    expect(totalSeconds(all, AI_ON)).toBe(20);
  });

  it('the AI that answers only after hours does not take unanswered calls', () => {
    expect(answersOverflow({ enabled: true, mode: 'after_hours' })).toBe(false);
    expect(answersOverflow({ enabled: true, mode: 'overflow_or_after_hours' })).toBe(true);
    expect(answersOverflow({ enabled: false, mode: 'overflow' })).toBe(false);
  });
});

describe('what cannot be saved', () => {
  const step = { ringSeconds: 20, memberIds: ['ana'] };
  it.each([
    ['nobody in a step', { steps: [step, { ringSeconds: 20, memberIds: [] }] }, 'empty_step'],
    ['too short', { steps: [{ ...step, ringSeconds: 4 }] }, 'ring_time'],
    ['too long', { steps: [{ ...step, ringSeconds: 121 }] }, 'ring_time'],
    ['no number', { steps: [{ ...step, ringSeconds: Number.NaN }] }, 'ring_time'],
    ['no step', { steps: [] }, 'no_steps'],
    ['too many', { steps: Array.from({ length: 21 }, () => step) }, 'too_many_steps'],
    ['nothing', {}, null],
  ] as const)('%s', (_name, part, problem) => {
    expect(problemOf(draft(part as Partial<RingDraft>))).toBe(problem);
  });

  it('a line that rings everybody needs nobody named', () => {
    expect(
      problemOf(draft({ strategy: 'all', steps: [{ ringSeconds: 20, memberIds: [] }] })),
    ).toBeNull();
  });
});
