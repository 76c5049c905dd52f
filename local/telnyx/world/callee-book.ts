import type { ScriptItem } from './leg.ts';

/** `manual`: rings until somebody acts as that person (the booth page, or the control API). */
export const CALLEE_BEHAVIOURS = [
  'answer',
  'busy',
  'reject',
  'no_answer',
  'voicemail',
  'manual',
] as const;
export type CalleeBehaviourName = (typeof CALLEE_BEHAVIOURS)[number];

/** How an outside number takes our calls. */
export interface CalleeBehaviour {
  behaviour: CalleeBehaviourName;
  /** Ringing time before it answers, is busy or rejects; `no_answer`: 0 for as long as we let it ring. */
  afterMs: number;
  script: ScriptItem[] | null;
  toneHz: number | null;
}

export interface CalleeBook {
  of(number: string): CalleeBehaviour;
  set(number: string, behaviour: CalleeBehaviour): void;
  remove(number: string): boolean;
  list(): [string, CalleeBehaviour][];
  clear(): void;
}

const DEFAULT_CALLEE: CalleeBehaviour = {
  behaviour: 'answer',
  afterMs: 1500,
  script: null,
  toneHz: null,
};
/** Telnyx's number for the SDK's pre-call test (`runPreCall`): answers soon, and can be heard. */
export const TEST_NUMBER = '+18722315806';
const TEST_CALLEE: CalleeBehaviour = {
  behaviour: 'answer',
  afterMs: 300,
  script: null,
  toneHz: 440,
};
const MAX_NUMBERS = 1000;

export function createCalleeBook(): CalleeBook {
  const book = new Map<string, CalleeBehaviour>();
  return {
    of: (number) => book.get(number) ?? (number === TEST_NUMBER ? TEST_CALLEE : DEFAULT_CALLEE),
    set(number, behaviour) {
      book.set(number, behaviour);
      const oldest = book.keys().next();
      if (book.size > MAX_NUMBERS && !oldest.done) book.delete(oldest.value);
    },
    remove: (number) => book.delete(number),
    list: () => [...book.entries()],
    clear: () => book.clear(),
  };
}
