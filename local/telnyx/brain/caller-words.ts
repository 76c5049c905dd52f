import { givenAddress, introducedName } from './caller-name.ts';
import { findDates } from './dates.ts';
import type { FoundDates } from './dates.ts';
import type { Context } from './dialogue-state.ts';
import { stemsOf } from './knowledge.ts';
import { hear, spansOf, tidy, without, wordsOf } from './normalise.ts';
import type { Heard } from './normalise.ts';
import type { Intent, Words } from './words-shape.ts';

/** One thing that the caller said, with all that was recognised in it. */
export interface CallerWords {
  text: string;
  heard: Heard;
  dates: FoundDates;
  has(intent: Intent): boolean;
  /** A clear yes: at the beginning or in few words, without a no or a question. */
  isYes: boolean;
  isNo: boolean;
  isQuestion: boolean;
  wordCount: number;
}

/** In so few words a yes may stand anywhere: "I think that's right". */
const FEW_WORDS = 5;
const MOST_PROBLEM_CHARACTERS = 300;

export function readCaller(text: string, words: Words, todayIso: string): CallerWords {
  const heard = hear(text);
  const has = (intent: Intent): boolean => heard.plain.search(words.intents[intent]) !== -1;
  const wordCount = wordsOf(heard.plain).length;
  const yesAt = heard.plain.search(words.intents.yes);
  const opening = hear(heard.text.slice(0, Math.max(0, yesAt)));
  const isFirst = without(opening, spansOf(words.fillers, opening)).plain.trim() === '';
  const isQuestion = text.includes('?') || has('question');
  const isNo = has('no');
  return {
    text,
    heard,
    dates: findDates(heard, words.dates, todayIso),
    has,
    isYes:
      yesAt !== -1 && (isFirst || wordCount <= FEW_WORDS) && !isNo && !(isQuestion && !isFirst),
    isNo,
    isQuestion,
    wordCount,
  };
}

/** Questions beside the problem ("can you come?") are none of it. */
function statements(heard: Heard, words: Words): Heard {
  const parts = heard.text.split(/(?<=[,;.!?])\s+/);
  const kept = parts.filter((part) => {
    const { plain } = hear(part);
    const isAsked = part.includes('?') || plain.search(words.intents.question) !== -1;
    return !isAsked || plain.search(words.intents.problem) !== -1;
  });
  return kept.length === 0 ? heard : hear(kept.join(' '));
}

function cutEnds(text: string, words: Words): string {
  let heard = hear(tidy(text));
  for (;;) {
    const { length } = heard.plain;
    const loose = spansOf(words.problemEnds, heard).find(
      ({ start, end }) => start === 0 || end === length,
    );
    if (loose === undefined || loose.end - loose.start === length) return heard.text;
    heard = hear(tidy(without(heard, [loose]).text));
  }
}

/**
 * The problem in the caller's own words: what was said without days and times, the caller's name,
 * greetings and "I would like to book". Null where nothing is left that says anything.
 */
export function problemOf(caller: CallerWords, words: Words): string | null {
  const { heard } = caller;
  const name = introducedName(caller.text, words);
  const address = givenAddress(caller.text, words);
  const rest = without(heard, [
    ...caller.dates.spans,
    ...(address === null ? [] : [address]),
    ...(name === null ? [] : [name]),
    ...spansOf(words.fillers, heard),
    ...spansOf(words.bookingFrame, heard),
  ]);
  const problem = cutEnds(statements(rest, words).text, words).slice(0, MOST_PROBLEM_CHARACTERS);
  return stemsOf(problem, words).size === 0 ? null : problem;
}

/** The one service of the list whose name is all in the problem; the server knows more words. */
export function namedService(problem: string, { turn, words }: Context): string | null {
  const said = stemsOf(problem, words);
  const services = (turn.variables['services'] ?? '').split(',').map((name) => name.trim());
  const named = services.filter((name) => {
    const stems = [...stemsOf(name, words)];
    return stems.length > 0 && stems.every((stem) => said.has(stem));
  });
  return named.length === 1 ? (named[0] ?? null) : null;
}
