import { describe, expect, it } from 'vitest';
import { hear, pattern, plainText, tidy, without } from './normalise.ts';
import { LANGUAGES, wordsFor } from './words.ts';

/** Every regular expression in a table, however deep. */
function expressionsIn(value: unknown): RegExp[] {
  if (value instanceof RegExp) return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(expressionsIn);
}

describe('plain spelling', () => {
  it('has the length of what was said, accents and ligatures included', () => {
    for (const text of ['Ça fuit à l’évier, mon cœur !', '¿Mañana? ¡Sí!', '9:30 a.m. 🙂 ok', '']) {
      const heard = hear(text);
      expect(heard.plain).toHaveLength(heard.text.length);
    }
    expect(plainText('Ça fuit à l’évier, mon cœur !')).toBe('ca fuit a l evier mon coeur');
  });

  it('matches whole words, whatever the accents', () => {
    const matcher = pattern("d'été|après-demain|inond~");
    expect(hear('un jour D’ÉTÉ').plain.search(matcher)).toBe(8);
    expect(hear('Apres  demain').plain.search(matcher)).toBe(0);
    expect(hear('tout est inondé').plain.search(matcher)).toBe(9);
    expect(hear('surinondé').plain.search(matcher)).toBe(-1);
  });

  it('what is cut leaves the rest as it was', () => {
    const heard = hear('Élan, demain, évier');
    expect(tidy(without(heard, [{ start: 6, end: 12 }]).text)).toBe('Élan, évier');
  });
});

describe('the tables', () => {
  it.each(LANGUAGES)(
    '%s: no repetition of a repeated space, which takes exponential time',
    (language) => {
      const sources = expressionsIn(wordsFor(language)).map(({ source }) => source);
      expect(sources.length).toBeGreaterThan(50);
      expect(sources.filter((source) => /\( [+*]\)[+*]|\(\?: [+*]\)[+*]/.test(source))).toEqual([]);
    },
  );

  it.each(LANGUAGES)('%s: every matcher comes to an end on long and empty speech', (language) => {
    const sentences = [' '.repeat(400), 'la la '.repeat(80), 'i would like to '.repeat(40)];
    const matchers = expressionsIn(wordsFor(language));
    const found = sentences.map((text) => matchers.filter((matcher) => text.search(matcher) >= 0));
    expect(found[0]).toEqual([]);
  });
});
