import { expect, test } from 'vitest';
import { insightResult } from './insights.ts';

const FINDINGS = { summary: 'Booked.', outcome: 'booked', sentiment: 'positive', follow_ups: [] };

test('without a schema an insight is the summary in words', () => {
  expect(insightResult(undefined, FINDINGS)).toBe('Booked.');
});

test('with a schema it is an object of what the schema names and we know', () => {
  const schema = { type: 'object', properties: { outcome: {}, colour: {} } };
  expect(insightResult(schema, FINDINGS)).toEqual({ outcome: 'booked' });
  expect(insightResult({ type: 'object' }, FINDINGS)).toEqual(FINDINGS);
});
