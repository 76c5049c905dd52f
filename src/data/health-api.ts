import * as z from 'zod/mini';
import {
  deadLettersAnswer,
  healthAnswer,
  type HealthFix,
  letterAnswer,
  repairAnswer,
  selfTestAnswer,
  selfTestState,
} from '@core/contracts/health.ts';
import { type FunctionResult, invokeFunction } from './invoke-function.ts';
import type { Supabase } from './supabase-client.ts';

/** Longer than all time limits of one check together; a repair checks afterwards. */
const CHECK_TIMEOUT_MS = 20_000;
const REPAIR_TIMEOUT_MS = 60_000;

type Schema<Answer> = z.ZodMiniType<Answer>;

function ask<Answer>(
  supabase: Supabase,
  schema: Schema<Answer>,
  body: object,
  timeoutMs = CHECK_TIMEOUT_MS,
): Promise<FunctionResult<Answer>> {
  return invokeFunction(supabase, { name: 'health-check', schema, body, timeoutMs });
}

export const runServerCheck = (supabase: Supabase) =>
  ask(supabase, healthAnswer, { action: 'run' });

export const repairHealth = (supabase: Supabase, fix: HealthFix) =>
  ask(supabase, repairAnswer, { action: 'repair', fix }, REPAIR_TIMEOUT_MS);

export const readDeadLetters = (supabase: Supabase) =>
  ask(supabase, deadLettersAnswer, { action: 'dead_letters' });

export const settleDeadLetter = (supabase: Supabase, how: 'retry' | 'dismiss', id: string) =>
  ask(supabase, letterAnswer, { action: `${how}_dead_letter`, id });

export const beginSelfTest = (supabase: Supabase) =>
  ask(supabase, selfTestAnswer, { action: 'self_test' });

export const readSelfTest = (supabase: Supabase, testId: string) =>
  ask(supabase, selfTestState, { action: 'self_test_state', test_id: testId });

export const endSelfTest = (supabase: Supabase, testId: string) =>
  ask(supabase, z.object({ ok: z.boolean() }), { action: 'end_self_test', test_id: testId });
