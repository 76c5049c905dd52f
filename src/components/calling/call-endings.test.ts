import { describe, expect, it } from 'vitest';
import { answered } from '@/testing/call-endings/answered.ts';
import type { Ending } from '@/testing/call-endings/ending.ts';
import { lineOutcomes } from '@/testing/call-endings/line-outcomes.ts';
import { missed } from '@/testing/call-endings/missed.ts';
import { outbound } from '@/testing/call-endings/outbound.ts';
import { foldCall } from '@core/call-fold.ts';
import { type CallDirection, DEFAULT_POLICY } from '@core/call-state.ts';
import { callWord, isMissed } from '@core/call-words.ts';
import { callCardSchema } from '@core/contracts/call-card.ts';
import { callBackReason } from './call-back-words.ts';
import { callWords, callWordsFr } from './call-words-copy.ts';

const table: [CallDirection, ...Ending][] = [
  ...[...missed, ...lineOutcomes, ...answered].map((one): [CallDirection, ...Ending] => [
    'inbound',
    ...one,
  ]),
  ...outbound.map((one): [CallDirection, ...Ending] => ['outbound', ...one]),
];

describe('how a call ended without a person', () => {
  it.each(table)(
    '%s, %s: the reason is that of its events',
    (direction, _, events, ...expected) => {
      const state = foldCall(direction, DEFAULT_POLICY, events);
      expect(state.status).toBe('ended');
      expect([state.outcome, state.outcomeReason, callWord(state)]).toEqual(expected);
      const shuffled = foldCall(direction, DEFAULT_POLICY, events.toReversed());
      expect([shuffled.outcome, shuffled.outcomeReason]).toEqual(expected.slice(0, 2));
    },
  );

  it.each(table)('%s, %s: it has a sentence in both languages', (...[, , , , , word]) => {
    const facts = { agent: null, waitSeconds: 31 };
    const [english, french] = [callWords[word](facts), callWordsFr[word](facts)];
    expect(english).toMatch(/^[A-Z].{6,}$/);
    expect(french).toMatch(/^[A-ZÉ].{6,}$/);
    expect(french).not.toBe(english);
    expect(english).not.toBe('Missed');
  });

  it.each(table)('%s, %s: red only where nobody answered', (direction, _, events, outcome) => {
    const state = foldCall(direction, DEFAULT_POLICY, events);
    expect(isMissed(state)).toBe(direction === 'inbound' && outcome === 'missed');
    // [I12] A missed call is a task, and the task says the same.
    if (isMissed(state)) expect(callBackReason(state.outcomeReason)).toMatch(/[a-z] [a-z]/);
  });

  it('no two ways of being missed read the same', () => {
    const words = [...new Set(table.map(([, , , , , word]) => word))];
    const facts = { agent: null, waitSeconds: 31 };
    for (const copy of [callWords, callWordsFr]) {
      expect(new Set(words.map((word) => copy[word](facts))).size).toBe(words.length);
    }
  });

  it('every reason there is stands in the table', () => {
    const reasons = callCardSchema.shape.outcomeReason.def.innerType.def.entries;
    const inTable = new Set<string>(table.map(([, , , , reason]) => reason));
    expect(Object.values(reasons).filter((reason) => !inTable.has(reason))).toEqual([]);
  });
});
