import type { CallApiPort, Result } from '@/calling/ports.ts';
import { callAnswer, webrtcTokenAnswer } from '@core/contracts/functions.ts';
import { type FunctionCall, invokeFunction } from './invoke-function.ts';
import type { Supabase } from './supabase-client.ts';

const TIMEOUT_MS = 15_000;

/** The Edge Functions that move calls, over `supabase.functions`. */
export function createCallApi(supabase: Supabase): CallApiPort {
  return {
    makeCall: ({ to, fromNumberId, clientId, deviceId, confirmed }) =>
      invoke(supabase, 'telnyx-make-call', callAnswer, {
        to,
        ...(fromNumberId ? { from_number_id: fromNumberId } : {}),
        ...(clientId ? { client_id: clientId } : {}),
        device_id: deviceId,
        ...(confirmed ? { confirmed } : {}),
      }),
    control: ({ callId, action, deviceId, note }) =>
      invoke(supabase, 'telnyx-call-control', callAnswer, {
        call_id: callId,
        action,
        device_id: deviceId,
        ...(note ? { note } : {}),
      }),
    webrtcToken: (deviceId) =>
      invoke(supabase, 'telnyx-webrtc-token', webrtcTokenAnswer, { device_id: deviceId }),
  };
}

async function invoke<Answer>(
  supabase: Supabase,
  name: string,
  schema: FunctionCall<Answer>['schema'],
  body: object,
): Promise<Result<Answer>> {
  const result = await invokeFunction(supabase, { name, schema, body, timeoutMs: TIMEOUT_MS });
  if (result.ok) return result;
  const { code, message, claimedBy, country } = result.error;
  const more = { ...(claimedBy ? { claimedBy } : {}), ...(country ? { country } : {}) };
  return { ok: false, error: { code, message, ...more } };
}
