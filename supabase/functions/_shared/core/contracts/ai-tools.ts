import * as z from 'zod/mini';

/** The AI dispatcher's tools: the last segment of `ai-dispatcher-tools/<name>`. */
export const AI_TOOLS = [
  'look_up_client',
  'find_slots',
  'book_visit',
  'reschedule_visit',
  'cancel_visit',
  'take_message',
  'request_callback',
  'quote_price',
  'request_person',
] as const;
export type AiTool = (typeof AI_TOOLS)[number];

export function isAiTool(name: string): name is AiTool {
  return (AI_TOOLS as readonly string[]).includes(name);
}

/** Why a tool did not do as asked: what the model hears, with HTTP 200. */
export const TOOL_REASONS = [
  'slot_taken',
  'not_offered',
  'offer_expired',
  'not_confirmed',
  'name_needed',
  'not_allowed',
  'unknown_visit',
  'identity_too_low',
  'not_on_list',
  'nothing_free',
  'outside_hours',
  'invalid_arguments',
  'unknown_tool',
  'too_many_calls',
  'call_not_live',
  'unknown_call',
  'replayed',
  'unavailable',
] as const;
export type ToolReason = (typeof TOOL_REASONS)[number];

/** Postgres keeps no NUL in text, and half a surrogate pair is no character. */
const isClean = (value: string) =>
  value.isWellFormed() && !/[^\P{Cc}\t\n\r\u0080-\u009f]/u.test(value);

const text = (longest: number) =>
  z.string().check(z.trim(), z.minLength(1), z.maxLength(longest), z.refine(isClean));

/** Slot and visit ids come from our own answers; whether they exist is the database's to say. */
const id = z.string().check(z.trim(), z.regex(/^[A-Za-z0-9_-]{1,64}$/));

const day = z
  .string()
  .check(z.trim(), z.regex(/^\d{4}-\d{2}-\d{2}$/), z.refine(isDayOfTheCalendar));

function isDayOfTheCalendar(value: string): boolean {
  const at = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value);
}

/** The least that a confirmation can be; false makes the database ask for one. */
const confirmed = z._default(z.boolean(), false);
const name = z.optional(text(120));

/**
 * What each tool takes. Strict: an argument that is not listed is refused, so that nothing the model
 * makes up (an organisation, a price, a length) is taken for something that we went by.
 */
const AI_TOOL_ARGUMENTS = {
  look_up_client: z.strictObject({}),
  // One of problem, service and visit_id is enough.
  find_slots: z.strictObject({
    problem: z.optional(text(500)),
    service: z.optional(text(200)),
    date_from: z.optional(day),
    date_to: z.optional(day),
    part_of_day: z.optional(z.enum(['morning', 'afternoon', 'any'])),
    visit_id: z.optional(id),
  }),
  book_visit: z.strictObject({
    slot_id: id,
    problem: text(500),
    confirmed,
    name,
    address: z.optional(text(300)),
  }),
  reschedule_visit: z.strictObject({ visit_id: id, slot_id: id, confirmed }),
  cancel_visit: z.strictObject({ visit_id: id, confirmed }),
  take_message: z.strictObject({
    message: text(2000),
    name,
    urgent: z.optional(z.boolean()),
  }),
  request_callback: z.strictObject({ reason: text(500), when: z.optional(text(200)), name }),
  quote_price: z.strictObject({ service: text(200) }),
  request_person: z.strictObject({ reason: text(500), urgent: z.optional(z.boolean()) }),
} satisfies Record<AiTool, unknown>;

/** Arguments that passed: flat, and of these types only. */
export type ToolArguments = Record<string, string | boolean>;

export type ReadArguments =
  | { ok: true; arguments: ToolArguments }
  /** `problems`: names of the tool's own arguments, and `unknown` for any other. */
  | { ok: false; problems: string[] };

/**
 * Checks what the model sent for a tool. Models write null or "" for an argument that they leave out.
 *
 * @param fields the request's body without what the platform put into it
 */
export function readToolArguments(tool: AiTool, fields: Record<string, unknown>): ReadArguments {
  const given = Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== ''),
  );
  const read = AI_TOOL_ARGUMENTS[tool].safeParse(given);
  if (read.success) return { ok: true, arguments: withoutUndefined(read.data) };
  const problems = read.error.issues.map((issue) =>
    issue.code === 'unrecognized_keys' ? 'unknown' : String(issue.path[0]),
  );
  return { ok: false, problems: [...new Set(problems)] };
}

function withoutUndefined(data: Record<string, string | boolean | undefined>): ToolArguments {
  return Object.fromEntries(
    Object.entries(data).filter(
      (entry): entry is [string, string | boolean] => entry[1] !== undefined,
    ),
  );
}
