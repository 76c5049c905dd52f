import {
  answerChange,
  answerConfirm,
  answerName,
  answerSlot,
  answerWhen,
  drop,
} from './answers.ts';
import { startBooking } from './booking.ts';
import { bareName, givenAddress, introducedName } from './caller-name.ts';
import { readCaller } from './caller-words.ts';
import type { CallerWords } from './caller-words.ts';
import { saysWhen } from './dates.ts';
import { ask, speak } from './dialogue-state.ts';
import type { Context, Plan } from './dialogue-state.ts';
import { findEscalation } from './escalations.ts';
import {
  answerOffer,
  fetchPerson,
  handleEmergency,
  leaveMessage,
  requestCallBack,
} from './help.ts';
import { openPoint } from './open-point.ts';
import { askPrice, tellRobot } from './questions.ts';
import { canUse, useTool } from './tool-use.ts';
import { answerTopic, goodbye, isFarewell, isOwnGoal, notUnderstood } from './topics.ts';
import { answerVisit, startChange } from './visits.ts';
import type { Intent } from './words-shape.ts';

/** The caller has spoken: danger first, then who they are, then what they said. */
export function hearCaller(context: Context, text: string): Plan {
  const { state, words, turn, replies, directives } = context;
  if (directives.areEmpty) return speak(replies.cannotHelp);
  const whole = state.deferred === null ? text : `${state.deferred} ${text}`;
  state.deferred = null;
  const caller = readCaller(whole, words, turn.variables['today_iso'] ?? '');
  const danger = findDanger(context, caller);
  if (danger !== null) return danger;
  if (state.lookUp === 'not_yet' && canUse(context, 'look_up_client')) {
    state.deferred = whole;
    return useTool(context, 'look_up_client', {});
  }
  return answerCaller(context, caller);
}

function findDanger(context: Context, caller: CallerWords): Plan | null {
  const rule = findEscalation(caller.text, context.escalations);
  const isDanger = caller.has('emergency');
  if (rule?.isUrgent === true || isDanger) {
    return handleEmergency(context, caller, rule?.isUrgent === true ? rule.reason : caller.text);
  }
  return null;
}

/** Goes on with words that had to wait. */
export function answerText(context: Context, text: string): Plan {
  const today = context.turn.variables['today_iso'] ?? '';
  return answerCaller(context, readCaller(text, context.words, today));
}

function answerCaller(context: Context, caller: CallerWords): Plan {
  const { state, words } = context;
  state.name = introducedName(caller.text, words)?.name ?? state.name;
  state.address = givenAddress(caller.text, words)?.address ?? state.address;
  const plan =
    answerDictation(context, caller) ??
    answerBareName(context, caller) ??
    answerWish(context, caller) ??
    answerOpenPoint(context, caller) ??
    answerTopic(context, caller);
  if (plan !== null) {
    state.misses = 0;
    return plan;
  }
  return notUnderstood(context, caller);
}

/** A message is taken word for word, and a name as it is given. */
function answerDictation(context: Context, caller: CallerWords): Plan | null {
  const { state } = context;
  const isEnding = caller.has('forget') || isFarewell(caller);
  if (state.pending === 'message' && !isEnding) {
    return caller.has('person') ? null : leaveMessage(context, caller, true);
  }
  if (state.pending === 'call_back_reason' && !isEnding) {
    return caller.has('person') ? null : requestCallBack(context, caller);
  }
  const isElsewhere = caller.isQuestion && !caller.has('refusesName');
  if (state.pending === 'name' && !isEnding && !isElsewhere && !caller.has('person')) {
    return caller.has('cancel') ? null : answerName(context, caller);
  }
  return null;
}

/** A name that was not asked for at this moment is kept, and the open question put again. */
function answerBareName(context: Context, caller: CallerWords): Plan | null {
  const { state } = context;
  const name = bareName(caller.text);
  const isAnswer = saysWhen(caller.dates) || caller.isYes || caller.isNo || hasAnyIntent(caller);
  if (name === null || isAnswer || state.goal === null) return null;
  state.name = name;
  const point = openPoint(context);
  return point === null ? null : speak(point);
}

const INTENTS_OF_NO_NAME: readonly Intent[] = [
  'problem',
  'book',
  'goodbye',
  'thanks',
  'greeting',
  'anyOfThem',
  'noneOfThem',
  'laterOnes',
  'earlierOnes',
  'person',
  'forget',
];
const hasAnyIntent = (caller: CallerWords): boolean =>
  INTENTS_OF_NO_NAME.some((intent) => caller.has(intent));

/** What may be wished at any time. */
function answerWish(context: Context, caller: CallerWords): Plan | null {
  const { state } = context;
  if (caller.has('robot')) return tellRobot(context);
  if (caller.has('callBack')) return requestCallBack(context, caller);
  if (caller.has('message') && !(state.pending === 'offer_help' && caller.wordCount < 4)) {
    return leaveMessage(context, caller, false);
  }
  const rule = findEscalation(caller.text, context.escalations);
  if (rule !== null) return fetchPerson(context, rule.reason, rule.isUrgent);
  if (caller.has('person')) return fetchPerson(context, caller.text, false);
  if (state.pending !== 'confirm' && state.pending !== 'slot') {
    if (caller.has('cancel') && !isOwnGoal(context, caller)) {
      return startChange(context, caller, 'cancel');
    }
    if (caller.has('reschedule')) return startChange(context, caller, 'reschedule');
  }
  return null;
}

function answerOpenPoint(context: Context, caller: CallerWords): Plan | null {
  const { state } = context;
  const { goal } = state;
  switch (state.pending) {
    case 'confirm':
      return goal && answerConfirm(context, goal, caller);
    case 'slot':
      return goal && !isAside(caller) ? answerSlot(context, goal, caller) : null;
    case 'when':
      return goal && !isAside(caller) ? answerWhen(context, goal, caller) : null;
    case 'visit':
      return goal && answerVisit(context, goal, caller);
    case 'change':
      return goal && answerChange(context, goal, caller);
    case 'offer_help':
      return isAside(caller) ? null : answerOffer(context, caller);
    case 'price_service':
      return askPrice(context, caller, true);
    case 'problem':
      return caller.isQuestion || isAside(caller) ? null : answerProblem(context, caller);
    case 'anything_else':
      return answerAnythingElse(context, caller);
    default:
      return null;
  }
}

/** A question of its own in the middle of something else. */
const isAside = (caller: CallerWords): boolean =>
  caller.has('price') || caller.has('hours') || caller.has('today') || isFarewell(caller);

function answerProblem(context: Context, caller: CallerWords): Plan | null {
  const { goal } = context.state;
  if (goal !== null && caller.has('forget') && !caller.has('problem')) return drop(context, goal);
  return startBooking(context, caller);
}

function answerAnythingElse(context: Context, caller: CallerWords): Plan | null {
  const hasTopic = caller.isQuestion || caller.has('problem') || caller.has('book');
  if (hasTopic || caller.has('cancel') || saysWhen(caller.dates)) return null;
  if (caller.isNo || isFarewell(caller)) return goodbye(context);
  if (caller.has('thanks') && !caller.isYes) return goodbye(context);
  return caller.isYes ? ask(context, null, context.replies.goOn) : null;
}
