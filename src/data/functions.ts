import type * as z from 'zod/mini';
import type { CallApiPort, CallFailure, Result } from '@/calling/ports.ts';
import {
  callAnswer,
  errorAnswer,
  webrtcTokenAnswer,
  type CallAnswer,
  type WebrtcTokenAnswer,
} from '@core/contracts/functions.ts';
import type { Supabase } from './supabase-client.ts';

const TIMEOUT_MS = 15_000;

/** The Edge Functions that move calls, over `supabase.functions`. */
export function createCallApi(supabase: Supabase): CallApiPort {
  return {
    makeCall: ({ to, fromNumberId, clientId, deviceId }) =>
      invoke<CallAnswer>(supabase, 'telnyx-make-call', callAnswer, {
        to,
        ...(fromNumberId ? { from_number_id: fromNumberId } : {}),
        ...(clientId ? { client_id: clientId } : {}),
        device_id: deviceId,
      }),
    control: ({ callId, action, deviceId, note }) =>
      invoke<CallAnswer>(supabase, 'telnyx-call-control', callAnswer, {
        call_id: callId,
        action,
        device_id: deviceId,
        ...(note ? { note } : {}),
      }),
    webrtcToken: (deviceId) =>
      invoke<WebrtcTokenAnswer>(supabase, 'telnyx-webrtc-token', webrtcTokenAnswer, {
        device_id: deviceId,
      }),
  };
}

/**
 * A token can expire between its last refresh and the call (a laptop that slept): then it is renewed
 * and the request sent once more. Nothing was done by a request that was refused with 401.
 */
async function invoke<Answer>(
  supabase: Supabase,
  name: string,
  schema: z.ZodMiniType<Answer>,
  body: Record<string, string>,
): Promise<Result<Answer>> {
  const first = await invokeOnce(supabase, name, schema, body);
  if (first.ok || first.error.code !== 'unauthorized') return first;
  const { error } = await supabase.auth.refreshSession();
  return error ? first : await invokeOnce(supabase, name, schema, body);
}

async function invokeOnce<Answer>(
  supabase: Supabase,
  name: string,
  schema: z.ZodMiniType<Answer>,
  body: Record<string, string>,
): Promise<Result<Answer>> {
  const { data, error } = await supabase.functions.invoke<unknown>(name, {
    body,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (error) return { ok: false, error: await readFailure(error) };
  const parsed = schema.safeParse(data);
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, error: { code: 'internal', message: `${name} gave an unreadable answer` } };
}

/** supabase-js hands over the answer of a failed call as `error.context`, a `Response`. */
async function readFailure(error: unknown): Promise<CallFailure> {
  const context = error instanceof Error && 'context' in error ? error.context : null;
  if (!(context instanceof Response)) {
    return { code: 'offline', message: 'The server could not be reached' };
  }
  const body: unknown = await context.json().catch(() => null);
  const parsed = errorAnswer.safeParse(body);
  if (!parsed.success) return failureOfStatus(context.status);
  const { code, message, claimed_by: claimedBy } = parsed.data.error;
  return { code, message, ...(claimedBy ? { claimedBy } : {}) };
}

function failureOfStatus(status: number): CallFailure {
  const message = `The server answered ${status}`;
  if (status === 401) return { code: 'unauthorized', message };
  if (status === 429) return { code: 'rate_limited', message };
  return { code: status >= 502 ? 'unavailable' : 'internal', message };
}
