import type { CallApiPort, ControlRequest, PartyTarget, Result } from '@/calling/ports.ts';
import {
  type CallControlRequest,
  callAnswer,
  webrtcTokenAnswer,
} from '@core/contracts/functions.ts';
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
    control: (request) => invoke(supabase, 'telnyx-call-control', callAnswer, controlBody(request)),
    webrtcToken: (deviceId) =>
      invoke(supabase, 'telnyx-webrtc-token', webrtcTokenAnswer, { device_id: deviceId }),
  };
}

/** The request as it goes over the wire; what is not said is left out. */
function controlBody(request: ControlRequest): CallControlRequest {
  const { callId, action, deviceId, otherCallId, target, note, ...rest } = request;
  return {
    ...rest,
    call_id: callId,
    action,
    device_id: deviceId,
    ...(note ? { note } : {}),
    ...(otherCallId ? { other_call_id: otherCallId } : {}),
    ...(target ? { target: targetBody(target) } : {}),
  };
}

function targetBody(target: PartyTarget): NonNullable<CallControlRequest['target']> {
  if ('memberId' in target) return { member_id: target.memberId };
  return { number: target.number, ...(target.clientId ? { client_id: target.clientId } : {}) };
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
