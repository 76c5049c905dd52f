import { hear, wordsOf } from './normalise.ts';
import type { Heard } from './normalise.ts';
import type { BrainLanguage } from './turn.ts';
import { LANGUAGES, wordsFor } from './words.ts';

const STOP_WORDS = Object.fromEntries(
  LANGUAGES.map((language) => [language, new Set(wordsFor(language).stopWords)]),
) as Record<BrainLanguage, Set<string>>;

/** Letters that only one of the three languages writes. */
const TELLING_LETTERS: [RegExp, BrainLanguage][] = [
  [/[ñ¿¡]/i, 'es'],
  [/[àâçèêëîïôùûœ]/i, 'fr'],
  [/[áíóú]/i, 'es'],
];

/** Words that say what the call is about count too: "fuite au robinet" has no stop word in it. */
const TOPICS = ['problem', 'book', 'reschedule', 'person', 'emergency'] as const;

function score(heard: Heard, language: BrainLanguage): number {
  const stopWords = STOP_WORDS[language];
  const { intents } = wordsFor(language);
  const common = wordsOf(heard.plain).filter((word) => stopWords.has(word)).length;
  const topics = TOPICS.filter((intent) => heard.plain.search(intents[intent]) !== -1).length;
  const letters = TELLING_LETTERS.filter(
    ([letter, of]) => of === language && letter.test(heard.text),
  ).length;
  return common + topics + letters;
}

/**
 * @param text one thing that the caller said
 * @param current the language spoken so far; short answers and close calls keep it
 * @returns another language only where it is clearly ahead: by two points, and three words were said
 */
export function detectLanguage(text: string, current: BrainLanguage): BrainLanguage {
  const heard = hear(text);
  if (wordsOf(heard.plain).length < 3) return current;
  let best = current;
  let bestScore = score(heard, current) + 1;
  for (const language of LANGUAGES) {
    const points = score(heard, language);
    if (language !== current && points > bestScore) {
      best = language;
      bestScore = points;
    }
  }
  return best;
}

const NAMED: [RegExp, BrainLanguage][] = [
  [/\(fr\)\s*$|fran[cç]ais|french/i, 'fr'],
  [/\(es\)\s*$|espa[nñ]ol|spanish/i, 'es'],
  [/\(en\)\s*$|english|anglais|ingl[eé]s/i, 'en'],
];

/** The language in an assistant's name, such as "Maple Plumbing (fr)". */
export function languageInName(name: string): BrainLanguage | null {
  return NAMED.find(([mark]) => mark.test(name))?.[1] ?? null;
}
