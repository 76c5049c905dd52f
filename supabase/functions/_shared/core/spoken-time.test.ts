import { describe, expect, it } from 'vitest';
import type { AiLanguage } from './contracts/ai-profile.ts';
import { spokenMoment, spokenPrice } from './spoken-time.ts';

const TORONTO = 'America/Toronto';
/** Sunday noon in Toronto. */
const NOW = '2026-11-22T17:00:00Z';

const label = (instant: string, language: AiLanguage, now = NOW, zone = TORONTO) =>
  spokenMoment(instant, now, language, zone).label;

describe('a moment as it is said on the phone', () => {
  it.each([
    ['2026-11-25T14:00:00Z', 'en', 'Wednesday, November 25 at 9:00 a.m.'],
    ['2026-11-25T14:00:00Z', 'fr', 'mercredi 25 novembre à 9 h'],
    ['2026-11-25T14:00:00Z', 'es', 'miércoles 25 de noviembre a las 9 de la mañana'],
    ['2026-11-25T18:30:00Z', 'en', 'Wednesday, November 25 at 1:30 p.m.'],
    ['2026-11-25T18:30:00Z', 'fr', 'mercredi 25 novembre à 13 h 30'],
    ['2026-11-25T18:30:00Z', 'es', 'miércoles 25 de noviembre a la 1:30 de la tarde'],
    ['2026-11-25T17:00:00Z', 'en', 'Wednesday, November 25 at 12:00 p.m.'],
    ['2026-11-25T17:00:00Z', 'es', 'miércoles 25 de noviembre a las 12 del mediodía'],
    ['2026-11-26T01:05:00Z', 'es', 'miércoles 25 de noviembre a las 8:05 de la noche'],
    ['2026-11-25T05:00:00Z', 'en', 'Wednesday, November 25 at 12:00 a.m.'],
    ['2026-11-25T05:00:00Z', 'es', 'miércoles 25 de noviembre a las 12 de la madrugada'],
    ['2026-12-01T14:00:00Z', 'fr', 'mardi 1er décembre à 9 h'],
  ] as const)('%s in %s: %s', (instant, language, said) => {
    expect(label(instant, language)).toBe(said);
  });

  it.each([
    ['2026-11-22T20:00:00Z', 'en', 'today, Sunday, November 22 at 3:00 p.m.'],
    ['2026-11-22T20:00:00Z', 'fr', "aujourd'hui, dimanche 22 novembre à 15 h"],
    ['2026-11-22T20:00:00Z', 'es', 'hoy, domingo 22 de noviembre a las 3 de la tarde'],
    ['2026-11-23T14:00:00Z', 'en', 'tomorrow, Monday, November 23 at 9:00 a.m.'],
    ['2026-11-23T14:00:00Z', 'fr', 'demain, lundi 23 novembre à 9 h'],
    ['2026-11-23T14:00:00Z', 'es', 'mañana, lunes 23 de noviembre a las 9 de la mañana'],
  ] as const)('near days are called so: %s in %s', (instant, language, said) => {
    expect(label(instant, language)).toBe(said);
  });

  it("tomorrow begins at the business's midnight, not at Greenwich's", () => {
    const lateEvening = '2026-11-23T04:30:00Z';
    expect(label('2026-11-23T14:00:00Z', 'en', lateEvening)).toMatch(/^tomorrow, Monday/);
    expect(label('2026-11-23T14:00:00Z', 'en', '2026-11-23T05:30:00Z')).toMatch(/^today, Monday/);
  });

  it.each([
    ['en', 'Monday, January 4, 2027 at 9:00 a.m.'],
    ['fr', 'lundi 4 janvier 2027 à 9 h'],
    ['es', 'lunes 4 de enero de 2027 a las 9 de la mañana'],
  ] as const)('another year is named, in %s', (language, said) => {
    expect(label('2027-01-04T14:00:00Z', language)).toBe(said);
  });

  it('New Year is a tomorrow too', () => {
    expect(label('2027-01-01T15:00:00Z', 'en', '2026-12-31T17:00:00Z')).toBe(
      'tomorrow, Friday, January 1, 2027 at 10:00 a.m.',
    );
  });

  it.each([
    // The clock goes back on 2026-11-01 at 2:00 and forward on 2027-03-14 at 2:00.
    ['2026-10-31T13:00:00Z', '2026-10-31', '09:00', 'Saturday, October 31 at 9:00 a.m.'],
    ['2026-11-01T14:00:00Z', '2026-11-01', '09:00', 'Sunday, November 1 at 9:00 a.m.'],
    ['2026-11-01T05:30:00Z', '2026-11-01', '01:30', 'Sunday, November 1 at 1:30 a.m.'],
    ['2026-11-01T06:30:00Z', '2026-11-01', '01:30', 'Sunday, November 1 at 1:30 a.m.'],
    ['2027-03-13T14:00:00Z', '2027-03-13', '09:00', 'Saturday, March 13, 2027 at 9:00 a.m.'],
    ['2027-03-14T13:00:00Z', '2027-03-14', '09:00', 'Sunday, March 14, 2027 at 9:00 a.m.'],
    ['2027-03-14T07:00:00Z', '2027-03-14', '03:00', 'Sunday, March 14, 2027 at 3:00 a.m.'],
  ])('[I10] around a change of the clock %s is %s %s', (instant, day, time, said) => {
    const moment = spokenMoment(instant, '2026-10-01T12:00:00Z', 'en', TORONTO);
    expect(moment).toEqual({ label: said, day, time });
  });

  it('the day after a change of the clock is still tomorrow', () => {
    // 23 and 25 hours lie between the two midnights.
    expect(label('2027-03-15T13:00:00Z', 'en', '2027-03-14T05:10:00Z')).toMatch(/^tomorrow,/);
    expect(label('2026-11-02T14:00:00Z', 'en', '2026-11-01T04:10:00Z')).toMatch(/^tomorrow,/);
  });

  it.each([
    ['Asia/Kolkata', 'Monday, November 23 at 7:30 p.m.'],
    ['Pacific/Auckland', 'Tuesday, November 24 at 3:00 a.m.'],
    ['America/St_Johns', 'Monday, November 23 at 10:30 a.m.'],
  ])('in %s', (zone, said) => {
    expect(label('2026-11-23T14:00:00Z', 'en', '2026-11-01T00:00:00Z', zone)).toBe(said);
  });

  it("takes Postgres's offsets and microseconds", () => {
    expect(label('2026-11-25T14:00:00.000000+00:00', 'en')).toBe(
      'Wednesday, November 25 at 9:00 a.m.',
    );
  });
});

describe('a price as it is said', () => {
  it.each([
    [14_500, 'CAD', 'en', '145 dollars'],
    [14_500, 'CAD', 'fr', '145 dollars'],
    [14_500, 'CAD', 'es', '145 dólares'],
    [8_950, 'USD', 'en', '89 dollars and 50 cents'],
    [8_950, 'USD', 'fr', '89 dollars et 50 cents'],
    [8_950, 'USD', 'es', '89 dólares con 50 centavos'],
    [101, 'EUR', 'en', '1 euro and 1 cent'],
    [0, 'CAD', 'en', '0 dollars'],
    [2_000, 'MXN', 'es', '20 MXN'],
  ] as const)('%i %s in %s: %s', (cents, currency, language, said) => {
    expect(spokenPrice(cents, currency, language)).toBe(said);
  });
});
