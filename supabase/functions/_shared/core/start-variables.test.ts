import { describe, expect, it } from 'vitest';
import { openHoursWords } from './open-hours-words.ts';
import { aiVariables } from './start-variables.ts';

const WEEK = [
  ...[1, 2, 3, 4, 5].map((weekday) => ({ weekday, opensAt: '08:00', closesAt: '18:00' })),
  { weekday: 6, opensAt: '09:00', closesAt: '13:00' },
];

const facts = {
  language: 'en' as const,
  businessName: 'Maple Plumbing',
  timeZone: 'America/Toronto',
  assistantName: 'the virtual assistant',
  callerFirstName: null,
  hours: WEEK,
  services: ['Tap repair', 'Drain cleaning'],
  now: '2026-11-23T04:30:00.000Z',
};

describe('what an assistant is told at the start', () => {
  it('the date is the business’s, not UTC’s', () => {
    expect(aiVariables(facts)).toMatchObject({
      today: 'Sunday, November 22, 2026',
      today_iso: '2026-11-22',
      day_greeting: 'good evening',
      caller_first_name: '',
      services: 'Tap repair, Drain cleaning',
    });
    expect(aiVariables({ ...facts, timeZone: 'Europe/Paris', language: 'fr' })).toMatchObject({
      today: 'lundi 23 novembre 2026',
      today_iso: '2026-11-23',
      day_greeting: 'bonjour',
    });
  });

  it.each([
    ['2026-03-08T06:30:00Z', 'good morning', '2026-03-08'],
    ['2026-03-08T16:01:00Z', 'good afternoon', '2026-03-08'],
    ['2026-11-01T05:30:00Z', 'good morning', '2026-11-01'],
    ['2026-11-01T06:30:00Z', 'good morning', '2026-11-01'],
    ['2026-11-01T23:30:00Z', 'good evening', '2026-11-01'],
  ])('%s, where the clocks change: %s', (now, dayGreeting, today) => {
    expect(aiVariables({ ...facts, now })).toMatchObject({
      day_greeting: dayGreeting,
      today_iso: today,
    });
  });
});

describe('opening hours as they are said', () => {
  it.each([
    ['en', 'Monday to Friday from 8:00 to 18:00, Saturday from 9:00 to 13:00'],
    ['fr', 'lundi à vendredi de 8:00 à 18:00, samedi de 9:00 à 13:00'],
    ['es', 'lunes a viernes de 8:00 a 18:00, sábado de 9:00 a 13:00'],
  ] as const)('%s', (language, words) => {
    expect(openHoursWords(WEEK, language)).toBe(words);
  });

  it('a lunch break, a day alone, no hours at all', () => {
    const broken = [
      { weekday: 2, opensAt: '08:30', closesAt: '12:00' },
      { weekday: 2, opensAt: '13:00', closesAt: '17:00' },
    ];
    expect(openHoursWords(broken, 'en')).toBe('Tuesday from 8:30 to 12:00 and from 13:00 to 17:00');
    expect(openHoursWords([], 'en')).toBe('no fixed hours');
  });
});
