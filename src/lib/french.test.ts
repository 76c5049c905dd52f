import { expect, it } from 'vitest';
import { de, que } from './french.ts';

it.each([
  ['Ana', 'd’Ana', 'qu’Ana'],
  ['Élise', 'd’Élise', 'qu’Élise'],
  ['Maria', 'de Maria', 'que Maria'],
  ['416 555-0123', 'de 416 555-0123', 'que 416 555-0123'],
])('French elides before %s where it begins with a vowel', (name, ofName, thatName) => {
  expect(de(name)).toBe(ofName);
  expect(que(name)).toBe(thatName);
});
