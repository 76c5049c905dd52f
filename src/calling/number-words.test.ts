import { afterEach, expect, it } from 'vitest';
import { numberWords, setWithheldWord } from './number-words.ts';

afterEach(() => setWithheldWord(() => 'Number withheld'));

it('a withheld number is named in the language of the moment', () => {
  let word = 'Number withheld';
  setWithheldWord(() => word);
  expect(numberWords('+14165550123')).toBe('416 555-0123');
  expect(numberWords(null)).toBe('Number withheld');
  word = 'Numéro masqué';
  expect(numberWords(undefined)).toBe('Numéro masqué');
});
