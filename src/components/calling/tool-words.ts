import { clockOf, dayOf, weekdayOf } from '@/lib/dates.ts';
import type { TranscriptSegment } from '@core/contracts/transcript.ts';

export type ToolCall = NonNullable<TranscriptSegment['tool']>;

const INSTANT = /^\d{4}-\d{2}-\d{2}T/;
const UNKNOWN = 'Something went wrong';

/** Why a tool did not do as asked. */
const refusals: Record<string, string> = {
  slot_taken: 'That time had just been taken',
  not_offered: 'That time was not offered',
  offer_expired: 'The offer had run out',
  not_confirmed: 'The caller had not said yes',
  name_needed: 'The caller’s name is needed',
  not_allowed: 'The AI may not do this',
  unknown_visit: 'No such visit',
  identity_too_low: 'The number does not prove who calls',
  not_on_list: 'Not on the price list',
  nothing_free: 'Nothing is free',
  outside_hours: 'Outside opening hours',
  invalid_arguments: 'What the AI asked made no sense',
  unknown_tool: 'There is no such tool',
  too_many_calls: 'Too many tool calls in one conversation',
  call_not_live: 'The AI no longer had the call',
  unknown_call: 'There is no such call',
  replayed: 'The same request came twice',
  unavailable: 'The calendar did not answer',
};

/** What was asked for, for a refusal: `Book a visit. That time had just been taken`. */
const asks: Record<string, string> = {
  look_up_client: 'Look the caller up',
  find_slots: 'Find free slots',
  book_visit: 'Book a visit',
  reschedule_visit: 'Move a visit',
  cancel_visit: 'Cancel a visit',
  take_message: 'Take a message',
  request_callback: 'Note a call-back',
  quote_price: 'Say a price',
  request_person: 'Ring a person',
};

const done: Record<string, (tool: ToolCall) => string> = {
  look_up_client: ({ result }) =>
    result['known'] === true ? 'Recognised the caller' : 'Not recognised by the number',
  find_slots: ({ result }) => slotWords(listOf(result['slots']).length),
  book_visit: (tool) => `Booked ${whenOf(tool)}`.trim(),
  reschedule_visit: (tool) => `Moved to ${whenOf(tool)}`.trim(),
  cancel_visit: (tool) => `Cancelled ${whenOf(tool)}`.trim(),
  take_message: () => 'Message taken',
  request_callback: ({ result }) =>
    typeof result['withinMinutes'] === 'number'
      ? `Call-back within ${result['withinMinutes']} min`
      : 'Call-back noted',
  quote_price: ({ result }) => priceWords(listOf(result['quotes'])),
  request_person: () => 'Rings the team',
};

/** A tool call in one line, in plain words: "3 free slots found", "Booked Thu 9:00". */
export function toolWords(tool: ToolCall): string {
  const ask = asks[tool.name] ?? tool.name.replaceAll('_', ' ');
  if (!tool.ok) return `${ask}: ${lowerFirst(refusals[tool.reason ?? ''] ?? UNKNOWN)}`;
  return (done[tool.name] ?? (() => ask))(tool);
}

function slotWords(count: number): string {
  if (count === 0) return 'No free slot found';
  return `${count} free ${count === 1 ? 'slot' : 'slots'} found`;
}

function priceWords(quotes: Record<string, unknown>[]): string {
  const [first] = quotes;
  if (quotes.length !== 1 || !first) return 'Prices looked up';
  return `Price looked up: ${textOf(first['service'])}`;
}

/** `Thu 9:00`, as short as a lane wants it. */
function whenOf({ result }: ToolCall): string {
  const startsAt = textOf(result['startsAt']);
  if (startsAt === '' || Number.isNaN(Date.parse(startsAt))) return textOf(result['label']);
  return `${weekdayOf(startsAt).slice(0, 3)} ${clockOf(startsAt)}`;
}

/** `Thu Nov 26, 11:00` */
export function visitMoment(startsAt: string, now: number): string {
  return `${weekdayOf(startsAt).slice(0, 3)} ${dayOf(startsAt, now)}, ${clockOf(startsAt)}`;
}

/**
 * The arguments or the result of a tool call as lines to read.
 *
 * @returns pairs of a name ("date from") and a value
 */
export function factsOf(record: Record<string, unknown>): [string, string][] {
  return Object.entries(record).flatMap(([name, value]): [string, string][] =>
    value === null || value === '' ? [] : [[spaced(name), plain(value)]],
  );
}

/** `dateFrom` and `date_from` alike give `date from`. */
function spaced(name: string): string {
  return name
    .replaceAll('_', ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
}

function plain(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(plain).join(' · ');
  if (typeof value === 'object' && value !== null) {
    // Ids say nothing to a person.
    return Object.entries(value)
      .filter(([name]) => !/(?:^|_)id$|Id$/.test(name))
      .map(([, inner]) => plain(inner))
      .filter(Boolean)
      .join(', ');
  }
  const text = textOf(value);
  return INSTANT.test(text) ? visitMoment(text, Date.now()) : text;
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value)
    ? value.map((item) => (typeof item === 'object' && item !== null ? { ...item } : {}))
    : [];
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
