import type { Context } from './dialogue-state.ts';
import { plainText } from './normalise.ts';
import type { Replies } from './replies-shape.ts';
import { repliesFor } from './replies.ts';
import type { BrainAction } from './turn.ts';
import { LANGUAGES } from './words.ts';

/** How often the texts, in whatever language, were said since the caller last spoke. */
function countOf(
  said: readonly string[],
  textsOf: (replies: Replies) => readonly string[],
): number {
  const texts = new Set(
    LANGUAGES.flatMap((language) => textsOf(repliesFor(language))).map(plainText),
  );
  return said.filter((text) => texts.has(plainText(text))).length;
}

/**
 * The caller is silent: two prompts, then a goodbye. Who waits for a person is kept company instead.
 * @param said what the assistant said since the last event
 * @param step the ask of this turn; from 1 on the prompt of this silence has been said
 */
export function keepCompany(context: Context, said: readonly string[], step: number): BrainAction {
  const { state, replies } = context;
  const { language } = state;
  const hasBye = countOf(said, ({ idleGoodbye }) => [idleGoodbye]) > 0;
  if (hasBye) return { kind: 'hang_up' };
  if (step > 0) return { kind: 'wait' };
  if (state.rings !== null) {
    const [first, second] = replies.stillRinging;
    const count = countOf(said, ({ stillRinging }) => stillRinging);
    return { kind: 'say', text: count % 2 === 0 ? first : second, language };
  }
  const count = countOf(said, ({ idle }) => idle);
  return { kind: 'say', text: replies.idle[count] ?? replies.idleGoodbye, language };
}
