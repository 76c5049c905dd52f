import { roomCopy } from './room-copy.ts';

/** The outcomes that the phone offers after a call, by the names that are stored. */
export const OUTCOMES = ['booked', 'quote', 'call_back', 'question', 'not_for_us'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** How a call ended, in words. One that somebody typed stands as it was typed. */
export function outcomeWord(stored: string): string {
  const known = OUTCOMES.find((outcome) => outcome === stored);
  return known ? roomCopy.wrapUp.outcomes[known] : stored;
}

/** What is stored for words that somebody typed or chose. */
export function outcomeOf(words: string): string {
  const isMeant = (outcome: Outcome) =>
    roomCopy.wrapUp.outcomes[outcome].toLocaleLowerCase() === words.trim().toLocaleLowerCase();
  return OUTCOMES.find(isMeant) ?? words.trim();
}
