import type { Mind } from '../../../local/telnyx/ai/ai-desk.ts';
import type { BrainAction, BrainTurn } from '../../../local/telnyx/brain/brain.ts';

/** A brain without a will: it does what the test told it, turn by turn, and then waits. */
export interface FakeBrain extends Mind {
  /** What it was asked, oldest first. */
  readonly asked: BrainTurn[];
  /** Decides each answer; without it, the brain waits. */
  think(decide: (turn: BrainTurn) => BrainAction | Promise<BrainAction>): void;
  /** Answers the first asks in this order, and waits from then on. */
  plan(...actions: BrainAction[]): void;
}

export function say(text: string, language: 'en' | 'fr' | 'es' = 'en'): BrainAction {
  return { kind: 'say', text, language };
}

export function createFakeBrain(): FakeBrain {
  const asked: BrainTurn[] = [];
  let decide = (_turn: BrainTurn): BrainAction | Promise<BrainAction> => ({ kind: 'wait' });
  return {
    asked,
    think(next) {
      decide = next;
    },
    plan(...actions) {
      const left = [...actions];
      decide = () => left.shift() ?? { kind: 'wait' };
    },
    brain: {
      next(turn) {
        // A copy: the conversation goes on after the ask.
        asked.push({ ...turn, messages: [...turn.messages] });
        return Promise.resolve(decide(turn));
      },
    },
    summarise: (messages) =>
      Promise.resolve({
        summary: `${messages.length} messages`,
        outcome: 'booked',
        sentiment: 'positive',
        follow_ups: [],
      }),
  };
}
