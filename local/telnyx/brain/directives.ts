import { sentencesOf, stemsOf } from './knowledge.ts';
import { hear, plainText, spansOf } from './normalise.ts';
import type { Words } from './words-shape.ts';
import { LANGUAGES, wordsFor } from './words.ts';

export type Ability = keyof Words['directives'];

/** What the instructions forbid. */
export interface Directives {
  forbidden: ReadonlySet<Ability>;
  /** "We do not work on gas lines": the words of each thing, with the language they are in. */
  declined: { stems: Set<string>; words: Words }[];
  /** Instructions that say nothing: the assistant can only say that it cannot help. */
  areEmpty: boolean;
}

const LEAST_CHARACTERS = 20;
const CLAUSE_END = /[,;:]\s|\s(?:and|but|et|mais|y|pero)\s/i;

function isWhole(matcher: RegExp, plain: string, tails: RegExp): boolean {
  return [...plain.matchAll(matcher)].some(({ index, 0: found }) => {
    const rest = plain.slice(index + found.length).trim();
    const tail = [...rest.matchAll(tails)][0];
    return index === 0 && (rest === '' || tail?.[0].length === rest.length);
  });
}

/** A sentence and, unless it speaks of a condition, its clauses. */
function clausesOf(sentence: string, words: Words): string[] {
  const opening = spansOf(words.conditions, hear(sentence))[0];
  const isConditional = opening !== undefined && opening.start === 0;
  const parts = isConditional ? [sentence] : [sentence, ...sentence.split(CLAUSE_END)];
  return parts.map(plainText);
}

function declinedIn(sentence: string, words: Words): Set<string>[] {
  const heard = hear(sentence);
  const opening = spansOf(words.declines, heard)[0];
  if (opening === undefined) return [];
  return heard.text
    .slice(opening.end)
    .split(new RegExp(`[,;]|${words.listJoint.source}`, 'i'))
    .map((thing) => stemsOf(thing, words))
    .filter((stems) => stems.size > 0);
}

/** Reads the sentences of the instructions that the scripted brain obeys; all others it ignores. */
export function readDirectives(instructions: string): Directives {
  const forbidden = new Set<Ability>();
  const declined: Directives['declined'] = [];
  for (const sentence of sentencesOf(instructions)) {
    for (const language of LANGUAGES) {
      const words = wordsFor(language);
      const clauses = clausesOf(sentence, words);
      for (const [ability, matcher] of Object.entries(words.directives)) {
        const isSaid = clauses.some((clause) => isWhole(matcher, clause, words.directiveTails));
        if (isSaid) forbidden.add(ability as Ability);
      }
      for (const stems of declinedIn(sentence, words)) declined.push({ stems, words });
    }
  }
  const areEmpty = instructions.trim().length < LEAST_CHARACTERS;
  return { forbidden, declined, areEmpty };
}

/** Whether the instructions say that this is not done: every word of a declined thing is in it. */
export function isDeclined(problem: string, { declined }: Directives): boolean {
  return declined.some(({ stems, words }) => {
    const said = stemsOf(problem, words);
    return [...stems].every((stem) => said.has(stem));
  });
}
