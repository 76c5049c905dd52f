import {
  askWhichSlot,
  carryOut,
  goOn,
  mergeWhen,
  searchElsewhere,
  startBooking,
} from './booking.ts';
import { addDays } from './calendar.ts';
import { answeredName, introducedName } from './caller-name.ts';
import { problemOf } from './caller-words.ts';
import type { CallerWords } from './caller-words.ts';
import { saysWhen } from './dates.ts';
import { ask } from './dialogue-state.ts';
import type { Context, Goal, Plan } from './dialogue-state.ts';
import { offerHelp } from './help.ts';
import { chooseSlot } from './slot-choice.ts';

/** Answers to the questions of an arrangement. Null: the caller spoke of something else. */

const todayOf = ({ turn }: Context): string => turn.variables['today_iso'] ?? '';

export function drop(context: Context, goal: Goal): Plan {
  const { state, replies } = context;
  state.goal = null;
  const said = goal.kind === 'book' ? replies.dropped : replies.kept;
  return ask(context, 'anything_else', said, replies.anythingElse);
}

/** New wishes about the time: look again. */
function searchAnew(context: Context, goal: Goal, caller: CallerWords): Plan {
  const isSaid = saysWhen(caller.dates);
  goal.when = mergeWhen(goal.when, caller.dates);
  if (!isSaid) goal.when = { ...goal.when, isAnyTime: true };
  goal.slots = [];
  goal.slot = null;
  return goOn(context);
}

export function answerWhen(context: Context, goal: Goal, caller: CallerWords): Plan | null {
  if (caller.has('forget')) return drop(context, goal);
  if (saysWhen(caller.dates)) return searchAnew(context, goal, caller);
  if (caller.isQuestion) return null;
  if (goal.kind === 'book' && caller.has('problem') && goal.problem === null) {
    return startBooking(context, caller);
  }
  return searchAnew(context, goal, caller);
}

export function answerSlot(context: Context, goal: Goal, caller: CallerWords): Plan | null {
  const { words } = context;
  const isElsewhere = caller.has('noneOfThem') || caller.has('laterOnes');
  const isEarlier = caller.has('earlierOnes') && !caller.has('anyOfThem');
  if (isElsewhere || isEarlier) {
    return caller.dates.from === null
      ? searchElsewhere(context, goal, isEarlier)
      : searchAnew(context, goal, caller);
  }
  if (caller.has('forget')) return drop(context, goal);
  const choice = chooseSlot(caller.text, goal.slots, words, todayOf(context));
  if (choice.kind === 'slot') {
    goal.slot = choice.slot;
    return goOn(context);
  }
  const [first] = goal.slots;
  const isAny = caller.has('anyOfThem');
  if (first !== undefined && (isAny || (choice.kind === 'unclear' && caller.isYes))) {
    // Of those that were named; without a name, the first. It is read back before it is booked.
    goal.slot = choice.kind === 'several' ? (choice.slots[0] ?? first) : first;
    return goOn(context);
  }
  if (choice.kind === 'several') return askWhichSlot(context, choice.slots);
  if (choice.kind === 'not_offered') return searchAnew(context, goal, caller);
  if (caller.isNo) return ask(context, 'when', context.replies.askOtherDay);
  return null;
}

export function answerName(context: Context, caller: CallerWords): Plan {
  const { state, words, replies } = context;
  if (caller.has('refusesName')) {
    state.topic ??= state.goal?.problem ?? null;
    return offerHelp(context, replies.nameNeeded);
  }
  // Words that answer another question are no name.
  const isOther =
    saysWhen(caller.dates) ||
    hasOrdinal(context, caller) ||
    caller.has('problem') ||
    caller.has('anyOfThem');
  const name = isOther
    ? (introducedName(caller.text, words)?.name ?? null)
    : answeredName(caller.text, words);
  if (name === null) return ask(context, 'name', replies.nameNeeded, replies.askName);
  state.name = name;
  return goOn(context);
}

/** Only a clear yes carries it out. */
export function answerConfirm(context: Context, goal: Goal, caller: CallerWords): Plan | null {
  const { state, words, replies } = context;
  const other = changeOf(context, goal, caller);
  if (other !== null) return other;
  if (caller.isYes && introducedName(caller.text, words) === null) return carryOut(context, goal);
  if (caller.isYes) return goOn(context);
  if (caller.isQuestion) return null;
  if (caller.has('forget') || (caller.isNo && goal.kind === 'cancel')) return drop(context, goal);
  if (caller.has('noneOfThem') || caller.has('laterOnes')) {
    return searchElsewhere(context, goal, false);
  }
  if (caller.isNo) return ask(context, 'change', replies.askChange);
  return state.misses > 1 ? offerHelp(context, replies.sorryNotUnderstood) : null;
}

/** Another of the offered times, or another day, in the answer to the read-back. */
function changeOf(context: Context, goal: Goal, caller: CallerWords): Plan | null {
  const { dates } = caller;
  const isAboutTime = dates.from !== null || dates.part !== null || dates.atMinutes !== null;
  if (goal.kind === 'cancel' || (!isAboutTime && !hasOrdinal(context, caller))) return null;
  const choice = chooseSlot(caller.text, goal.slots, context.words, todayOf(context));
  if (choice.kind === 'not_offered') return searchAnew(context, goal, caller);
  if (choice.kind === 'several') {
    const isSame = choice.slots.some((slot) => slot.slotId === goal.slot?.slotId);
    return isSame ? null : askWhichSlot(context, choice.slots);
  }
  if (choice.kind === 'unclear' || choice.slot.slotId === goal.slot?.slotId) return null;
  goal.slot = choice.slot;
  return goOn(context);
}

const hasOrdinal = ({ words }: Context, { heard }: CallerWords): boolean =>
  words.ordinals.some(([matcher]) => heard.plain.search(matcher) !== -1);

export function answerChange(context: Context, goal: Goal, caller: CallerWords): Plan | null {
  const { words, replies, state } = context;
  if (caller.has('forget')) return drop(context, goal);
  const other = changeOf(context, goal, caller);
  if (other !== null) return other;
  if (introducedName(caller.text, words) !== null) return goOn(context);
  if (caller.isYes) return goOn(context);
  if (caller.isQuestion) return null;
  if (goal.kind === 'book' && caller.has('problem')) {
    goal.problem = problemOf(caller, words) ?? goal.problem;
    goal.slots = [];
    goal.slot = null;
    return goOn(context);
  }
  state.pending = 'when';
  const last = goal.slots.at(-1)?.day ?? '';
  if (caller.has('laterOnes') && last !== '') {
    goal.when = { ...goal.when, from: addDays(last, 1), to: null };
    return searchAnew(context, goal, caller);
  }
  return ask(context, 'when', replies.askOtherDay);
}
