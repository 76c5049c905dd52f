import { hear, wordsOf } from './normalise.ts';
import type { BrainMessage } from './turn.ts';
import type { Words } from './words-shape.ts';

/** A sentence that may answer a question. */
interface Fact {
  text: string;
  /** Said by the caller: told back as such. */
  isCallers: boolean;
}

/** This share of a question's words must be in the answer. */
const LEAST_SHARE = 0.5;
const SPEAKER = /^\s*(?:[-*•]\s*)?(?:\[[^\]]*\]\s*)?[\p{L}][\p{L} .'-]{0,30}:\s+/u;
const CALLER = /^\s*(?:caller|client|customer|appelant|llamante|user)\s*:/i;

/** Words with content, their endings cut, so that "parking" finds "park". */
export function stemsOf(text: string, words: Words): Set<string> {
  const empty = new Set(words.emptyWords);
  return new Set(
    wordsOf(hear(text).plain)
      .filter((word) => !empty.has(word) && (word.length > 1 || /\d/.test(word)))
      .map((word) => stem(word, words.endings)),
  );
}

function stem(word: string, endings: readonly string[]): string {
  if (/\d/.test(word)) return word;
  const ending = endings.find((end) => word.endsWith(end) && word.length - end.length >= 3);
  return ending === undefined ? word : word.slice(0, -ending.length);
}

/** The part of the instructions that may be told: below a line "# What you know", to the next heading. */
function knownSentences(instructions: string): string[] {
  const lines = instructions.split('\n');
  const start = lines.findIndex((line) => /^#+\s*what you know\b/i.test(line.trim()));
  if (start === -1) return [];
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => /^#+\s/.test(line.trim()));
  return sentencesOf((end === -1 ? rest : rest.slice(0, end)).join('\n'));
}

/** Sentences and list entries; a dot within a number or a short form ("a.m.") ends none. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/\n+|(?<=[.!?])(?<!\b\p{L}\.)\s+(?=[\p{Lu}¿¡"«\d])/u)
    .map((sentence) => sentence.replace(/^\s*[-*•]\s*/, '').trim())
    .filter((sentence) => /[\p{L}\d]/u.test(sentence));
}

function factsOfMessages(messages: readonly BrainMessage[]): Fact[] {
  return messages.flatMap((message): Fact[] => {
    if (message.role === 'tool') return [];
    const lines = message.text.replace(/^\s*resume:\s*/i, '').split('\n');
    return lines.flatMap((line): Fact[] => {
      const isSpoken = SPEAKER.test(line);
      // What the assistant itself said is no source; a person's lines may stand anywhere.
      if (message.role === 'assistant' && !isSpoken) return [];
      const isCallers = CALLER.test(line) || message.role === 'user';
      return sentencesOf(line.replace(SPEAKER, '')).map((text) => ({ text, isCallers }));
    });
  });
}

function isQuestion(text: string, words: Words): boolean {
  return text.includes('?') || hear(text).plain.search(words.intents.question) !== -1;
}

/**
 * The sentence that best answers a question: most words in common, at least half of the question's;
 * of equals the latest. What was said in the conversation goes before what the business wrote.
 */
export function findAnswer(
  question: string,
  instructions: string,
  earlier: readonly BrainMessage[],
  words: Words,
): Fact | null {
  const wanted = stemsOf(question, words);
  if (wanted.size === 0) return null;
  const written = knownSentences(instructions).map((text) => ({ text, isCallers: false }));
  let best: Fact | null = null;
  let bestShare = LEAST_SHARE;
  for (const fact of [...written, ...factsOfMessages(earlier)]) {
    if (isQuestion(fact.text, words)) continue;
    const stems = stemsOf(fact.text, words);
    const shared = [...wanted].filter((word) => stems.has(word)).length;
    const share = shared / wanted.size;
    // A fact must add something to the words of the question.
    if (shared > 0 && share >= bestShare && stems.size > shared) {
      best = fact;
      bestShare = share;
    }
  }
  return best;
}
