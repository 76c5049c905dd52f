import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { WebSocket } from 'ws';
import { PUBLISHABLE_KEY, SECRET_KEY } from './product.ts';

export type Api = SupabaseClient;

const realtime = { transport: WebSocket as never };
const auth = { persistSession: false, autoRefreshToken: false };

/** Everything of every organisation: what the database holds. */
export function serviceClient(apiUrl: string): Api {
  return createClient(apiUrl, SECRET_KEY, { auth, realtime });
}

/** A browser in which nobody is signed in yet. */
export function newClient(apiUrl: string): Api {
  return createClient(apiUrl, PUBLISHABLE_KEY, { auth, realtime });
}

/** A person signed in with the demo password. */
export async function signIn(apiUrl: string, email: string): Promise<Api> {
  const api = newClient(apiUrl);
  const { error } = await api.auth.signInWithPassword({ email, password: 'demo-password' });
  if (error) throw error;
  return api;
}

export interface FunctionAnswer {
  status: number;
  body: {
    call_id?: string;
    status?: string;
    token?: string;
    sip_username?: string;
    error?: { code: string; message: string; claimed_by?: { id: string; name: string } };
  };
}

/** Calls an Edge Function as the browser does. */
export async function callFunction(
  apiUrl: string,
  api: Api,
  name: string,
  body: unknown,
): Promise<FunctionAnswer> {
  const { data } = await api.auth.getSession();
  const response = await fetch(`${apiUrl}/functions/v1/${name}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      apikey: PUBLISHABLE_KEY,
      authorization: `Bearer ${data.session?.access_token ?? ''}`,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as FunctionAnswer['body'] };
}

/** Makes a browser of this member's reachable, without a browser: enrols it and reports it ready. */
export async function enrolDevice(apiUrl: string, api: Api, deviceId: string): Promise<string> {
  const answer = await callFunction(apiUrl, api, 'telnyx-webrtc-token', { device_id: deviceId });
  if (!answer.body.sip_username) throw new Error(`No token: ${JSON.stringify(answer)}`);
  await reportReady(api, deviceId);
  return answer.body.sip_username;
}

/** What the browser's heartbeat says. */
export async function reportReady(api: Api, deviceId: string): Promise<void> {
  await reportState(api, deviceId, 'ready');
}

/** A browser's sign of life. */
export async function reportState(
  api: Api,
  deviceId: string,
  state: 'ready' | 'in_call' | 'offline' | 'signed_out',
): Promise<void> {
  const { error } = await api.rpc('report_device', {
    p_device_id: deviceId,
    p_state: state,
    p_label: 'test',
  });
  if (error) throw error;
}
