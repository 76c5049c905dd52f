import { hear, isIn, spansOf, tidy, without, wordsOf } from './normalise.ts';
import type { Heard } from './normalise.ts';
import type { Words } from './words-shape.ts';

const MOST_WORDS = 3;

/** Words right after a place, up to the end of the clause or a word that no name has. */
function wordsFrom(heard: Heard, start: number, words: Words): string[] {
  const clause = /^[^,.;:!?]*/.exec(heard.text.slice(start).trimStart())?.[0] ?? '';
  const found: string[] = [];
  for (const word of clause.split(/\s+/).filter((entry) => entry !== '')) {
    if (found.length === MOST_WORDS || isWhole(words.nameEnds, word) || /\d/.test(word)) break;
    found.push(word);
  }
  return found;
}

const isWhole = (matcher: RegExp, word: string): boolean => {
  const heard = hear(word);
  return spansOf(matcher, heard).some(
    ({ start, end }) => start === 0 && end === heard.plain.length,
  );
};

const isCapital = (word: string): boolean => /^\p{Lu}/u.test(word);

function asName(parts: string[]): string | null {
  const name = tidy(parts.join(' '));
  if (name === '') return null;
  return name.replace(
    /(^|[\s'-])(\p{Ll})/gu,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );
}

/** @returns the name that the caller gives of their own accord: "my name is …", "this is Ana Ruiz" */
export function introducedName(
  text: string,
  words: Words,
): { name: string; start: number; end: number } | null {
  const heard = hear(text);
  for (const [matcher, isSure] of [
    [words.nameSurely, true],
    [words.namePerhaps, false],
  ] as const) {
    for (const { start, end } of spansOf(matcher, heard)) {
      const parts = wordsFrom(heard, end, words);
      const capitals = parts.slice(0, parts.findIndex((word) => !isCapital(word)) >>> 0);
      const name = asName(isSure ? parts : capitals);
      if (name === null) continue;
      const after = heard.text.indexOf(name.split(' ').at(-1) ?? '', end);
      return {
        name,
        start,
        end: after === -1 ? end : after + (name.split(' ').at(-1)?.length ?? 0),
      };
    }
  }
  return null;
}

const BARE_NAME = /^\s*\p{Lu}[\p{L}'-]+(?:\s+\p{Lu}[\p{L}'-]+){1,2}\s*[.!]?\s*$/u;

/** @returns the name where nothing but one was said, with capitals: "John Chen" */
export function bareName(text: string): string | null {
  return BARE_NAME.test(text) ? tidy(text) : null;
}

/** To the end of the sentence or to a comma, unless a place's name follows it. */
const ADDRESS = /^(?:[^.,;!?]|,(?=\s*[\p{Lu}\d]))*/u;

/** Where to come to, when the caller gives it: to the end of the sentence. */
export function givenAddress(
  text: string,
  words: Words,
): { address: string; start: number; end: number } | null {
  const heard = hear(text);
  const [frame] = spansOf(words.addressFrame, heard);
  if (frame === undefined) return null;
  const clause = ADDRESS.exec(heard.text.slice(frame.end))?.[0] ?? '';
  // A house has a number.
  if (!/\d/.test(clause)) return null;
  return { address: tidy(clause), start: frame.start, end: frame.end + clause.length };
}

/** @returns the name in the answer to "what is your name?", or null where none can be told */
export function answeredName(text: string, words: Words): string | null {
  const introduced = introducedName(text, words);
  if (introduced) return introduced.name;
  const heard = hear(text);
  const rest = without(heard, [
    ...spansOf(words.fillers, heard),
    ...spansOf(words.nameSurely, heard),
    ...spansOf(words.namePerhaps, heard),
  ]);
  const parts = rest.text.split(/[\s,.;:!?]+/).filter((word) => /\p{L}/u.test(word));
  if (parts.length === 0 || parts.length > MOST_WORDS + 1 || /\d/.test(rest.text)) return null;
  const { yes, no } = words.intents;
  if (wordsOf(rest.plain).length <= 2 && (isIn(yes, rest) || isIn(no, rest))) return null;
  return asName(parts);
}
