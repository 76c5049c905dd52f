import * as z from 'zod/mini';

/** Requests and answers of the Edge Function `manage-limits` (POST, JSON), and of its read model. */

/** Kinds of numbers that a business may open for itself. Satellites and short codes are never called. */
export const NUMBER_TYPES = [
  'fixed_line',
  'mobile',
  'voip',
  'toll_free',
  'shared_cost',
  'personal_number',
  'uan',
  'pager',
  'voicemail',
  'premium_rate',
] as const;
export type NumberType = (typeof NUMBER_TYPES)[number];

/** Why a dial must not happen; the screen has words for each. */
export const DIAL_REFUSALS = [
  'calling_stopped',
  'destination_not_allowed',
  'confirm_destination',
  'rate_limited',
  'concurrency_limit',
  'spend_limit',
] as const;
export type DialRefusal = (typeof DIAL_REFUSALS)[number];

/** The bounds that the database keeps too (`spend_limits`). */
export const LIMIT_BOUNDS = {
  dailyCapCents: { min: 100, max: 1_000_000 },
  warnAtPercent: { min: 10, max: 100 },
  maxCallMinutes: { min: 1, max: 240 },
  concurrentCalls: { min: 1, max: 200 },
  dialsPerMinuteAgent: { min: 1, max: 60 },
  dialsPerMinute: { min: 1, max: 1000 },
} as const;
export type BoundedLimit = keyof typeof LIMIT_BOUNDS;

const within = (name: BoundedLimit) => {
  const { min, max } = LIMIT_BOUNDS[name];
  return z.number().check(z.int(), z.gte(min), z.lte(max));
};

export const limits = z.object({
  dailyCapCents: within('dailyCapCents'),
  warnAtPercent: within('warnAtPercent'),
  maxCallMinutes: within('maxCallMinutes'),
  concurrentCalls: within('concurrentCalls'),
  dialsPerMinuteAgent: within('dialsPerMinuteAgent'),
  dialsPerMinute: within('dialsPerMinute'),
  /** A country that nobody has called before is asked about first. */
  confirmNewDestinations: z.boolean(),
  numberTypes: z
    .array(z.enum(NUMBER_TYPES))
    .check(z.minLength(1), z.maxLength(NUMBER_TYPES.length)),
  /** ISO 3166 alpha-2. */
  countries: z
    .array(z.string().check(z.regex(/^[A-Z]{2}$/)))
    .check(z.minLength(1), z.maxLength(250)),
});
export type Limits = z.infer<typeof limits>;

export const manageLimitsRequest = z.discriminatedUnion('action', [
  z.object({ action: z.literal('save'), limits }),
  /** Tells Telnyx again. */
  z.object({ action: z.literal('mirror') }),
  z.object({ action: z.literal('stop'), end_live_calls: z.optional(z.boolean()) }),
  z.object({ action: z.literal('resume') }),
]);
export type ManageLimitsRequest = z.infer<typeof manageLimitsRequest>;

/** none: the business has no voice profile of its own at Telnyx. */
const MIRROR_STATES = ['none', 'pending', 'ok', 'failed'] as const;

const mirror = z.object({
  state: z.enum(MIRROR_STATES),
  code: z.nullable(z.string()),
  at: z.nullable(z.string()),
});
export type MirrorState = z.infer<typeof mirror>;

export const manageLimitsAnswer = z.object({
  ok: z.literal(true),
  mirror: z.optional(z.object({ state: z.enum(MIRROR_STATES), code: z.nullable(z.string()) })),
  /** `stop`: how many calls were ended. */
  ended_calls: z.optional(z.number()),
});
export type ManageLimitsAnswer = z.infer<typeof manageLimitsAnswer>;

/** Money is in hundredths of a cent. */
export const limitsState = z.object({
  limits,
  /** The business's own country and time zone. */
  country: z.string(),
  timeZone: z.string(),
  spentToday: z.number(),
  /** The part of `spentToday` that is only set aside, for calls that run now. */
  reservedNow: z.number(),
  callsNow: z.number(),
  stoppedAt: z.nullable(z.string()),
  stoppedBy: z.nullable(z.string()),
  mirror,
  rates: z.array(
    z.object({
      country: z.string(),
      ratePerMinute: z.number(),
      risk: z.nullable(z.enum(['revenue_share', 'looks_domestic'])),
    }),
  ),
});
export type LimitsState = z.infer<typeof limitsState>;

export const callingNotice = z.object({
  stoppedAt: z.nullable(z.string()),
  stoppedBy: z.nullable(z.string()),
  /** Owners and admins, once the share of the cap was reached today. */
  warning: z.nullable(
    z.object({ day: z.string(), spentToday: z.number(), dailyCapCents: z.number() }),
  ),
});
export type CallingNotice = z.infer<typeof callingNotice>;
