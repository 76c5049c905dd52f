import { expect, test } from 'vitest';
import { splitSentences } from './sentences.ts';

test.each([
  ['One. Two! Three?', ['One.', 'Two!', 'Three?']],
  ['Monday at 9:00 a.m. is free. Shall I?', ['Monday at 9:00 a.m. is free.', 'Shall I?']],
  ['It is $120.50 in all.', ['It is $120.50 in all.']],
  ['¿Está ahí? ¡Bueno! Sí.', ['¿Está ahí?', '¡Bueno!', 'Sí.']],
  ['À neuf heures. Ça va ?', ['À neuf heures.', 'Ça va ?']],
  ['no end', ['no end']],
  ['...', ['...']],
])('%s', (text, sentences) => {
  expect(splitSentences(text)).toEqual(sentences);
});
