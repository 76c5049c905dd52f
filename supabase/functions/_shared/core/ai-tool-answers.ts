import type { AiLanguage } from './contracts/ai-profile.ts';
import type { AiTool, ToolReason } from './contracts/ai-tools.ts';
import { spokenMoment, spokenPrice } from './spoken-time.ts';

/** What was done, as the database tells it: instants are ISO 8601, prices in cents. */
export interface ToolRun {
  ok: boolean;
  /** Why not. */
  reason?: ToolReason;
  /** The database's own words; used where they tell more than the reason does. */
  message?: string;
  organizationId?: string | null;
  /** Null in the test panel. */
  callId?: string | null;
  language?: AiLanguage;
  /** IANA name, of the business. */
  timeZone?: string;
  /** The same request came before: this is what was answered then. */
  isDuplicate?: boolean;
  known?: boolean;
  identity?: 'none' | 'number';
  firstName?: string | null;
  visits?: { visitId: string; startsAt: string; service: string }[];
  /** find_slots: what is offered. */
  service?: string | { name: string; durationMinutes: number };
  slots?: { slotId: string; startsAt: string }[];
  visitId?: string;
  startsAt?: string;
  technician?: string;
  name?: string;
  withinMinutes?: number;
  quotes?: { service: string; priceCents: number; currency: string }[];
}

/** What the model is told: short JSON, snake_case, nothing that it need not know. */
export type ToolAnswer = { ok: true; [field: string]: unknown } | RefusedAnswer;
export interface RefusedAnswer {
  ok: false;
  reason: ToolReason;
  message: string;
  [field: string]: unknown;
}

/** Somebody wrote the name; as an instruction to the model it is too short. */
const MOST_NAME_CHARACTERS = 60;

/** What the model is to do next. It says it in the caller's language; these words are for it alone. */
const NEXT_STEP: Record<ToolReason, string> = {
  slot_taken: 'Somebody else has just taken that time. Apologise and offer the times in slots.',
  not_offered:
    'That time was not offered in this conversation. Call find_slots and offer what it gives.',
  offer_expired: 'That offer is too old. Call find_slots again and offer what it gives.',
  not_confirmed:
    'Nothing is done yet. Read the day and the time back, wait for a clear yes, then call again with confirmed true.',
  name_needed: 'Ask for the name of the caller, then call again with name.',
  not_allowed:
    'The business does not let you do this. Offer to take a message or to ask for a person.',
  unknown_visit:
    'This caller has no such visit. Use a visit_id from look_up_client, or offer to take a message.',
  identity_too_low:
    'The number does not prove who is calling. Tell and change nothing about visits. Offer to take a message or a call-back.',
  not_on_list: 'There is no listed price for it. Do not guess. Offer a call-back.',
  nothing_free: 'Nothing is free then. Offer other days, or take a message.',
  outside_hours: 'The business is closed then. Call find_slots for other times.',
  invalid_arguments: 'Arguments were missing or wrong. Correct them and call once more.',
  unknown_tool: 'There is no such tool. Use only the tools that you were given.',
  too_many_calls: 'Too many tool calls. Call no tool now; answer the caller and let them speak.',
  call_not_live: 'You do not have this call any more. Nothing was done.',
  unknown_call:
    'This conversation is not known here. Nothing was done. Apologise and offer to be called back.',
  replayed: 'This request was carried out before. Nothing was done again.',
  unavailable:
    'The system did not answer. Do not say that anything is booked, changed or cancelled. Try once more; if that fails too, apologise and offer that somebody will call back.',
};

/**
 * A refusal as the model hears it.
 *
 * @param extra fields that help, as the slots that are left
 */
export function refusedAnswer(
  reason: ToolReason,
  extra: Record<string, unknown> = {},
): RefusedAnswer {
  return { ok: false, reason, message: NEXT_STEP[reason], ...extra };
}

/**
 * Puts what the database did into words: dates and prices as they are said in the call's language
 * and the business's zone, and nothing that the model has no use for.
 *
 * @param now ISO 8601; "today" and "tomorrow" count from it
 */
export function toolAnswer(tool: AiTool, run: ToolRun, now: string): ToolAnswer {
  const said = (startsAt: string) =>
    spokenMoment(startsAt, now, run.language ?? 'en', run.timeZone ?? 'UTC');
  const slots = run.slots?.map(({ slotId, startsAt }) => ({ slot_id: slotId, ...said(startsAt) }));
  if (!run.ok) {
    const reason = run.reason ?? 'unavailable';
    // Which days can be booked stands in the message.
    const message = reason === 'invalid_arguments' && run.message ? { message: run.message } : {};
    return refusedAnswer(reason, { ...message, ...(slots ? otherSlots(slots) : {}) });
  }
  switch (tool) {
    case 'look_up_client':
      return clientAnswer(run, said);
    case 'find_slots':
      return slotsAnswer(run, slots ?? []);
    case 'book_visit':
    case 'reschedule_visit':
    case 'cancel_visit':
      return visitAnswer(run, said);
    case 'take_message':
      return { ok: true, message: 'The message is written down. Tell the caller so.' };
    case 'request_callback':
      return { ok: true, within_minutes: run.withinMinutes };
    case 'quote_price':
      return pricesAnswer(run);
    case 'request_person':
      return personAnswer('asked');
  }
}

/** What came of ringing people. The AI has the caller until one of them accepts. */
export function personAnswer(result: 'asked' | 'already' | 'not_possible'): ToolAnswer {
  if (result === 'not_possible') {
    return {
      ...refusedAnswer('unavailable'),
      message: 'Nobody can be rung now. Apologise, and offer to take a message or a call-back.',
    };
  }
  return {
    ok: true,
    message:
      'People are being rung. Tell the caller that you are asking somebody, and go on helping; do not promise that anybody will come.',
  };
}

/** What is left when a slot is gone; it can be nothing. */
function otherSlots(slots: unknown[]): Record<string, unknown> {
  if (slots.length > 0) return { slots };
  return { slots, message: 'That time is gone, and nothing else is free. Offer a call-back.' };
}

type Said = (startsAt: string) => { label: string; day: string; time: string };

/** Below the identity level nothing is told but that the caller is not known. */
function clientAnswer(run: ToolRun, said: Said): ToolAnswer {
  if (run.identity !== 'number' || !run.known) return { ok: true, known: false, identity: 'none' };
  return {
    ok: true,
    known: true,
    identity: run.identity,
    ...(run.firstName ? { first_name: run.firstName.slice(0, MOST_NAME_CHARACTERS) } : {}),
    visits: (run.visits ?? []).map(({ visitId, startsAt, service }) => ({
      visit_id: visitId,
      service,
      ...said(startsAt),
    })),
  };
}

function slotsAnswer(run: ToolRun, slots: unknown[]): ToolAnswer {
  const { service } = run;
  const named =
    typeof service === 'object'
      ? { service: { name: service.name, duration_minutes: service.durationMinutes } }
      : {};
  return slots.length > 0
    ? { ok: true, ...named, slots }
    : { ok: true, ...named, slots, message: NEXT_STEP.nothing_free };
}

function visitAnswer(run: ToolRun, said: Said): ToolAnswer {
  return {
    ok: true,
    ...(run.visitId ? { visit_id: run.visitId } : {}),
    ...(run.startsAt ? said(run.startsAt) : {}),
    service: run.service,
    ...(run.technician ? { technician: run.technician } : {}),
    ...(run.name ? { name: run.name } : {}),
  };
}

function pricesAnswer(run: ToolRun): ToolAnswer {
  const quotes = (run.quotes ?? []).map(({ service, priceCents, currency }) => ({
    service,
    price: spokenPrice(priceCents, currency, run.language ?? 'en'),
  }));
  return { ok: true, quotes };
}
