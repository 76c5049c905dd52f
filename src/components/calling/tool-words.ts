import { clockOf, dayOf, weekdayOf } from '@/lib/dates.ts';
import type { TranscriptSegment } from '@core/contracts/transcript.ts';
import { toolCopy } from './tool-copy.ts';

const { done: copy } = toolCopy;

export type ToolCall = NonNullable<TranscriptSegment['tool']>;

const INSTANT = /^\d{4}-\d{2}-\d{2}T/;

const done: Record<string, (tool: ToolCall) => string> = {
  look_up_client: ({ result }) => (result['known'] === true ? copy.known : copy.unknown),
  find_slots: ({ result }) => copy.slots(listOf(result['slots']).length),
  book_visit: (tool) => copy.booked(whenOf(tool)).trim(),
  reschedule_visit: (tool) => copy.moved(whenOf(tool)).trim(),
  cancel_visit: (tool) => copy.cancelled(whenOf(tool)).trim(),
  take_message: () => copy.message,
  request_callback: ({ result }) =>
    typeof result['withinMinutes'] === 'number'
      ? copy.callBackWithin(result['withinMinutes'])
      : copy.callBack,
  quote_price: ({ result }) => priceWords(listOf(result['quotes'])),
  request_person: () => copy.rings,
};

/** A tool call in one line, in plain words: "3 free slots found", "Booked Thu 9:00". */
export function toolWords(tool: ToolCall): string {
  const ask = toolCopy.asks[tool.name] ?? tool.name.replaceAll('_', ' ');
  if (!tool.ok) {
    const why = toolCopy.refusals[tool.reason ?? ''] ?? toolCopy.wrong;
    return toolCopy.refused(ask, lowerFirst(why));
  }
  return (done[tool.name] ?? (() => ask))(tool);
}

function priceWords(quotes: Record<string, unknown>[]): string {
  const [first] = quotes;
  if (quotes.length !== 1 || !first) return copy.prices;
  return copy.price(textOf(first['service']));
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
    value === null || value === '' ? [] : [[factName(name), plain(value)]],
  );
}

function factName(name: string): string {
  const words = spaced(name);
  return toolCopy.facts[words] ?? words;
}

/** `dateFrom` and `date_from` alike give `date from`. */
function spaced(name: string): string {
  return name
    .replaceAll('_', ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
}

function plain(value: unknown): string {
  if (typeof value === 'boolean') return value ? toolCopy.yes : toolCopy.no;
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
