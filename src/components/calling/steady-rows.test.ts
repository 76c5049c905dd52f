import { expect, it } from 'vitest';
import { cardOf } from '@/calling/testing/calling-harness.ts';
import { steadyRows } from './steady-rows.ts';

const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => cardOf({ id })) as [
  ReturnType<typeof cardOf>,
  ReturnType<typeof cardOf>,
  ReturnType<typeof cardOf>,
  ReturnType<typeof cardOf>,
];
const words = (rows: ReturnType<typeof steadyRows>) =>
  rows.map(({ card, isGone }) => `${card.id}${card.version}${isGone ? ' gone' : ''}`);
const shown = steadyRows([], [a, b, c], false);

it('nobody points: the lane is as it is', () => {
  expect(words(steadyRows(shown, [c, a], false))).toEqual(['c1', 'a1']);
});

it('somebody points: what is gone keeps its place, what is new comes last', () => {
  expect(words(steadyRows(shown, [d, c, a], true))).toEqual(['a1', 'b1 gone', 'c1', 'd1']);
});

it('a row that stays shows its newest version', () => {
  const newer = cardOf({ id: 'b', version: 2 });
  expect(words(steadyRows(shown, [newer, c, a], true))).toEqual(['a1', 'b2', 'c1']);
});

it('what comes back has its place again', () => {
  const held = steadyRows(shown, [a, c], true);
  expect(words(steadyRows(held, [b, a, c], true))).toEqual(['a1', 'b1', 'c1']);
});

it('the pointer leaves: the empty places close', () => {
  const held = steadyRows(shown, [a, c], true);
  expect(words(steadyRows(held, [a, c], false))).toEqual(['a1', 'c1']);
});
