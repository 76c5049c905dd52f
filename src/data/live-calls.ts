import type { DeviceState, LiveCallsPort, PresencePort, Result } from '@/calling/ports.ts';
import type { CallCard } from '@core/contracts/call-card.ts';
import { announceAppointmentsChanged } from './appointments-changed.ts';
import { parseCallCard } from './parse-call-card.ts';
import { subscribeToCalls } from './realtime.ts';
import type { Supabase } from './supabase-client.ts';
import { announceTranscriptChanged } from './transcript-changed.ts';

const TIMEOUT_MS = 8_000;
const REACH_TIMEOUT_MS = 900;

/** The organisation's live calls: `live_calls()` and the broadcasts that hint at its changes. */
export function createLiveCalls(supabase: Supabase): LiveCallsPort {
  return {
    snapshot: () => readLiveCalls(supabase),
    subscribe: (scope, listener) =>
      subscribeToCalls(supabase, scope, {
        ...listener,
        onTranscriptChanged: announceTranscriptChanged,
        onAppointmentsChanged: announceAppointmentsChanged,
      }),
  };
}

async function readLiveCalls(supabase: Supabase): Promise<Result<CallCard[]>> {
  const { data, error, status } = await supabase
    .rpc('live_calls')
    .abortSignal(AbortSignal.timeout(TIMEOUT_MS));
  if (error) {
    const code = status === 401 ? 'unauthorized' : status === 0 ? 'offline' : 'unavailable';
    return { ok: false, error: { code, message: error.message } };
  }
  const rows: unknown = data;
  if (!Array.isArray(rows)) {
    return { ok: false, error: { code: 'internal', message: 'live_calls gave no list' } };
  }
  return { ok: true, value: rows.map(parseCallCard).filter((card) => card !== null) };
}

/** This browser's presence: `report_device`. */
export function createPresence(
  supabase: Supabase,
  page: { url: string; publishableKey: string; label: string },
): PresencePort {
  // The last one is kept over the sign-out: it is still good for saying goodbye.
  let accessToken: string | null = null;
  supabase.auth.onAuthStateChange((_event, session) => {
    accessToken = session?.access_token ?? accessToken;
  });
  const args = (deviceId: string, state: DeviceState) => ({
    p_device_id: deviceId,
    p_state: state,
    p_label: page.label,
  });
  return {
    async report(deviceId, state) {
      const { data, error, status } = await supabase
        .rpc('report_device', args(deviceId, state))
        .abortSignal(AbortSignal.timeout(TIMEOUT_MS));
      if (data) return { ok: true, value: null };
      if (!error) {
        return {
          ok: false,
          error: { code: 'not_found', message: 'This browser has no device row' },
        };
      }
      return {
        ok: false,
        error: { code: status === 0 ? 'offline' : 'unavailable', message: error.message },
      };
    },
    isReachable: () => canOpenSocket(`${page.url}/realtime/v1/websocket`, page.publishableKey),
    reportGoneNow(deviceId, state) {
      if (!accessToken) return;
      // `keepalive` lets the request outlive the page; sendBeacon cannot carry the headers.
      void fetch(`${page.url}/rest/v1/rpc/report_device`, {
        method: 'POST',
        keepalive: true,
        headers: {
          'content-type': 'application/json',
          apikey: page.publishableKey,
          authorization: `Bearer ${accessToken}`,
        },
        body: JSON.stringify(args(deviceId, state)),
      }).catch(() => undefined);
    },
  };
}

/** By a connection of its own: those that are kept for requests may lead to a network that is gone. */
function canOpenSocket(url: string, apikey: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}?apikey=${apikey}&vsn=1.0.0`);
    const timer = setTimeout(() => finish(false), REACH_TIMEOUT_MS);
    const finish = (isReachable: boolean) => {
      clearTimeout(timer);
      socket.close();
      resolve(isReachable);
    };
    socket.addEventListener('open', () => finish(true));
    socket.addEventListener('error', () => finish(false));
  });
}
