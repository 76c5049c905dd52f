import type { BrainLanguage } from './turn.ts';
import { enWords } from './words-en.ts';
import { esWords } from './words-es.ts';
import { frWords } from './words-fr.ts';
import type { Words } from './words-shape.ts';

const WORDS: Record<BrainLanguage, Words> = { en: enWords, fr: frWords, es: esWords };

export const LANGUAGES: readonly BrainLanguage[] = ['en', 'fr', 'es'];

/** What is recognised in a language. */
export function wordsFor(language: BrainLanguage): Words {
  return WORDS[language];
}
