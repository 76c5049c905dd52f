import type { CallEvent } from '@core/call-events.ts';
import type { CallOutcome, OutcomeReason } from '@core/call-state.ts';
import type { EndedWord } from '@core/call-words.ts';

/** A way in which a call can end: its log, and what is to be said of it. */
export type Ending = [
  how: string,
  events: CallEvent[],
  outcome: CallOutcome,
  reason: OutcomeReason,
  word: EndedWord,
];
