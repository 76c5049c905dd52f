import type { CallerWords } from './caller-words.ts';
import { ask, speak } from './dialogue-state.ts';
import type { Context, Plan } from './dialogue-state.ts';
import { offerHelp } from './help.ts';
import { findAnswer } from './knowledge.ts';
import { spansOf, tidy, without } from './normalise.ts';
import { openPoint } from './open-point.ts';
import { canUse, useTool } from './tool-use.ts';

/** Questions, and what is said in answer. An open question of ours is put again afterwards. */

/** Answers, then comes back to the open point. */
export function answerThen(context: Context, answer: string): Plan {
  const { state, replies } = context;
  const point = openPoint(context);
  if (point !== null) return speak(answer, point);
  state.pending = 'anything_else';
  return speak(answer, replies.anythingElse);
}

const withoutDot = (text: string): string => text.trim().replace(/[.\s]+$/, '');

export function tellHours(context: Context): Plan {
  const { turn, replies } = context;
  const hours = withoutDot(turn.variables['open_hours'] ?? '');
  return answerThen(context, hours === '' ? replies.hoursUnknown : replies.hours(hours));
}

export function tellToday(context: Context): Plan {
  const { turn, replies } = context;
  const today = withoutDot(turn.variables['today'] ?? turn.variables['today_iso'] ?? '');
  return answerThen(context, today === '' ? replies.dontKnow : replies.today(today));
}

export function tellRobot(context: Context): Plan {
  const { turn, replies } = context;
  const answer = replies.iAmAnAi(turn.variables['assistant_name'] ?? '');
  const point = openPoint(context);
  return speak(answer, point);
}

/** @param isAnswer the caller was asked for which service */
export function askPrice(context: Context, caller: CallerWords, isAnswer: boolean): Plan {
  const { state, words, replies } = context;
  state.topic = caller.text;
  if (!canUse(context, 'quote_price')) return offerHelp(context, replies.noPrices);
  const cut = isAnswer ? words.fillers : words.priceFrame;
  const rest = without(caller.heard, [
    ...spansOf(words.fillers, caller.heard),
    ...spansOf(cut, caller.heard),
  ]);
  const named = tidy(rest.text);
  const service = named === '' ? (state.goal?.service ?? state.goal?.problem ?? null) : named;
  if (service === null) return ask(context, 'price_service', replies.askPriceFor);
  if (state.pending === 'price_service') state.pending = null;
  return useTool(context, 'quote_price', { service });
}

/** What the business wrote or what was said earlier; null: nothing fits. */
export function answerFromKnowledge(context: Context, caller: CallerWords): Plan | null {
  const { turn, earlier, words, replies } = context;
  const fact = findAnswer(caller.text, turn.instructions, earlier, words);
  if (fact === null) return null;
  const sentence = /[.!?]$/.test(fact.text) ? fact.text : `${fact.text}.`;
  const capital = sentence.charAt(0).toUpperCase() + sentence.slice(1);
  return answerThen(context, fact.isCallers ? replies.youSaid(capital) : capital);
}

export function dontKnow(context: Context, caller: CallerWords): Plan {
  context.state.topic = tidy(caller.text);
  return offerHelp(context, context.replies.dontKnow);
}
