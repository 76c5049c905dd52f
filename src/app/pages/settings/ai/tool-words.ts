import { toolWords as callWords } from '@/components/calling/tool-words.ts';
import { clockOfMinute, dayWords, wallTimeOf } from '@/lib/zoned-time.ts';
import type { ExpectedEffect, TestTool } from '@core/contracts/manage-ai.ts';
import { priceWords } from '../hours/price.ts';
import { toolCopy as copy } from './tool-copy.ts';

/** The tools whose effects a scenario can expect, in the order of the list. */
export const EFFECT_TOOLS = [
  'book_visit',
  'reschedule_visit',
  'cancel_visit',
  'take_message',
  'request_callback',
  'request_person',
  'quote_price',
  'find_slots',
  'look_up_client',
] as const;

/** What a tool does, in words: `Books a visit`. */
export function toolName(tool: string): string {
  return copy.names[tool] ?? tool.replaceAll('_', ' ');
}

/** `Books a visit: Tap repair`, `Books a visit is refused`. */
export function effectWords({ tool, ok, service }: ExpectedEffect): string {
  return copy.effect(toolName(tool), service ?? null, ok);
}

export interface ToolWords {
  title: string;
  /** What came of it; '' when the title says all. */
  detail: string;
}

/**
 * A tool call of a test, for people. What was only tried says `Would ...`.
 *
 * @param timeZone IANA name: the times are the business's
 */
export function toolWords(call: TestTool, timeZone: string): ToolWords {
  if (!call.ok) {
    return { title: callWords({ ...call, durationMs: call.duration_ms }), detail: '' };
  }
  const words = okWords[call.name];
  if (words) return words(call, timeZone);
  return { title: toolName(call.name), detail: textOf(call.result['message']) };
}

const deedsOf = ({ result }: TestTool) => (result['wouldDo'] === true ? copy.tried : copy.done);

const okWords: Record<string, (call: TestTool, timeZone: string) => ToolWords> = {
  look_up_client: ({ result }, timeZone) => ({
    title: result['known'] ? copy.knows(textOf(result['firstName'])) : copy.newCaller,
    detail: listOf(result['visits'])
      .map((visit) => `${textOf(visit['service'])} ${momentOf(visit, timeZone)}`.trim())
      .join(' · '),
  }),
  find_slots: ({ result }, timeZone) => {
    const service = recordOf(result['service']);
    const name = textOf(service['name']);
    const slots = listOf(result['slots']).map((slot) => momentOf(slot, timeZone));
    return {
      title: name ? copy.slotsFor(name, textOf(service['durationMinutes'])) : copy.slots,
      detail: slots.join(' · ') || copy.nothingFree,
    };
  },
  book_visit: (call, timeZone) => visitWords(deedsOf(call).booked, call, timeZone),
  reschedule_visit: (call, timeZone) => visitWords(deedsOf(call).moved, call, timeZone),
  cancel_visit: (call, timeZone) => visitWords(deedsOf(call).cancelled, call, timeZone),
  take_message: (call) => ({
    title: deedsOf(call).message,
    detail: textOf(call.arguments['message']),
  }),
  request_callback: (call) => ({
    title: deedsOf(call).callBack,
    detail: [
      textOf(call.arguments['reason']),
      call.result['withinMinutes'] ? copy.within(textOf(call.result['withinMinutes'])) : '',
    ]
      .filter(Boolean)
      .join(', '),
  }),
  quote_price: ({ result }) => ({
    title: copy.prices,
    detail: listOf(result['quotes']).map(quoteWords).join(' · '),
  }),
  request_person: (call) => ({
    title: deedsOf(call).rings,
    detail: textOf(call.result['personReason']) || textOf(call.arguments['reason']),
  }),
};

function visitWords(verb: string, { result }: TestTool, timeZone: string): ToolWords {
  const details = [result['service'], result['technician'], result['name']].map(textOf);
  return {
    title: `${verb} ${momentOf(result, timeZone)}`.trim(),
    detail: details.filter(Boolean).join(', '),
  };
}

/** `Mon, Nov 23, 8:00` */
function momentOf(visit: Record<string, unknown>, timeZone: string): string {
  const at = Date.parse(textOf(visit['startsAt']));
  if (Number.isNaN(at)) return '';
  const { day, minute } = wallTimeOf(at, timeZone);
  const date = dayWords(day, { weekday: 'short', month: 'short', day: 'numeric' });
  return `${date}, ${clockOfMinute(minute)}`;
}

function quoteWords(quote: Record<string, unknown>): string {
  const cents = quote['priceCents'];
  const price = typeof cents === 'number' ? priceWords(cents, textOf(quote['currency'])) : '';
  return `${textOf(quote['service'])} ${price}`.trim();
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.map(recordOf) : [];
}
