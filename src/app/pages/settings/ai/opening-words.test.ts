import { expect, it } from 'vitest';
import { openingWords } from './opening-words.ts';

const open = (weekday: number, opensAt: string, closesAt: string) => ({
  weekday,
  opensAt,
  closesAt,
});

it('says opening times in a few words, days with the same times together', () => {
  const week = [1, 2, 3, 4, 5].map((day) => open(day, '08:00:00', '18:00:00'));
  expect(openingWords([...week, open(6, '09:00:00', '13:30:00')])).toEqual([
    'Mon to Fri 8–18',
    'Sat 9–13:30',
  ]);
});

it('keeps days apart that do not follow each other, and shows a lunch break', () => {
  expect(
    openingWords([
      open(0, '10:00:00', '12:00:00'),
      open(1, '08:00:00', '12:00:00'),
      open(1, '13:00:00', '17:00:00'),
      open(3, '08:00:00', '17:00:00'),
    ]),
  ).toEqual(['Mon 8–12, 13–17', 'Wed 8–17', 'Sun 10–12']);
});

it('says nothing where nothing is open', () => {
  expect(openingWords([])).toEqual([]);
});
