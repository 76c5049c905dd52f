import { problemOf } from './caller-words.ts';
import type { CallerWords } from './caller-words.ts';
import { ask, speak } from './dialogue-state.ts';
import type { Context, Pending, Plan } from './dialogue-state.ts';
import { stemsOf } from './knowledge.ts';
import { tidy, without, spansOf } from './normalise.ts';
import { textOf } from './tool-answers.ts';
import { canUse, useTool } from './tool-use.ts';

/** Messages, call-backs and people: what is left when the assistant cannot do a thing itself. */

const MOST_REASON_CHARACTERS = 200;

function helpQuestion(context: Context): { question: string; pending: Pending | null } {
  const { replies } = context;
  const canMessage = canUse(context, 'take_message');
  const canCall = canUse(context, 'request_callback');
  if (canMessage && canCall) return { question: replies.offerBoth, pending: 'offer_help' };
  if (canMessage) return { question: replies.offerMessage, pending: 'offer_help' };
  if (canCall) return { question: replies.offerCallBack, pending: 'offer_help' };
  if (canUse(context, 'request_person')) {
    return { question: replies.offerPerson, pending: 'offer_help' };
  }
  return { question: replies.offerNothing, pending: null };
}

/** Says why something cannot be done, and offers what can. */
export function offerHelp(context: Context, lead: string): Plan {
  const { question, pending } = helpQuestion(context);
  return ask(context, pending, lead, question);
}

/** The answer to what was offered; null: it was about something else. */
export function answerOffer(context: Context, caller: CallerWords): Plan | null {
  const { words, replies } = context;
  const { heard } = caller;
  const isMessage = heard.plain.search(words.offerMessage) !== -1;
  const isCall = heard.plain.search(words.offerCall) !== -1;
  if (!isMessage && !isCall && caller.isNo) {
    return ask(context, 'anything_else', replies.anythingElse);
  }
  if (!isMessage && !isCall && !caller.isYes) return null;
  if (isMessage && !isCall && canUse(context, 'take_message')) {
    return ask(context, 'message', replies.askMessage);
  }
  if (canUse(context, 'request_callback')) return requestCallBack(context, null);
  if (canUse(context, 'take_message')) return ask(context, 'message', replies.askMessage);
  return fetchPerson(context, caller.text, false);
}

/** Leaves a message, or asks for it where only the wish for one was said. */
export function leaveMessage(context: Context, caller: CallerWords, isAnswer: boolean): Plan {
  const { state, words, replies } = context;
  if (!canUse(context, 'take_message')) {
    if (canUse(context, 'request_callback')) return requestCallBack(context, caller);
    return offerHelp(context, replies.cannotHelp);
  }
  const heard = caller.heard;
  const frame = [...spansOf(words.intents.message, heard), ...spansOf(words.fillers, heard)];
  const hasContent = stemsOf(without(heard, frame).text, words).size > 1;
  if (!isAnswer && !hasContent) return ask(context, 'message', replies.askMessage);
  const message = tidy(caller.text);
  state.topic = message;
  return useTool(context, 'take_message', {
    message,
    name: state.name,
    urgent: state.wasUrgent ? true : null,
  });
}

/** @param caller null: about what the conversation is about already */
export function requestCallBack(context: Context, caller: CallerWords | null): Plan {
  const { state, replies } = context;
  if (!canUse(context, 'request_callback')) {
    if (caller !== null && canUse(context, 'take_message'))
      return leaveMessage(context, caller, true);
    return offerHelp(context, replies.cannotHelp);
  }
  const said = caller === null ? null : reasonIn(context, caller);
  const reason = said ?? state.topic ?? state.goal?.problem ?? null;
  if (reason === null) return ask(context, 'call_back_reason', replies.askCallBackReason);
  const spans = caller?.dates.spans.toSorted((a, b) => a.start - b.start) ?? [];
  const when = caller?.heard.text.slice(spans[0]?.start ?? 0, spans.at(-1)?.end ?? 0) ?? '';
  return useTool(context, 'request_callback', {
    reason: reason.slice(0, MOST_REASON_CHARACTERS),
    when: textOf(tidy(when)),
    name: state.name,
  });
}

/** What the call-back is about: what is left beside "call me back tomorrow", in whole words. */
function reasonIn({ state, words }: Context, caller: CallerWords): string | null {
  if (state.pending === 'call_back_reason') return tidy(caller.text);
  const rest = without(caller.heard, [
    ...spansOf(words.intents.callBack, caller.heard),
    ...spansOf(words.fillers, caller.heard),
    ...caller.dates.spans,
  ]);
  return stemsOf(rest.text, words).size > 1 || caller.has('problem') ? tidy(caller.text) : null;
}

/** Rings the people of the business, once. */
export function fetchPerson(
  context: Context,
  reason: string,
  isUrgent: boolean,
  lead: string | null = null,
): Plan {
  const { state, replies } = context;
  if (state.rings !== null && (state.rings.isUrgent || !isUrgent)) {
    return speak(lead, replies.ringingAlready);
  }
  state.wasUrgent ||= isUrgent;
  if (!canUse(context, 'request_person')) {
    state.topic ??= tidy(reason);
    const { question, pending } = helpQuestion(context);
    return ask(context, pending, lead, lead === null ? replies.cannotFetch : null, question);
  }
  const args = {
    reason: tidy(reason).slice(0, MOST_REASON_CHARACTERS),
    urgent: isUrgent ? true : null,
  };
  return useTool(context, 'request_person', args, lead);
}

/** A danger: calm words first, then people. */
export function handleEmergency(context: Context, caller: CallerWords, reason: string): Plan {
  const { replies } = context;
  const isGas = /\bgas|\bgaz/.test(caller.heard.plain);
  context.state.topic ??= problemOf(caller, context.words);
  const safety = isGas ? replies.safetyGas : replies.safety;
  return fetchPerson(context, reason, true, safety);
}
