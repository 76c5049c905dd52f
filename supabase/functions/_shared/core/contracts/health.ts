import * as z from 'zod/mini';
import { SERVER_CHECKS } from '../health-check-names.ts';

/** What `health-check` is asked and answers. Every value is of a closed set: the screen has the words. */

export const HEALTH_STATES = ['ok', 'warn', 'bad', 'off'] as const;
export type HealthState = (typeof HEALTH_STATES)[number];

export const HEALTH_CODES = [
  'fine',
  /** Another finding explains why this could not be looked at. */
  'not_checked',
  /** Did not answer within its time. */
  'no_answer',
  'unused',
  'key_refused',
  'points_elsewhere',
  'failover_elsewhere',
  'old_version',
  'missing',
  'inactive',
  'no_event_yet',
  'late',
  'not_arriving',
  'key_unknown',
  'refused_lately',
  'none',
  'other_connection',
  'not_in_account',
  'disabled',
  'few_left',
  'all_used',
  'low',
  'empty',
  'migrations_missing',
  'crashing',
  'never_ran',
  'stopped',
  'overdue',
  'set_aside',
  'out_of_step',
  'failed',
] as const;
export type HealthCode = (typeof HEALTH_CODES)[number];

/** What a button can mend. */
export const HEALTH_FIXES = [
  'set_webhook_url',
  'activate_application',
  'attach_number',
  'enable_sip_calling',
  'activate_credential_connection',
  'attach_voice_profile',
  'fetch_public_key',
  'run_sweeper',
  'resync_ai',
] as const;
export type HealthFix = (typeof HEALTH_FIXES)[number];

const MEASURE_UNITS = ['ms', 'seconds', 'count', 'free', 'money'] as const;

export const healthCheckResult = z.object({
  id: z.enum(SERVER_CHECKS),
  state: z.enum(HEALTH_STATES),
  code: z.enum(HEALTH_CODES),
  measure: z.nullable(
    z.object({
      unit: z.enum(MEASURE_UNITS),
      value: z.number(),
      /** ISO 4217, of money. */
      currency: z.optional(z.string()),
    }),
  ),
  detail: z.object({
    /** Where Telnyx sends events instead of here. */
    host: z.optional(z.string()),
    /** Of the business, E.164. */
    numbers: z.optional(z.array(z.string())),
    functions: z.optional(z.array(z.string())),
    /** The last four characters of the API key. */
    ending: z.optional(z.string()),
    count: z.optional(z.number()),
    limit: z.optional(z.number()),
    at: z.optional(z.string()),
  }),
  fixes: z.array(z.enum(HEALTH_FIXES)),
});
export type HealthCheckResult = z.infer<typeof healthCheckResult>;

export const healthAnswer = z.object({ at: z.string(), checks: z.array(healthCheckResult) });
export type HealthAnswer = z.infer<typeof healthAnswer>;

export const repairAnswer = z.object({
  /** Looked at again after the repair: true only when it is right now. */
  repaired: z.boolean(),
  /** Why Telnyx or our own part did not do it; null when it did. */
  refused: z.nullable(z.enum(['no_answer', 'key_refused', 'missing', 'failed'])),
  at: z.string(),
  checks: z.array(healthCheckResult),
});
export type RepairAnswer = z.infer<typeof repairAnswer>;

export const deadLetter = z.object({
  id: z.string(),
  source: z.string(),
  reason: z.string(),
  times: z.number(),
  firstSeenAt: z.string(),
  lastSeenAt: z.string(),
  body: z.string(),
});
export type DeadLetter = z.infer<typeof deadLetter>;
export const deadLettersAnswer = z.object({ letters: z.array(deadLetter) });
export const letterAnswer = z.object({
  /** False: it could not be understood this time either, and stays. */
  settled: z.boolean(),
  letters: z.array(deadLetter),
});

const SELF_TEST_REFUSALS = [
  'test_running',
  'no_number',
  'limits',
  'key_refused',
  'no_answer',
  'refused',
] as const;
export const selfTestAnswer = z.object({
  test_id: z.string(),
  /** Null: Telnyx took the call. */
  refused: z.nullable(z.enum(SELF_TEST_REFUSALS)),
  from: z.nullable(z.string()),
  to: z.nullable(z.string()),
  /** The tone that must be heard. */
  tone_hz: z.number(),
});
export type SelfTestAnswer = z.infer<typeof selfTestAnswer>;
export const selfTestState = z.object({
  call_id: z.nullable(z.string()),
  status: z.nullable(z.string()),
  /** When our webhook function took the call in. */
  received_at: z.nullable(z.string()),
  /** The leg that plays the caller is up; null: Telnyx did not tell. */
  is_outside_alive: z.nullable(z.boolean()),
});
export type SelfTestState = z.infer<typeof selfTestState>;

const id = z.string().check(z.minLength(1), z.maxLength(200));

export const healthRequest = z.union([
  z.object({ action: z.literal('run') }),
  z.object({ action: z.literal('repair'), fix: z.enum(HEALTH_FIXES) }),
  z.object({ action: z.literal('dead_letters') }),
  z.object({ action: z.literal('retry_dead_letter'), id }),
  z.object({ action: z.literal('dismiss_dead_letter'), id }),
  z.object({ action: z.literal('self_test') }),
  z.object({ action: z.literal('self_test_state'), test_id: z.guid() }),
  z.object({ action: z.literal('end_self_test'), test_id: z.guid() }),
]);
export type HealthRequest = z.infer<typeof healthRequest>;
