import { expect, it } from 'vitest';
import { parsePrice, priceField, priceWords } from './price.ts';

it.each([
  ['145', 14_500],
  ['$145.50', 14_550],
  ['145,5', 14_550],
  [' 0 ', 0],
  ['', null],
  ['-1', Number.NaN],
  ['a lot', Number.NaN],
  ['1.999', Number.NaN],
] as const)('“%s” is %s cents', (text, cents) => {
  expect(parsePrice(text)).toEqual(cents);
});

it('a stored price comes back as it can be typed', () => {
  for (const cents of [0, 5, 14_500, 14_550]) expect(parsePrice(priceField(cents))).toBe(cents);
  expect(priceField(null)).toBe('');
});

it('round dollars are said without cents', () => {
  expect(priceWords(14_500, 'CAD')).toBe('$145');
  expect(priceWords(14_550, 'CAD')).toBe('$145.50');
});
