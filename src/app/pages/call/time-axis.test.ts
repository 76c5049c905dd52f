import { expect, it } from 'vitest';
import { rulerMarks, spreadMarks } from './time-axis.ts';

it.each([
  [8_000, 2],
  [204_000, 7],
  [3_600_000, 7],
  [7 * 3_600_000, 8],
])('the ruler of %i ms begins at 0, ends within, and is not crowded', (lengthMs, least) => {
  const marks = rulerMarks(lengthMs, 9);
  expect(marks[0]).toBe(0);
  expect(marks.at(-1)).toBeLessThanOrEqual(lengthMs);
  expect(marks.length).toBeGreaterThanOrEqual(least);
  expect(marks.length).toBeLessThanOrEqual(9);
});

it('of marks that would cover each other the weightier stays, else the first', () => {
  const mark = (atMs: number, weight: number) => ({ atMs, weight });
  const marks = [mark(0, 1), mark(10, 2), mark(15, 1), mark(500, 1), mark(505, 1)];
  expect(spreadMarks(marks, 1_000, 0.05)).toEqual([mark(10, 2), mark(500, 1)]);
});
