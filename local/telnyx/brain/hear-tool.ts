import { goOn, takeSlots } from './booking.ts';
import { ask, speak } from './dialogue-state.ts';
import type { Context, Plan } from './dialogue-state.ts';
import { answerText } from './hear-caller.ts';
import { offerHelp } from './help.ts';
import { answerThen } from './questions.ts';
import { clientOf, fieldsOf, quotesOf, slotsOf, textOf } from './tool-answers.ts';
import { canUse, useTool } from './tool-use.ts';
import type { ToolName } from './tool-use.ts';
import type { BrainMessage } from './turn.ts';

type ToolMessage = Extract<BrainMessage, { role: 'tool' }>;
type Answer = Record<string, unknown>;

/** A tool has answered, or failed to. What it says is passed on; what it asks for is not done. */
export function hearTool(context: Context, message: ToolMessage): Plan {
  const { state } = context;
  const call = state.call;
  state.call = null;
  const answer = fieldsOf(message.result);
  const isOk = !message.failed && answer['ok'] === true;
  // An answer to nothing that was asked in this conversation changes nothing.
  if (call?.name !== message.name && message.name !== 'handoff') return speak(null);
  if (message.name === 'look_up_client') return takeClient(context, answer, isOk);
  if (message.name === 'handoff') return stay(context);
  if (isOk) return takeAnswer(context, message.name, answer);
  const reason = message.failed ? null : textOf(answer['reason']);
  return takeRefusal(context, message, reason, answer);
}

function takeClient(context: Context, answer: Answer, isOk: boolean): Plan {
  const { state } = context;
  const wasTried = state.lookUp === 'failed';
  state.lookUp = isOk ? 'done' : 'failed';
  if (isOk) state.client = clientOf(answer);
  else if (wasTried) state.broken.add('look_up_client');
  const text = state.deferred;
  state.deferred = null;
  return text === null ? speak(null) : answerText(context, text);
}

/** The handoff did not work: on in the caller's language. */
function stay(context: Context): Plan {
  const text = context.state.deferred;
  context.state.deferred = null;
  return text === null ? speak(null) : answerText(context, text);
}

function takeAnswer(context: Context, name: string, answer: Answer): Plan {
  const { state, replies } = context;
  switch (name) {
    case 'find_slots': {
      const service = textOf(fieldsOf(answer['service'])['name']);
      if (state.goal !== null) state.goal.service = service ?? state.goal.service;
      return takeSlots(context, slotsOf(answer));
    }
    case 'book_visit':
    case 'reschedule_visit':
    case 'cancel_visit':
      return tellDone(context, name, answer);
    case 'quote_price': {
      const quotes = quotesOf(answer).map(({ service, price }) => replies.price(service, price));
      return quotes.length === 0
        ? offerHelp(context, replies.notOnList)
        : answerThen(context, quotes.join(' '));
    }
    case 'take_message':
      state.topic = null;
      state.pending = state.goal === null ? null : state.pending;
      return after(context, replies.messageTaken);
    case 'request_callback': {
      const minutes = answer['within_minutes'];
      state.topic = null;
      return after(context, replies.callBackNoted(typeof minutes === 'number' ? minutes : null));
    }
    case 'request_person':
      state.rings = { isUrgent: state.wasUrgent };
      return speak(replies.ringing);
    default:
      return speak(null);
  }
}

/** A message or call-back is noted; whatever was being arranged before is over. */
function after(context: Context, said: string): Plan {
  context.state.goal = null;
  return ask(context, 'anything_else', said, context.replies.anythingElse);
}

/** Said only now, after the tool's ok, and with its own label. */
function tellDone(
  context: Context,
  name: 'book_visit' | 'reschedule_visit' | 'cancel_visit',
  answer: Answer,
): Plan {
  const { state, replies } = context;
  const goal = state.goal;
  const label = textOf(answer['label']) ?? goal?.slot?.label ?? goal?.visit?.label ?? '';
  const what = textOf(answer['service']) ?? goal?.service ?? goal?.visit?.service ?? '';
  state.goal = null;
  // The visits have changed: the next question about them looks them up again.
  state.lookUp = 'failed';
  const said =
    name === 'book_visit'
      ? replies.booked(what, label, textOf(answer['technician']))
      : name === 'reschedule_visit'
        ? replies.moved(what, label)
        : replies.cancelled(what, label);
  return ask(context, 'anything_else', said, replies.anythingElse);
}

function takeRefusal(
  context: Context,
  message: ToolMessage,
  reason: string | null,
  answer: Answer,
): Plan {
  const { state, replies } = context;
  switch (reason) {
    case 'slot_taken':
      return takeSlots(context, slotsOf(answer), replies.slotTaken);
    case 'not_offered':
    case 'offer_expired':
      return lookAgain(context);
    case 'nothing_free':
      return takeSlots(context, []);
    case 'outside_hours':
      return message.name === 'request_person'
        ? fail(context, message)
        : takeSlots(context, slotsOf(answer));
    case 'not_confirmed':
      return goOn(context);
    case 'name_needed':
      state.name = null;
      state.client = { ...state.client, firstName: null };
      return ask(context, 'name', replies.nameNeeded, replies.askName);
    case 'not_on_list':
      return offerHelp(context, replies.notOnList);
    case 'identity_too_low':
      state.goal = null;
      return offerHelp(context, replies.noVisitsVisible);
    case 'unknown_visit':
      state.goal = null;
      return offerHelp(context, replies.unknownVisit);
    case 'not_allowed':
      state.broken.add(message.name);
      state.topic ??= state.goal?.problem ?? null;
      state.goal = null;
      return offerHelp(context, replies.notAllowed);
    default:
      return fail(context, message);
  }
}

/** The offer is too old: the same search once more, then help. */
function lookAgain(context: Context): Plan {
  const { state, replies } = context;
  const { goal } = state;
  if (goal === null || state.retried.has('offer')) return offerHelp(context, replies.apology);
  state.retried.add('offer');
  goal.slots = [];
  goal.slot = null;
  goal.when = { ...goal.when, isAnyTime: true };
  return goOn(context, replies.lookAgain);
}

const READS: readonly string[] = ['find_slots', 'quote_price'];
const LAST_RESORTS: readonly string[] = ['take_message', 'request_callback'];

/** No answer, or none that can be used. A read is tried once more; a write might have happened. */
function fail(context: Context, { name, arguments: args }: ToolMessage): Plan {
  const { state, replies } = context;
  if (READS.includes(name) && !state.retried.has(name)) {
    state.retried.add(name);
    state.call = { name, arguments: args };
    return { say: replies.apology, next: { kind: 'call_tool', name, arguments: args } };
  }
  state.broken.add(name);
  state.topic ??= state.goal?.problem ?? state.goal?.visit?.service ?? null;
  state.goal = null;
  if (name === 'request_person') {
    const isLast = !canUse(context, 'take_message') && !canUse(context, 'request_callback');
    return isLast
      ? ask(context, null, replies.someoneWillCall)
      : offerHelp(context, replies.cannotFetch);
  }
  const hasHelp = LAST_RESORTS.some((tool) => canUse(context, tool as ToolName));
  if (hasHelp || !LAST_RESORTS.includes(name)) return offerHelp(context, replies.apology);
  state.pending = null;
  const reason = state.topic ?? replies.someoneWillCall;
  if (!canUse(context, 'request_person') || state.rings !== null) {
    return speak(replies.someoneWillCall);
  }
  return useTool(context, 'request_person', { reason }, replies.someoneWillCall);
}
