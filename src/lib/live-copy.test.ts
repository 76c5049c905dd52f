// @vitest-environment jsdom
import { afterEach, expect, it } from 'vitest';
import { setLanguage } from './language.ts';
import { liveCopy } from './live-copy.ts';

const copy = liveCopy({
  en: { bar: { save: 'Save', left: (count: number) => `${count} left` }, days: ['Mon', 'Tue'] },
  fr: {
    bar: { save: 'Enregistrer', left: (count: number) => `reste ${count}` },
    days: ['lun.', 'mar.'],
  },
});
const { bar } = copy;

afterEach(() => setLanguage('en'));

it('a part that was kept follows the language of the screen', () => {
  expect([bar.save, bar.left(2), copy.days[1]]).toEqual(['Save', '2 left', 'Tue']);
  setLanguage('fr');
  expect([bar.save, bar.left(2), copy.days[1]]).toEqual(['Enregistrer', 'reste 2', 'mar.']);
});

it('can be listed, searched and spread like the texts themselves', () => {
  setLanguage('fr');
  expect(Object.keys(bar)).toEqual(['save', 'left']);
  expect(Object.entries(copy.bar).map(([name]) => name)).toEqual(['save', 'left']);
  expect('save' in bar).toBe(true);
  expect({ ...bar }.save).toBe('Enregistrer');
});
