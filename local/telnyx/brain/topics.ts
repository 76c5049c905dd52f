import { drop } from './answers.ts';
import { startBooking } from './booking.ts';
import type { CallerWords } from './caller-words.ts';
import { saysWhen } from './dates.ts';
import { speak } from './dialogue-state.ts';
import type { Context, Plan } from './dialogue-state.ts';
import { offerHelp } from './help.ts';
import { openPoint } from './open-point.ts';
import { answerFromKnowledge, askPrice, dontKnow, tellHours, tellToday } from './questions.ts';
import { startChange, tellVisits } from './visits.ts';

const MISSES_UNTIL_HELP = 2;

/** A goodbye and nothing else. */
export const isFarewell = (caller: CallerWords): boolean =>
  caller.has('goodbye') && !caller.has('problem') && !saysWhen(caller.dates);

/** "Cancel" while something is being booked means that, unless a visit is spoken of. */
export const isOwnGoal = ({ state }: Context, caller: CallerWords): boolean =>
  state.goal !== null && !caller.has('myVisit');

export function goodbye({ state, replies }: Context): Plan {
  state.pending = null;
  return { say: replies.goodbye, next: { kind: 'hang_up' } };
}

/** What a sentence is about where no open question explains it. */
export function answerTopic(context: Context, caller: CallerWords): Plan | null {
  const { state } = context;
  const isBusy = caller.has('problem') || caller.has('book');
  if (caller.has('repeat') && state.lastReply !== null && caller.wordCount < 8) {
    return speak(state.lastReply);
  }
  if (isFarewell(caller)) return goodbye(context);
  if (caller.has('cancel') && !isOwnGoal(context, caller)) {
    return startChange(context, caller, 'cancel');
  }
  if (caller.has('forget') && state.goal !== null) return drop(context, state.goal);
  if (caller.has('price')) return askPrice(context, caller, false);
  if (caller.has('hours')) return tellHours(context);
  if (caller.has('today')) return tellToday(context);
  if (caller.has('myVisit') && caller.isQuestion) return tellVisits(context, caller);
  if (caller.has('reschedule')) return startChange(context, caller, 'reschedule');
  if (caller.isQuestion) {
    const known = answerFromKnowledge(context, caller);
    // "Can you come tomorrow?" is a wish, whatever is known of coming.
    if (known !== null && !(caller.has('book') && isBusy && saysWhen(caller.dates))) return known;
  }
  if (isBusy || saysWhen(caller.dates)) return answerBooking(context, caller);
  return null;
}

function answerBooking(context: Context, caller: CallerWords): Plan {
  const { state } = context;
  const point = openPoint(context);
  // More words about a problem that is known already change nothing.
  const isMore = state.goal !== null && !saysWhen(caller.dates) && state.pending !== 'problem';
  if (isMore && point !== null && state.goal?.problem !== null) return speak(point);
  return startBooking(context, caller);
}

/** Nothing was recognised: small talk, a question that nobody can answer, or no sense. */
export function notUnderstood(context: Context, caller: CallerWords): Plan {
  const { state, replies } = context;
  const point = openPoint(context);
  if (caller.isQuestion && !caller.has('greeting')) return dontKnow(context, caller);
  if (caller.has('thanks')) return speak(replies.welcome, point ?? replies.anythingElse);
  if (caller.has('greeting') && caller.wordCount < 5) {
    return speak(replies.hello, point ?? replies.howCanIHelp);
  }
  if (point === null && (caller.isYes || caller.isNo) && caller.wordCount < 4) {
    return speak(caller.isYes ? replies.goOn : replies.howCanIHelp);
  }
  const known = caller.wordCount > 2 ? answerFromKnowledge(context, caller) : null;
  if (known !== null && !isEcho(known, caller)) return known;
  state.misses += 1;
  if (state.misses >= MISSES_UNTIL_HELP) {
    state.misses = 0;
    return offerHelp(context, replies.sorryNotUnderstood);
  }
  return speak(replies.sorryNotUnderstood, point ?? replies.howCanIHelp);
}

/** A statement is not answered with a statement of the caller's. */
const isEcho = ({ say }: Plan, { text }: CallerWords): boolean =>
  say === null || say.includes(text);
