import * as z from 'zod/mini';
import { SETUP_STEPS } from '../setup-step-names.ts';

/** Requests and answers of the Edge Function `setup-telnyx-number` (POST, JSON; owners and admins). */

const uuid = z.guid();
const e164 = z.string().check(z.regex(/^\+[1-9]\d{6,14}$/));
/** Telnyx's ids exceed 2^53, so text. */
const telnyxId = z.string().check(z.regex(/^[A-Za-z0-9-]{1,64}$/));
const label = z.string().check(z.trim(), z.maxLength(60));
const money = z.string().check(z.regex(/^\d{1,7}(\.\d{1,4})?$/));

export const NUMBER_TYPES = ['local', 'toll_free', 'national', 'mobile'] as const;
export const NUMBER_FEATURES = ['voice', 'sms', 'mms', 'fax', 'emergency', 'hd_voice'] as const;

const searchRequest = z.object({
  action: z.literal('search'),
  /** ISO 3166 alpha-2. */
  country: z.string().check(z.regex(/^[A-Z]{2}$/)),
  area_code: z.optional(z.string().check(z.regex(/^\d{2,5}$/))),
  locality: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(80))),
  type: z.optional(z.enum(NUMBER_TYPES)),
  /** Left out: those that can be called. */
  features: z.optional(z.array(z.enum(NUMBER_FEATURES)).check(z.maxLength(6))),
});
export type SearchRequest = z.infer<typeof searchRequest>;

const buyRequest = z.object({
  action: z.literal('buy'),
  /** One that a search of the last half hour has shown; else `offer_expired`. */
  phone_number: e164,
  label: z.optional(label),
});

const attachRequest = z.object({
  action: z.literal('attach'),
  phone_number: e164,
  /** The Call Control application that it is expected on; another one is `points_elsewhere`. */
  connection_id: z.optional(telnyxId),
  label: z.optional(label),
  /** Takes it from where it points now to the business's own application. */
  move: z.optional(z.boolean()),
});

const releaseRequest = z.object({
  action: z.literal('release'),
  phone_number_id: uuid,
  /** The number itself: it is given back for good. */
  confirm: z.string().check(z.maxLength(32)),
  /** Only takes it out of Switchboard; it stays in the Telnyx account. */
  keep_at_telnyx: z.optional(z.boolean()),
});

export const setupNumberRequest = z.discriminatedUnion('action', [
  z.object({ action: z.literal('status') }),
  searchRequest,
  buyRequest,
  attachRequest,
  /** Goes on with what is unfinished and checks every step of the number, or of all numbers. */
  z.object({ action: z.literal('verify'), phone_number_id: z.optional(uuid) }),
  releaseRequest,
  z.object({ action: z.literal('account') }),
]);
export type SetupNumberRequest = z.infer<typeof setupNumberRequest>;

/** `skipped`: not needed here (nothing is ordered for a number that is owned already). */
export const STEP_STATES = ['pending', 'running', 'waiting', 'done', 'skipped', 'failed'] as const;
export type StepState = (typeof STEP_STATES)[number];

/** Why a step waits, failed, or was done with a reservation. */
export const SETUP_CODES = [
  /** `waiting`: the order is placed, Telnyx is working on it. */
  'waiting_for_order',
  /** `waiting`: bought, but not active yet. */
  'waiting_for_number',
  /** Telnyx gave no answer or broke: tried again by itself. */
  'telnyx_unavailable',
  /** Telnyx asks to slow down: tried again by itself. */
  'telnyx_rate_limited',
  /** Telnyx does not accept the API key. */
  'api_key_refused',
  'insufficient_funds',
  /** The account's tier does not allow it (trial: one number; not verified: few countries). */
  'account_limit',
  /** Somebody else bought it first. */
  'number_unavailable',
  /** Telnyx could not deliver the number. */
  'order_failed',
  /** Telnyx wants documents or an address for numbers of this country. */
  'requirements_needed',
  /** The number is not in the Telnyx account any more. */
  'number_gone',
  /** The number belongs to a connection that does not call us. */
  'points_elsewhere',
  /** `done`: Telnyx does not publish the business's name for this number. */
  'caller_name_refused',
  /** `done`: the number cannot carry texts. */
  'texting_refused',
  /** Telnyx refused for a reason that is not known here. */
  'refused',
] as const;
export type SetupCode = (typeof SETUP_CODES)[number];

/** What a person can do about it. */
export const SETUP_REMEDIES = [
  'wait',
  'try_again',
  'check_api_key',
  'add_funds',
  'verify_account',
  'choose_another_number',
  'give_documents',
  'move_number',
  'remove_number',
  'none_needed',
] as const;
export type SetupRemedy = (typeof SETUP_REMEDIES)[number];

export const setupStepState = z.object({
  id: z.enum(SETUP_STEPS),
  state: z.enum(STEP_STATES),
  code: z.nullable(z.enum(SETUP_CODES)),
  remedy: z.nullable(z.enum(SETUP_REMEDIES)),
  /** When the state came about; null while pending. */
  at: z.nullable(z.string()),
});
export type SetupStepState = z.infer<typeof setupStepState>;

/**
 * `failed` needs somebody (see the failed step's remedy); `waiting` goes on by itself; `replaced` was
 * given up for another number before anything was bought; `released` is given back.
 */
const SETUP_STATES = ['running', 'waiting', 'failed', 'done', 'replaced', 'released'] as const;

export const numberSetup = z.object({
  id: z.string(),
  kind: z.enum(['buy', 'attach']),
  phone_number: z.string(),
  label: z.string(),
  /** Null until the number is ours. */
  phone_number_id: z.nullable(z.string()),
  state: z.enum(SETUP_STATES),
  steps: z.array(setupStepState),
  /** Decimal, in `currency`; null: not known (attached numbers). */
  monthly_cost: z.nullable(z.string()),
  currency: z.nullable(z.string()),
  /** A function works on it at this moment. */
  is_busy: z.boolean(),
  /** Another number may be bought instead: nothing was ordered. */
  is_replaceable: z.boolean(),
  started_at: z.string(),
  updated_at: z.string(),
  /** When it was complete for the first time. */
  finished_at: z.nullable(z.string()),
});
export type NumberSetup = z.infer<typeof numberSetup>;

export const numberOverview = z.object({
  phone_number_id: z.string(),
  phone_number: z.string(),
  label: z.string(),
  is_default: z.boolean(),
  connection_id: z.nullable(z.string()),
  /** Null: it was never checked here; `verify` does. */
  setup: z.nullable(numberSetup),
});
export type NumberOverview = z.infer<typeof numberOverview>;

/** Answer of `status`, `buy`, `attach`, `verify` and `release`. */
export const numberSetupAnswer = z.object({
  numbers: z.array(numberOverview),
  /** The purchase or attachment under way, also one that failed; null: none. */
  unfinished: z.nullable(numberSetup),
  /** What was made at Telnyx for this business. */
  resources: z.object({
    outbound_voice_profile_id: z.nullable(z.string()),
    call_control_application_id: z.nullable(z.string()),
    credential_connection_id: z.nullable(z.string()),
    messaging_profile_id: z.nullable(z.string()),
  }),
  /** Where Telnyx must send this business's events. */
  webhook_url: z.string(),
});
export type NumberSetupAnswer = z.infer<typeof numberSetupAnswer>;

export const numberOffer = z.object({
  phone_number: z.string(),
  type: z.nullable(z.string()),
  locality: z.nullable(z.string()),
  region: z.nullable(z.string()),
  features: z.array(z.string()),
  /** Decimals in `currency`. */
  monthly_cost: money,
  upfront_cost: money,
  currency: z.string(),
});
export type NumberOffer = z.infer<typeof numberOffer>;

/** Answer of `search`. */
export const searchAnswer = z.object({ offers: z.array(numberOffer) });
export type SearchAnswer = z.infer<typeof searchAnswer>;

/** What Telnyx still wants from the owner. */
const ACCOUNT_HINTS = [
  /** Identity check of the Telnyx account: lifts the limits of its tier. */
  'verify_account',
  'add_funds',
  /** US numbers: brand and campaign before the first text (10DLC). */
  'register_for_texting',
  /** Toll-free numbers: verification before the first text. */
  'verify_toll_free',
  /** An address that emergency services are sent to (E911). */
  'add_emergency_address',
] as const;

export const accountHint = z.object({
  code: z.enum(ACCOUNT_HINTS),
  /** `unknown`: Telnyx's API does not tell; the owner must look in the portal. */
  state: z.enum(['needed', 'done', 'unknown']),
  /** The numbers that it concerns; empty: the account. */
  phone_numbers: z.array(z.string()),
});
export type AccountHint = z.infer<typeof accountHint>;

/** Answer of `account`. */
export const accountAnswer = z.object({
  /** Null: Telnyx did not tell. */
  balance: z.nullable(z.object({ amount: z.string(), currency: z.string() })),
  tier: z.enum(['trial', 'unverified', 'verified', 'unknown']),
  /** What the tier allows; null: no such limit, or not known. */
  limits: z.object({
    numbers: z.nullable(z.number()),
    concurrent_calls: z.nullable(z.number()),
    calls_per_day: z.nullable(z.number()),
    calls_per_hour: z.nullable(z.number()),
    call_minutes: z.nullable(z.number()),
  }),
  hints: z.array(accountHint),
});
export type AccountAnswer = z.infer<typeof accountAnswer>;
