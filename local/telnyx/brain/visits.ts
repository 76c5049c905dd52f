import { goOn, mergeWhen } from './booking.ts';
import type { CallerWords } from './caller-words.ts';
import { ask, newGoal, speak } from './dialogue-state.ts';
import type { Context, Goal, Plan, Visit } from './dialogue-state.ts';
import { offerHelp } from './help.ts';
import { stemsOf } from './knowledge.ts';
import { canUse, useTool } from './tool-use.ts';

/** The caller's own visits, as far as look_up_client shows them. */

/** @returns the plan to look the caller up where that failed before; null: it is known */
function lookUpAgain(context: Context, caller: CallerWords): Plan | null {
  const { state } = context;
  if (state.lookUp === 'done' || !canUse(context, 'look_up_client')) return null;
  state.deferred = caller.text;
  return useTool(context, 'look_up_client', {});
}

const spoken = ({ replies }: Context, { service, label }: Visit): string =>
  replies.visit(service, label);

/** "When is my appointment?" */
export function tellVisits(context: Context, caller: CallerWords): Plan {
  const { state, replies } = context;
  const again = lookUpAgain(context, caller);
  if (again !== null) return again;
  if (!state.client.canSeeVisits) return offerHelp(context, replies.noVisitsVisible);
  const { visits } = state.client;
  if (visits.length === 0) return speak(replies.noVisits, replies.anythingElse);
  const labels = visits.map((visit) => spoken(context, visit));
  return ask(context, 'anything_else', replies.visits(labels), replies.anythingElse);
}

export function startChange(
  context: Context,
  caller: CallerWords,
  kind: 'reschedule' | 'cancel',
): Plan {
  const { state, replies } = context;
  const isAble =
    kind === 'cancel'
      ? canUse(context, 'cancel_visit')
      : canUse(context, 'reschedule_visit') && canUse(context, 'find_slots');
  state.topic = caller.text;
  if (!isAble) return offerHelp(context, replies.cannotChange);
  const again = lookUpAgain(context, caller);
  if (again !== null) return again;
  if (!state.client.canSeeVisits) return offerHelp(context, replies.noVisitsVisible);
  const { visits } = state.client;
  if (visits.length === 0) return offerHelp(context, replies.noVisits);
  const goal = newGoal(kind);
  state.goal = goal;
  const { visit, target } = readChange(context, caller, visits, kind);
  if (target !== null) {
    const { part, atMinutes, afterMinutes } = caller.dates;
    goal.when = { ...target, part, atMinutes, afterMinutes, isAnyTime: false };
  }
  return useVisit(context, goal, visit, null);
}

interface Change {
  visit: Visit | null;
  /** The day to move to. */
  target: { from: string; to: string } | null;
}

/** "Move my Tuesday visit to Friday": the last day is the goal, the one before it tells the visit. */
function readChange(context: Context, caller: CallerWords, visits: Visit[], kind: string): Change {
  const { days } = caller.dates;
  const isOfVisit = (day: string): boolean => visits.some((visit) => visit.day === day);
  const last = days.at(-1);
  const isTarget =
    kind === 'reschedule' &&
    last !== undefined &&
    (days.length > 1 || !isOfVisit(last.from) || isAfterTo(context, caller, last.at));
  const naming = isTarget ? days.slice(0, -1) : days;
  const visit = chooseVisit(
    context,
    caller,
    visits,
    naming.map(({ from }) => from),
  );
  return { visit, target: isTarget ? last : null };
}

/** "to Friday", "au vendredi", "para el viernes". */
function isAfterTo({ words }: Context, { heard }: CallerWords, at: number): boolean {
  const before = heard.plain.slice(0, at).trimEnd().split(/ +/).slice(-2).join(' ');
  return before.search(words.dates.towards) !== -1;
}

function chooseVisit(
  { words }: Context,
  caller: CallerWords,
  visits: Visit[],
  days: string[],
): Visit | null {
  if (visits.length === 1) return visits[0] ?? null;
  const said = stemsOf(caller.text, words);
  const places = words.ordinals.filter(([matcher]) => caller.heard.plain.search(matcher) !== -1);
  const place = places[0]?.[1];
  const byPlace = place === undefined ? undefined : visits.at(place);
  const fitting = visits.filter(
    ({ day, service }) =>
      days.includes(day) || [...stemsOf(service, words)].some((stem) => said.has(stem)),
  );
  if (fitting.length === 1) return fitting[0] ?? null;
  return byPlace ?? null;
}

function useVisit(context: Context, goal: Goal, visit: Visit | null, lead: string | null): Plan {
  const { state, replies } = context;
  if (visit === null) {
    const labels = state.client.visits.map((entry) => spoken(context, entry));
    return ask(context, 'visit', lead, replies.visits(labels), replies.whichVisit);
  }
  goal.visit = visit;
  return goOn(context, lead);
}

/** The answer to "which one do you mean?" */
export function answerVisit(context: Context, goal: Goal, caller: CallerWords): Plan | null {
  const { visits } = context.state.client;
  if (caller.has('forget')) return null;
  const days = caller.dates.days.map(({ from }) => from);
  const visit = chooseVisit(context, caller, visits, days);
  if (visit === null) return null;
  if (goal.kind === 'reschedule' && days.length > 1) {
    goal.when = mergeWhen(goal.when, caller.dates);
  }
  return useVisit(context, goal, visit, null);
}
