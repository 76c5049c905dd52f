import { describe, expect, it } from 'vitest';
import {
  addIsoDays,
  clockField,
  dayLengthMinutes,
  instantOf,
  parseClock,
  parseIsoDay,
  startOfZonedDay,
  wallTimeOf,
  weekAround,
} from './zoned-time.ts';

const TORONTO = 'America/Toronto';
const iso = (at: number) => new Date(at).toISOString();

describe('[I10] days and clocks in the business time zone', () => {
  it.each([
    ['2026-11-22', 9 * 60, '2026-11-22T14:00:00.000Z'],
    ['2026-07-01', 9 * 60, '2026-07-01T13:00:00.000Z'],
    // March 8: 2:00 becomes 3:00. A time that is skipped is as long after the change as was meant.
    ['2026-03-08', 90, '2026-03-08T06:30:00.000Z'],
    ['2026-03-08', 150, '2026-03-08T07:30:00.000Z'],
    ['2026-03-08', 180, '2026-03-08T07:00:00.000Z'],
    ['2026-03-08', 9 * 60, '2026-03-08T13:00:00.000Z'],
    // November 1: 1:00 to 2:00 comes twice. The first is meant.
    ['2026-11-01', 30, '2026-11-01T04:30:00.000Z'],
    ['2026-11-01', 90, '2026-11-01T05:30:00.000Z'],
    ['2026-11-01', 120, '2026-11-01T07:00:00.000Z'],
    ['2026-11-01', 9 * 60, '2026-11-01T14:00:00.000Z'],
    // Past midnight, into a day that changes its clock.
    ['2026-10-31', 24 * 60 + 9 * 60, '2026-11-01T14:00:00.000Z'],
  ])('%s at minute %i is %s', (day, minute, expected) => {
    expect(iso(instantOf(day, minute, TORONTO))).toBe(expected);
  });

  it.each([
    ['2026-03-08T06:59:00Z', '2026-03-08', 119],
    ['2026-03-08T07:00:00Z', '2026-03-08', 180],
    ['2026-11-01T05:30:00Z', '2026-11-01', 90],
    ['2026-11-01T06:30:00Z', '2026-11-01', 90],
    ['2026-11-01T07:00:00Z', '2026-11-01', 120],
    ['2026-11-23T04:59:59Z', '2026-11-22', 1439],
    ['2026-11-23T05:00:00Z', '2026-11-23', 0],
  ])('the clock at %s shows %s, minute %i', (at, day, minute) => {
    expect(wallTimeOf(Date.parse(at), TORONTO)).toEqual({ day, minute });
  });

  it.each([TORONTO, 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Apia'])(
    'the clock of %s is read as Intl reads it, the days on which it changes included',
    (timeZone) => {
      const format = new Intl.DateTimeFormat('en-CA', {
        timeZone,
        hourCycle: 'h23',
        dateStyle: 'short',
        timeStyle: 'short',
      });
      // Every 97 minutes of a year, and of the year in which Apia left out a day.
      for (const year of [2011, 2026]) {
        for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 97 * 60_000) {
          const { day, minute } = wallTimeOf(at, timeZone);
          const clock = [Math.floor(minute / 60), minute % 60].map((n) => `${n}`.padStart(2, '0'));
          const said = `${day}, ${clock.join(':')}`;
          if (said !== format.format(at)) expect.fail(`${iso(at)}: ${said}, ${format.format(at)}`);
        }
      }
    },
  );

  it('a day is 23, 24 or 25 hours long', () => {
    const hours = ['2026-03-07', '2026-03-08', '2026-03-09', '2026-10-31', '2026-11-01'].map(
      (day) => dayLengthMinutes(day, TORONTO) / 60,
    );
    expect(hours).toEqual([24, 23, 24, 24, 25]);
  });

  it('every wall-clock quarter of an hour of both changed days comes back as itself', () => {
    for (const day of ['2026-03-08', '2026-11-01']) {
      for (let minute = 0; minute < 1440; minute += 15) {
        const isSkipped = day === '2026-03-08' && minute >= 120 && minute < 180;
        const back = wallTimeOf(instantOf(day, minute, TORONTO), TORONTO);
        expect(back).toEqual({ day, minute: isSkipped ? minute + 60 : minute });
      }
    }
  });

  it('holds where the offset is no whole hour, and where midnight itself is skipped', () => {
    expect(iso(instantOf('2026-11-22', 540, 'Asia/Kolkata'))).toBe('2026-11-22T03:30:00.000Z');
    expect(iso(instantOf('2026-11-22', 540, 'America/St_Johns'))).toBe('2026-11-22T12:30:00.000Z');
    // Beirut puts the clock forward at midnight: March 29 begins at 1:00.
    const start = startOfZonedDay('2026-03-29', 'Asia/Beirut');
    expect(wallTimeOf(start, 'Asia/Beirut')).toEqual({ day: '2026-03-29', minute: 60 });
  });
});

describe('days of the calendar', () => {
  it('reads only days that exist', () => {
    expect(
      ['2026-11-23', '2026-02-29', '2026-13-01', '23.11.2026', '', null].map(parseIsoDay),
    ).toEqual(['2026-11-23', null, null, null, null, null]);
  });

  it('counts over changes of month, year and clock', () => {
    expect(addIsoDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addIsoDays('2026-03-07', 2)).toBe('2026-03-09');
    expect(addIsoDays('2026-11-02', -2)).toBe('2026-10-31');
  });

  it('a week runs from Monday to Sunday', () => {
    expect(weekAround('2026-11-22')).toEqual([
      '2026-11-16',
      '2026-11-17',
      '2026-11-18',
      '2026-11-19',
      '2026-11-20',
      '2026-11-21',
      '2026-11-22',
    ]);
    expect(weekAround('2026-11-23')[0]).toBe('2026-11-23');
  });

  it('reads and writes the clock of a form', () => {
    expect(['09:05', '23:59', '24:00', '9', ''].map(parseClock)).toEqual([
      545,
      1439,
      null,
      null,
      null,
    ]);
    expect(clockField(545)).toBe('09:05');
  });
});
