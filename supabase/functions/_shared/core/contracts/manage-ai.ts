import * as z from 'zod/mini';
import { AI_MODES, aiLanguage, aiProfile } from './ai-profile.ts';

/** Requests and answers of the Edge Function `manage-ai-dispatcher` (POST, JSON). */

const uuid = z.guid();
const line = z.string().check(z.minLength(1), z.maxLength(1000));

/** An effect that a scenario wants: a tool's name, whether it is done, and what of. */
export const expectedEffect = z.object({
  tool: z.string().check(z.minLength(1), z.maxLength(60)),
  ok: z.boolean(),
  /** The service that is booked, by its name. */
  service: z.optional(z.string().check(z.maxLength(200))),
});
export type ExpectedEffect = z.infer<typeof expectedEffect>;

const numberRequest = z.object({
  phone_number_id: uuid,
  enabled: z.optional(z.boolean()),
  mode: z.optional(z.enum(AI_MODES)),
  overflow_after_seconds: z.optional(z.number().check(z.int(), z.gte(3), z.lte(120))),
  language: z.optional(aiLanguage),
});
export type NumberRequest = z.infer<typeof numberRequest>;

/**
 * The profile is read loosely here and checked by `validateProfile` in the handler, which names the
 * fields that are wrong; a partial profile leaves the other fields as they are.
 */
const dispatcherRequest = z.object({
  dispatcher: z.record(z.string(), z.unknown()),
  publish: z.optional(z.boolean()),
  /** Owner only: goes live although a scenario failed. */
  despite_failures: z.optional(z.boolean()),
});
export type DispatcherRequest = z.infer<typeof dispatcherRequest>;

const testRequest = z.object({
  action: z.literal('test'),
  /** Goes on with a conversation; left out: a new one, which begins with the greeting. */
  test_id: z.optional(uuid),
  /** What the caller says; left out: only the greeting of a new conversation. */
  text: z.optional(line),
  language: z.optional(aiLanguage),
  /** E.164: plays this caller, so that a known client is known. */
  caller_number: z.optional(z.string().check(z.regex(/^\+[1-9]\d{6,14}$/))),
  /** Book and write for real; else the tools only say what they would do. */
  for_real: z.optional(z.boolean()),
  start_over: z.optional(z.boolean()),
});
export type TestRequest = z.infer<typeof testRequest>;

const updateScenario = z.object({
  action: z.literal('update_scenario'),
  id: uuid,
  name: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  active: z.optional(z.boolean()),
  lines: z.optional(z.array(line).check(z.minLength(1), z.maxLength(60))),
  expected: z.optional(z.array(expectedEffect).check(z.maxLength(20))),
});
export type UpdateScenarioRequest = z.infer<typeof updateScenario>;

export const manageAiRequest = z.union([
  z.object({ action: z.literal('state') }),
  z.object({ action: z.literal('sync') }),
  z.object({ action: z.literal('rollback'), version: z.number().check(z.int(), z.gte(1)) }),
  testRequest,
  z.object({
    action: z.literal('save_scenario'),
    call_id: uuid,
    name: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  }),
  updateScenario,
  z.object({ action: z.literal('delete_scenario'), id: uuid }),
  z.object({
    action: z.literal('run_scenarios'),
    ids: z.optional(z.array(uuid).check(z.maxLength(50))),
  }),
  dispatcherRequest,
  numberRequest,
]);
export type ManageAiRequest = z.infer<typeof manageAiRequest>;

/** A tool that the AI called in a test or a scenario. */
export const testTool = z.object({
  name: z.string(),
  arguments: z.record(z.string(), z.unknown()),
  ok: z.boolean(),
  reason: z.nullable(z.string()),
  /** As it is stored, for the screen: instants are ISO 8601 (`startsAt`), not the words that are said. */
  result: z.record(z.string(), z.unknown()),
  duration_ms: z.number(),
});
export type TestTool = z.infer<typeof testTool>;

/** Answer of `{action: 'test'}`. */
export const testAnswer = z.object({
  test_id: z.string(),
  /** Of a new conversation only. */
  greeting: z.optional(z.string()),
  /** '' when nothing was said to it. */
  reply: z.string(),
  tools: z.array(testTool),
  /** From the caller's line to the reply; null when nothing was said. */
  first_word_ms: z.nullable(z.number()),
});
export type TestAnswer = z.infer<typeof testAnswer>;

/** What a scenario did when it was run. */
export const scenarioRun = z.object({
  passed: z.boolean(),
  /** Why it failed, in a sentence; null when it passed. */
  why: z.nullable(z.string()),
  missing: z.array(expectedEffect),
  /** Visits booked, moved or cancelled that nobody expected. */
  unexpected: z.array(expectedEffect),
  turns: z.array(z.object({ caller: z.string(), reply: z.string(), tools: z.array(testTool) })),
  at: z.string(),
});
export type ScenarioRun = z.infer<typeof scenarioRun>;

export const scenarioComparison = z.object({
  id: z.string(),
  name: z.string(),
  /** With the profile that answers callers now, or in the call it was made from; null: not known. */
  before: z.nullable(scenarioRun),
  /** With the draft. */
  after: scenarioRun,
});
export type ScenarioComparison = z.infer<typeof scenarioComparison>;

export const scenarioReport = z.object({
  passed: z.number(),
  failed: z.number(),
  scenarios: z.array(scenarioComparison),
});
export type ScenarioReport = z.infer<typeof scenarioReport>;

export const scenario = z.object({
  id: z.string(),
  name: z.string(),
  language: aiLanguage,
  /** The call that it was made from. */
  call_id: z.nullable(z.string()),
  caller_number: z.nullable(z.string()),
  lines: z.array(z.string()),
  expected: z.array(expectedEffect),
  active: z.boolean(),
  /** `after` is null until it was run. */
  last_result: z.nullable(
    z.object({ before: z.nullable(scenarioRun), after: z.nullable(scenarioRun) }),
  ),
  last_run_at: z.nullable(z.string()),
});
export type Scenario = z.infer<typeof scenario>;

/**
 * Answer of every request but `test`. Telnyx failing is no failed request: 200, with
 * `sync.status: 'failed'`, the reason, and whatever answered callers before still answering.
 */
export const manageAiState = z.object({
  numbers: z.array(
    z.object({
      phone_number_id: z.string(),
      enabled: z.boolean(),
      mode: z.enum(AI_MODES),
      overflow_after_seconds: z.number(),
      language: aiLanguage,
    }),
  ),
  /** The draft; before anything was saved, the profile that a business starts with. */
  dispatcher: aiProfile,
  published: z.nullable(z.object({ version: z.number(), at: z.string(), profile: aiProfile })),
  has_unpublished_changes: z.boolean(),
  sync: z.object({
    status: z.enum(['never', 'syncing', 'synced', 'failed']),
    /** A sentence for the owner. */
    error: z.nullable(z.string()),
    at: z.nullable(z.string()),
  }),
  /** Newest first, at most 20. */
  versions: z.array(
    z.object({ version: z.number(), at: z.string(), by_name: z.nullable(z.string()) }),
  ),
  scenarios: z.array(scenario),
  /** Of the scenarios that this request ran. */
  report: z.optional(scenarioReport),
});
export type ManageAiState = z.infer<typeof manageAiState>;

/**
 * What an error answer carries besides code and message.
 * `invalid_request`: `fields` by path, e.g. `greetings.fr` or `escalations.0.words`.
 * `scenario_failed`: the `report`, and the `state` with the saved draft.
 */
export const manageAiErrorDetail = z.object({
  fields: z.optional(z.record(z.string(), z.string())),
  report: z.optional(scenarioReport),
  state: z.optional(manageAiState),
});
export type ManageAiErrorDetail = z.infer<typeof manageAiErrorDetail>;
