import type * as z from 'zod/mini';
import { type ErrorCode, errorAnswer } from '@core/contracts/functions.ts';
import type { Supabase } from './supabase-client.ts';

export interface FunctionCall<Answer> {
  name: string;
  schema: z.ZodMiniType<Answer>;
  body: object;
  timeoutMs: number;
}

export interface FunctionFailure {
  /** `offline`: no answer; it may have been done all the same. */
  code: ErrorCode | 'offline';
  message: string;
  /** `already_claimed`: who has the call. */
  claimedBy?: { id: string; name: string };
  /** Limits of calls out: the destination's country. */
  country?: string;
  /** The answer's `error` as it came. */
  detail: unknown;
}

export type FunctionResult<Answer> =
  | { ok: true; value: Answer }
  | { ok: false; error: FunctionFailure };

/**
 * Calls an Edge Function as the signed-in person. A token can expire between its last refresh and the
 * call (a laptop that slept): then it is renewed and the request sent once more. Nothing was done by
 * a request that was refused with 401.
 */
export async function invokeFunction<Answer>(
  supabase: Supabase,
  call: FunctionCall<Answer>,
): Promise<FunctionResult<Answer>> {
  const first = await invokeOnce(supabase, call);
  if (first.ok || first.error.code !== 'unauthorized') return first;
  const { error } = await supabase.auth.refreshSession();
  return error ? first : await invokeOnce(supabase, call);
}

async function invokeOnce<Answer>(
  supabase: Supabase,
  { name, schema, body, timeoutMs }: FunctionCall<Answer>,
): Promise<FunctionResult<Answer>> {
  const { data, error } = await supabase.functions.invoke<unknown>(name, {
    body: body as Record<string, unknown>,
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (error) return { ok: false, error: await readFailure(error) };
  const parsed = schema.safeParse(data);
  if (parsed.success) return { ok: true, value: parsed.data };
  const message = `${name} gave an unreadable answer`;
  return { ok: false, error: { code: 'internal', message, detail: null } };
}

/** supabase-js hands over the answer of a failed call as `error.context`, a `Response`. */
async function readFailure(error: unknown): Promise<FunctionFailure> {
  const context = error instanceof Error && 'context' in error ? error.context : null;
  if (!(context instanceof Response)) {
    return { code: 'offline', message: 'The server could not be reached', detail: null };
  }
  const body: unknown = await context.json().catch(() => null);
  const parsed = errorAnswer.safeParse(body);
  if (!parsed.success) return failureOfStatus(context.status);
  const { code, message, claimed_by: claimedBy, country } = parsed.data.error;
  const { error: detail } = body as { error: unknown };
  const more = { ...(claimedBy ? { claimedBy } : {}), ...(country ? { country } : {}) };
  return { code, message, detail, ...more };
}

function failureOfStatus(status: number): FunctionFailure {
  const answer = { message: `The server answered ${status}`, detail: null };
  if (status === 401) return { code: 'unauthorized', ...answer };
  if (status === 429) return { code: 'rate_limited', ...answer };
  return { code: status >= 502 ? 'unavailable' : 'internal', ...answer };
}
