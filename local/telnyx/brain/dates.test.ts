import { describe, expect, it } from 'vitest';
import { addDays, nextDate, weekdayOf } from './calendar.ts';
import { findDates } from './dates.ts';
import { hear } from './normalise.ts';
import type { BrainLanguage } from './turn.ts';
import { wordsFor } from './words.ts';

/** A Sunday. */
const TODAY = '2026-11-22';

function read(language: BrainLanguage, text: string, today = TODAY): unknown[] {
  const { from, to, part, atMinutes, afterMinutes, isAnyTime } = findDates(
    hear(text),
    wordsFor(language).dates,
    today,
  );
  const at = atMinutes ?? (afterMinutes === null ? null : `>${afterMinutes}`);
  return [from, to, part, at, ...(isAnyTime ? ['any'] : [])];
}

type Row = [
  text: string,
  from: string | null,
  to: string | null,
  part: string | null,
  at: number | string | null,
  any?: 'any',
];
const check = (language: BrainLanguage, [text, ...expected]: Row): void => {
  expect([text, ...read(language, text)]).toEqual([text, ...expected]);
};

const day = (date: string): [string, string] => [`2026-${date}`, `2026-${date}`];

describe('days and times that callers say, on Sunday, November 22', () => {
  it.each<Row>([
    ['tomorrow morning, leaking tap', ...day('11-23'), 'morning', null],
    ['the day after tomorrow after 2', ...day('11-24'), 'afternoon', '>840'],
    ['today please', ...day('11-22'), null, null],
    ['next Tuesday at 9:30', ...day('11-24'), 'morning', 570],
    ['Tuesday next week', ...day('11-24'), null, null],
    ['on the 25th', ...day('11-25'), null, null],
    ['November 26', ...day('11-26'), null, null],
    ['the 26th of November in the evening', ...day('11-26'), 'afternoon', null],
    ['this week', '2026-11-22', '2026-11-29', null, null],
    ['good afternoon, my tap is leaking', null, null, null, null],
    ['next week', '2026-11-23', '2026-11-29', null, null],
    ['Monday or Tuesday afternoon', '2026-11-23', '2026-11-24', 'afternoon', null],
    ['in three days', ...day('11-25'), null, null],
    ['half past two', null, null, 'afternoon', 870],
    ['at noon', null, null, 'afternoon', 720],
    ['before noon on Friday', ...day('11-27'), 'morning', null],
    ['as soon as possible', null, null, null, null, 'any'],
    ['any time', null, null, null, null, 'any'],
    ['my tap is leaking', null, null, null, null],
    ['there are two sinks and 3 taps', null, null, null, null],
  ])('en: %s', (...row) => {
    check('en', row);
  });

  it.each<Row>([
    ['demain matin', ...day('11-23'), 'morning', null],
    ['après-demain après 14 h', ...day('11-24'), 'afternoon', '>840'],
    ['mardi prochain à 9 h 30', ...day('11-24'), 'morning', 570],
    ['le 25', ...day('11-25'), null, null],
    ['le 1er décembre', ...day('12-01'), null, null],
    ['la semaine prochaine', '2026-11-23', '2026-11-29', null, null],
    ["deux heures et demie de l'après-midi", null, null, 'afternoon', 870],
    ['vendredi avant midi', ...day('11-27'), 'morning', null],
    ['le plus tôt possible', null, null, null, null, 'any'],
  ])('fr: %s', (...row) => {
    check('fr', row);
  });

  it.each<Row>([
    ['mañana por la mañana', ...day('11-23'), 'morning', null],
    ['por la mañana', null, null, 'morning', null],
    ['buenas tardes, hasta mañana', null, null, null, null],
    ['pasado mañana después de las 2', ...day('11-24'), 'afternoon', '>840'],
    ['el próximo martes a las 9:30', ...day('11-24'), 'morning', 570],
    ['el 26 de noviembre', ...day('11-26'), null, null],
    ['la próxima semana', '2026-11-23', '2026-11-29', null, null],
    ['a las dos y media de la tarde', null, null, 'afternoon', 870],
    ['el viernes por la tarde', ...day('11-27'), 'afternoon', null],
    ['lo antes posible', null, null, null, null, 'any'],
  ])('es: %s', (...row) => {
    check('es', row);
  });
});

describe('the ends of weeks, months and years', () => {
  it.each([
    ['2026-11-30', 'tomorrow', '2026-12-01'],
    ['2026-12-31', 'tomorrow', '2027-01-01'],
    ['2026-12-30', 'the day after tomorrow', '2027-01-01'],
    ['2026-12-28', 'on the 3rd', '2027-01-03'],
    ['2026-11-22', 'January 4', '2027-01-04'],
    ['2027-02-28', 'tomorrow', '2027-03-01'],
    ['2028-02-28', 'tomorrow', '2028-02-29'],
    ['2027-02-03', 'on the 30th', '2027-03-30'],
    // A weekday is never today; on a Monday "next Tuesday" is not tomorrow.
    ['2026-11-22', 'Sunday', '2026-11-29'],
    ['2026-11-23', 'Tuesday', '2026-11-24'],
    ['2026-11-23', 'next Tuesday', '2026-12-01'],
    ['2026-12-29', 'Friday', '2027-01-01'],
  ])('on %s, %s is %s', (today, text, expected) => {
    expect(read('en', text, today).slice(0, 2)).toEqual([expected, expected]);
  });

  it('a day that the calendar does not have is none', () => {
    expect(read('en', 'February 30').slice(0, 2)).toEqual([null, null]);
    expect(nextDate('2026-11-22', 2, 29)).toBe('2028-02-29');
  });

  it('nothing relative is understood without a today', () => {
    expect(read('en', 'tomorrow', '')).toEqual([null, null, null, null]);
  });

  it('counts days over a clock change', () => {
    expect(addDays('2026-10-31', 1)).toBe('2026-11-01');
    expect(addDays('2026-11-01', 1)).toBe('2026-11-02');
    expect(weekdayOf('2026-11-22')).toBe(6);
  });
});
