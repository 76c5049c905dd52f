import { describe, expect, it } from 'vitest';
import type { LineHours } from '@/data/line-hours.queries.ts';
import {
  answersClosed,
  changeOf,
  draftOf,
  hasWeekProblem,
  withOwnHours,
} from './line-hours-draft.ts';

const line: LineHours = {
  numberId: 'line-1',
  label: 'Main line',
  phoneNumber: '+14375249932',
  timeZone: 'America/Toronto',
  usesOwnHours: false,
  isOpen: true,
  changesAt: null,
  closedOutcome: 'ring',
  closedMessage: null,
  forwardTo: '+14165550123',
  ai: { enabled: false, mode: 'overflow' },
  language: 'en',
  week: [],
  holidays: [],
};

describe('hours of a line', () => {
  it('begin with a working week, and keep what was there', () => {
    const own = withOwnHours(draftOf(line), true);
    expect(own.week.map(({ weekday }) => weekday)).toEqual([1, 2, 3, 4, 5]);
    const kept = withOwnHours({ ...own, week: own.week.slice(0, 1) }, false);
    expect(withOwnHours(kept, true).week).toHaveLength(1);
  });

  it('that overlap cannot be saved, unless they do not count', () => {
    const own = withOwnHours(draftOf(line), true);
    const [first] = own.week;
    if (!first) throw new Error('a first stretch expected');
    const overlapping = {
      ...own,
      week: [first, { ...first, id: 'other', opensAt: '16:00', closesAt: '18:00' }],
    };
    expect(hasWeekProblem(own)).toBe(false);
    expect(hasWeekProblem(overlapping)).toBe(true);
    expect(hasWeekProblem({ ...overlapping, usesOwnHours: false })).toBe(false);
  });

  it('leave the mobile number alone unless calls are forwarded there', () => {
    const draft = draftOf(line);
    expect(changeOf('line-1', draft, null)).not.toHaveProperty('forwardTo');
    expect(changeOf('line-1', { ...draft, outcome: 'forward' }, '+14165550123').forwardTo).toBe(
      '+14165550123',
    );
  });

  it('are the AI’s where its mode says so', () => {
    expect(answersClosed({ enabled: true, mode: 'after_hours' })).toBe(true);
    expect(answersClosed({ enabled: true, mode: 'always' })).toBe(true);
    expect(answersClosed({ enabled: true, mode: 'overflow' })).toBe(false);
    expect(answersClosed({ enabled: false, mode: 'after_hours' })).toBe(false);
  });
});
