import type * as z from 'zod/mini';
import type { ErrorCode } from '@core/contracts/functions.ts';
import {
  type ManageAiErrorDetail,
  type ManageAiRequest,
  type ManageAiState,
  type TestAnswer,
  type TestRequest,
  manageAiErrorDetail,
  manageAiState,
  testAnswer,
} from '@core/contracts/manage-ai.ts';
import { invokeFunction } from './invoke-function.ts';
import type { Supabase } from './supabase-client.ts';

const FUNCTION = 'manage-ai-dispatcher';
/** Publishing plays every scenario, several turns each, before it answers. */
const TIMEOUT_MS = 120_000;

/** Why a request to the dispatcher's settings came to nothing. */
export class ManageAiError extends Error {
  readonly code: ErrorCode | 'offline';
  readonly detail: ManageAiErrorDetail;

  constructor(code: ErrorCode | 'offline', message: string, detail: ManageAiErrorDetail = {}) {
    super(message);
    this.name = 'ManageAiError';
    this.code = code;
    this.detail = detail;
  }
}

/**
 * Reads or changes the dispatcher of the signed-in person's business.
 *
 * @throws ManageAiError with the server's code, or `offline`
 */
export function manageAi(
  supabase: Supabase,
  request: Exclude<ManageAiRequest, TestRequest>,
): Promise<ManageAiState> {
  return post(supabase, manageAiState, request);
}

/**
 * Says something to the dispatcher's draft, or begins a conversation with it.
 *
 * @throws ManageAiError
 */
export function testAi(
  supabase: Supabase,
  request: Omit<TestRequest, 'action'>,
): Promise<TestAnswer> {
  return post(supabase, testAnswer, { action: 'test', ...request });
}

async function post<Answer>(
  supabase: Supabase,
  schema: z.ZodMiniType<Answer>,
  body: ManageAiRequest,
): Promise<Answer> {
  const call = { name: FUNCTION, schema, body, timeoutMs: TIMEOUT_MS };
  const result = await invokeFunction(supabase, call);
  if (result.ok) return result.value;
  const { code, message, detail } = result.error;
  const parsed = manageAiErrorDetail.safeParse(detail);
  throw new ManageAiError(code, message, parsed.success ? parsed.data : {});
}
