import { addDays } from './calendar.ts';
import { namedService, problemOf } from './caller-words.ts';
import type { CallerWords } from './caller-words.ts';
import type { When } from './dates.ts';
import { saysWhen } from './dates.ts';
import { ask, newGoal } from './dialogue-state.ts';
import type { Context, Goal, Plan } from './dialogue-state.ts';
import { isDeclined } from './directives.ts';
import { offerHelp } from './help.ts';
import type { Slot } from './slot-choice.ts';
import { canUse, useTool } from './tool-use.ts';

/** What of the earlier wish a new one leaves standing: a new day drops the old hour. */
export function mergeWhen(old: When, said: When): When {
  if (said.isAnyTime && said.from === null) return { ...said };
  const { from, to, part, atMinutes, afterMinutes, isAnyTime } = said;
  if (from !== null) return { from, to, part, atMinutes, afterMinutes, isAnyTime };
  const saysHour = part !== null || atMinutes !== null || afterMinutes !== null;
  return saysHour ? { ...old, part, atMinutes, afterMinutes } : old;
}

/** A new booking, or what was said meanwhile for the one in progress. */
export function startBooking(context: Context, caller: CallerWords): Plan {
  const { state, words } = context;
  const goal = state.goal?.kind === 'book' ? state.goal : newGoal('book');
  state.goal = goal;
  const problem = problemOf(caller, words);
  const isTold = caller.has('problem') || state.pending === 'problem';
  if (goal.problem === null && problem !== null && (isTold || problem.includes(' '))) {
    goal.problem = problem;
  }
  if (saysWhen(caller.dates)) {
    goal.when = mergeWhen(goal.when, caller.dates);
    goal.slots = [];
    goal.slot = null;
  }
  return goOn(context);
}

/** The next step of what is being arranged: the first thing that is still missing. */
export function goOn(context: Context, lead: string | null = null): Plan {
  const { state, replies } = context;
  const { goal } = state;
  if (goal === null) return ask(context, null, lead, replies.howCanIHelp);
  const refusal = goal.kind === 'book' ? refusalOf(context, goal) : null;
  if (refusal !== null) {
    state.topic = goal.problem;
    state.goal = null;
    return offerHelp(context, refusal);
  }
  if (goal.kind !== 'cancel') {
    if (goal.kind === 'book' && goal.problem === null) {
      return ask(context, 'problem', lead, replies.askProblem);
    }
    if (goal.slots.length === 0) return search(context, goal, lead);
    if (goal.slot === null) return offer(context, goal, lead);
  }
  if (goal.kind === 'book' && nameOf(context) === null) {
    return ask(context, 'name', lead, replies.askName);
  }
  return ask(context, 'confirm', lead, confirmation(context, goal));
}

function refusalOf(context: Context, { problem }: Goal): string | null {
  const { directives, replies } = context;
  if (problem !== null && isDeclined(problem, directives)) return replies.declined;
  const canBook = canUse(context, 'book_visit') && canUse(context, 'find_slots');
  return canBook ? null : replies.cannotBook;
}

/** The caller's name: what they said, else what their number says. */
function nameOf({ state }: Context): string | null {
  return state.name ?? state.client.firstName;
}

function search(context: Context, goal: Goal, lead: string | null): Plan {
  const { replies } = context;
  if (!saysWhen(goal.when) && !goal.wasAskedWhen) {
    goal.wasAskedWhen = true;
    const { visit } = goal;
    const question = visit ? replies.askNewTime(visit.service, visit.label) : replies.askWhen;
    return ask(context, 'when', lead, question);
  }
  const problem = goal.problem ?? goal.visit?.service ?? '';
  const { from, to, part } = goal.when;
  const args = {
    problem,
    service: goal.visit === null ? namedService(problem, context) : null,
    date_from: from,
    date_to: to,
    part_of_day: part,
    visit_id: goal.visit?.slotId ?? null,
  };
  return useTool(context, 'find_slots', args, lead);
}

const labelsOf = (slots: Slot[]): string[] => slots.map(({ label }) => label);

function offer(context: Context, goal: Goal, lead: string | null): Plan {
  return ask(context, 'slot', lead, context.replies.offer(labelsOf(goal.slots)));
}

export function askWhichSlot(context: Context, slots: Slot[], lead: string | null = null): Plan {
  return ask(context, 'slot', lead, context.replies.whichSlot(labelsOf(slots)));
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export function confirmation(context: Context, goal: Goal): string {
  const { replies } = context;
  const what = goal.visit?.service ?? capital(goal.service ?? goal.problem ?? '');
  const label = goal.slot?.label ?? goal.visit?.label ?? '';
  if (goal.kind === 'reschedule') return replies.confirmMove(what, label);
  if (goal.kind === 'cancel') return replies.confirmCancel(what, label);
  return replies.confirmBooking(what, label, nameOf(context));
}

/** After the caller's yes, and never without it. */
export function carryOut(context: Context, goal: Goal): Plan {
  const { state } = context;
  const visitId = goal.visit?.slotId ?? null;
  const slotId = goal.slot?.slotId ?? null;
  switch (goal.kind) {
    case 'cancel':
      return useTool(context, 'cancel_visit', { visit_id: visitId, confirmed: true });
    case 'reschedule':
      return useTool(context, 'reschedule_visit', {
        visit_id: visitId,
        slot_id: slotId,
        confirmed: true,
      });
    case 'book':
      return useTool(context, 'book_visit', {
        slot_id: slotId,
        problem: goal.problem,
        confirmed: true,
        name: state.name,
        address: state.address,
      });
  }
}

/** Free times have come: those that fit the hour that was asked for, else all of them. */
export function takeSlots(context: Context, slots: Slot[], lead: string | null = null): Plan {
  const { state, replies } = context;
  const { goal } = state;
  if (goal === null) return ask(context, state.pending, replies.howCanIHelp);
  goal.slot = null;
  goal.slots = [];
  if (slots.length === 0) {
    return ask(context, 'when', lead ?? replies.nothingFree, replies.askOtherDay);
  }
  const { atMinutes, afterMinutes } = goal.when;
  const isAsked = atMinutes !== null || afterMinutes !== null;
  const fitting = slots.filter(
    ({ minutes }) =>
      minutes !== null &&
      (atMinutes === null || minutes === atMinutes) &&
      (afterMinutes === null || minutes >= afterMinutes),
  );
  goal.slots = isAsked && fitting.length > 0 ? fitting : slots;
  const isMissing = isAsked && fitting.length === 0;
  return offer(context, goal, lead ?? (isMissing ? replies.notOffered : null));
}

/** Other days than those offered: later ones, or from today on. */
export function searchElsewhere(context: Context, goal: Goal, isEarlier: boolean): Plan {
  const today = context.turn.variables['today_iso'] ?? '';
  const days = goal.slots
    .map(({ day }) => day)
    .filter((day) => day !== '')
    .toSorted();
  const last = days.at(-1);
  const first = days[0];
  const from = isEarlier ? today : last === undefined ? null : addDays(last, 1);
  const to = isEarlier && first !== undefined && first > today ? addDays(first, -1) : null;
  goal.when = {
    ...goal.when,
    from: from === '' ? null : from,
    to,
    atMinutes: null,
    afterMinutes: null,
    isAnyTime: true,
  };
  goal.slots = [];
  goal.slot = null;
  return goOn(context);
}
