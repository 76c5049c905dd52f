import { expect, it } from 'vitest';
import { fuzzyScore } from './fuzzy.ts';

const best = (typed: string, texts: string[]) =>
  texts
    .map((text) => ({ text, score: fuzzyScore(text, typed) }))
    .filter(({ score }) => score !== null)
    .toSorted((a, b) => (b.score ?? 0) - (a.score ?? 0))
    .map(({ text }) => text);

it('finds by the beginnings of words', () => {
  expect(best('mlo', ['Marc Tremblay', 'Maria Lopez', 'Milo Long'])).toEqual([
    'Maria Lopez',
    'Milo Long',
  ]);
});

it('knows no accents and no capitals', () => {
  expect(best('belanger', ['Tom Bélanger'])).toEqual(['Tom Bélanger']);
  expect(best('BÉL', ['Tom Belanger'])).toEqual(['Tom Belanger']);
});

it('what stands there as typed comes first', () => {
  expect(best('call', ['Calendar, all', 'Call history'])).toEqual([
    'Call history',
    'Calendar, all',
  ]);
});

it('nothing typed leaves everything', () => {
  expect(fuzzyScore('Clients', '  ')).toBe(0);
});

it('letters that are not there find nothing', () => {
  expect(fuzzyScore('Clients', 'xz')).toBeNull();
});
