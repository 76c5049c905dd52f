import type * as z from 'zod/mini';
import { type ErrorCode, errorAnswer } from '@core/contracts/functions.ts';
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

/** A request that was refused with 401 did nothing: it is sent once more with a renewed token. */
async function post<Answer>(
  supabase: Supabase,
  schema: z.ZodMiniType<Answer>,
  body: ManageAiRequest,
): Promise<Answer> {
  try {
    return await postOnce(supabase, schema, body);
  } catch (error) {
    if (!(error instanceof ManageAiError) || error.code !== 'unauthorized') throw error;
    const renewal = await supabase.auth.refreshSession();
    if (renewal.error) throw error;
    return await postOnce(supabase, schema, body);
  }
}

async function postOnce<Answer>(
  supabase: Supabase,
  schema: z.ZodMiniType<Answer>,
  body: ManageAiRequest,
): Promise<Answer> {
  const { data, error } = await supabase.functions.invoke<unknown>(FUNCTION, {
    body,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (error) throw await readError(error);
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new ManageAiError('internal', `${FUNCTION} gave an unreadable answer`);
}

/** supabase-js hands over the answer of a failed call as `error.context`, a `Response`. */
async function readError(error: unknown): Promise<ManageAiError> {
  const context = error instanceof Error && 'context' in error ? error.context : null;
  if (!(context instanceof Response)) {
    return new ManageAiError('offline', 'The server could not be reached');
  }
  const body: unknown = await context.json().catch(() => null);
  const parsed = errorAnswer.safeParse(body);
  if (!parsed.success) {
    const code = context.status >= 502 ? 'unavailable' : 'internal';
    return new ManageAiError(code, `The server answered ${context.status}`);
  }
  const { code, message } = parsed.data.error;
  return new ManageAiError(code, message, detailOf(body));
}

function detailOf(body: unknown): ManageAiErrorDetail {
  const inner = typeof body === 'object' && body !== null && 'error' in body ? body.error : null;
  const parsed = manageAiErrorDetail.safeParse(inner);
  return parsed.success ? parsed.data : {};
}
