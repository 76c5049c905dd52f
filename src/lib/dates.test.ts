import { afterEach, describe, expect, it } from 'vitest';
import {
  addDays,
  calendarLeaf,
  clockOf,
  dayHeading,
  dueWord,
  setBusinessZone,
  shortAgo,
  startOfDay,
} from './dates.ts';
import { clockTime } from './duration.ts';
import { initials } from './initials.ts';

const at = (day: number, hour: number, minute = 0) =>
  new Date(2026, 10, day, hour, minute).getTime();
const now = at(24, 10, 42);

describe('times for people', () => {
  it.each([
    [at(24, 10, 41) + 30_000, 'now'],
    [at(24, 10, 34), '8 min'],
    [at(24, 8, 41), '2 h'],
    [at(23, 23, 59), 'Yesterday'],
    [at(18, 9), 'Nov 18'],
    [new Date(2025, 7, 21).getTime(), 'Aug 21, 2025'],
  ])('%# says how long ago', (moment, words) => {
    expect(shortAgo(moment, now)).toBe(words);
  });

  it('says by when, and how late', () => {
    expect(dueWord(at(24, 11), now)).toEqual({ text: 'by 11:00', isLate: false });
    expect(dueWord(at(25, 9), now)).toEqual({ text: 'tomorrow', isLate: false });
    expect(dueWord(at(24, 10, 30), now)).toEqual({ text: '12 min late', isLate: true });
    expect(dueWord(at(22, 10), now)).toEqual({ text: '2 d late', isLate: true });
  });

  it('names days and clocks', () => {
    expect(dayHeading(at(24, 1), now)).toBe('Today');
    expect(dayHeading(at(23, 1), now)).toBe('Yesterday');
    expect(dayHeading(at(25, 1), now)).toBe('Tomorrow');
    expect(clockOf(at(24, 9, 5))).toBe('9:05');
  });

  it('counts as a clock, with hours from one hour on', () => {
    expect([0, 7.9, 61, 3599, 3600, 36_061, -5].map(clockTime)).toEqual([
      '0:00',
      '0:07',
      '1:01',
      '59:59',
      '1:00:00',
      '10:01:01',
      '0:00',
    ]);
  });

  it('takes initials of names only', () => {
    expect(['Maria Lopez', 'Ana', 'Nguyễn Thị Mai', '+1 416', ''].map(initials)).toEqual([
      'ML',
      'AN',
      'NM',
      '?',
      '?',
    ]);
  });
});

describe('the business’s clock', () => {
  afterEach(() => setBusinessZone(new Intl.DateTimeFormat().resolvedOptions().timeZone));

  it.each([
    ['America/Toronto', '23:30', 'Nov', 23],
    ['Europe/Paris', '5:30', 'Nov', 24],
    ['Asia/Kolkata', '10:00', 'Nov', 24],
  ])('in %s', (zone, time, month, day) => {
    setBusinessZone(zone);
    expect(clockOf('2026-11-24T04:30:00Z')).toBe(time);
    expect(calendarLeaf('2026-11-24T04:30:00Z')).toEqual({ month, day });
  });

  it('days begin at its midnight, also where the clock is changed', () => {
    setBusinessZone('America/Toronto');
    const midnight = startOfDay('2026-11-01T18:00:00Z');
    expect(new Date(midnight).toISOString()).toBe('2026-11-01T04:00:00.000Z');
    expect(new Date(addDays(midnight, 1)).toISOString()).toBe('2026-11-02T05:00:00.000Z');
    expect(dayHeading('2026-11-02T04:30:00Z', '2026-11-01T05:00:00Z')).toBe('Today');
  });
});
