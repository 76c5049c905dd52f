import { createDirectory } from '../adapters/postgres-directory.ts';
import { createRpcClient, type RpcClient } from '../adapters/postgrest-rpc.ts';
import {
  background,
  createJsonLogger,
  systemClock,
  systemIds,
} from '../adapters/system-runtime.ts';
import { createTelnyxApi, type TelnyxApi } from '../adapters/telnyx-api.ts';
import type { TelnyxSettings } from '../adapters/telnyx-telephony.ts';
import type { Directory } from '../ports/directory.ts';
import type { Background, Clock, Ids, Logger } from '../ports/runtime.ts';

/** Reads one variable of the environment. */
export type Environment = (name: string) => string | undefined;

/** What every function stands on; the parts of the wiring are made from it. */
export interface Basis {
  env: Environment;
  rpc: RpcClient;
  supabase: { url: string; serviceKey: string; fetch: typeof fetch };
  /** @param timeoutMs left out: as long as a command may take */
  telnyx: (timeoutMs?: number) => TelnyxApi;
  installation: TelnyxSettings & { credentialConnectionId: string };
  /** Where Telnyx reaches our functions. */
  functionsUrl: string;
  directory: Directory;
  clock: Clock;
  ids: Ids;
  log: Logger;
  background: Background;
  allowedOrigin: string;
}

/**
 * Reads what every function needs.
 *
 * @throws Error naming the variable, when one is missing: the function must not start half set up
 */
export function basisOf(functionName: string, env: Environment): Basis {
  const need = (name: string) => {
    const value = env(name);
    if (!value) throw new Error(`${functionName}: the secret ${name} is not set`);
    return value;
  };
  const url = need('SUPABASE_URL');
  const serviceKey = keyOf(env, 'SUPABASE_SECRET_KEY') ?? need('SUPABASE_SERVICE_ROLE_KEY');
  const publishableKey = keyOf(env, 'SUPABASE_PUBLISHABLE_KEY') ?? need('SUPABASE_ANON_KEY');
  const rpc = createRpcClient({ url, serviceKey, publishableKey, fetch });
  const telnyx = {
    baseUrl: env('TELNYX_BASE_URL') ?? 'https://api.telnyx.com/v2',
    apiKey: need('TELNYX_API_KEY'),
    fetch,
  };
  return {
    env,
    rpc,
    supabase: { url, serviceKey, fetch },
    telnyx: (timeoutMs) => createTelnyxApi({ ...telnyx, ...(timeoutMs ? { timeoutMs } : {}) }),
    installation: {
      connectionId: need('TELNYX_CONNECTION_ID'),
      credentialConnectionId: need('TELNYX_CREDENTIAL_CONNECTION_ID'),
      ringbackAudioUrl: env('RINGBACK_AUDIO_URL') ?? '',
      holdMusicUrl: env('HOLD_MUSIC_URL') ?? besideRingback(env('RINGBACK_AUDIO_URL')),
    },
    functionsUrl: env('FUNCTIONS_PUBLIC_URL') ?? `${url}/functions/v1`,
    directory: createDirectory(rpc),
    clock: systemClock,
    ids: systemIds,
    log: createJsonLogger(functionName),
    background,
    allowedOrigin: env('APP_ORIGIN') ?? '*',
  };
}

/** The music lies beside the ringback where nothing else is said. */
function besideRingback(ringbackUrl: string | undefined): string {
  return ringbackUrl ? new URL('hold-music.wav', ringbackUrl).href : '';
}

/** Projects hand over one key by name, or all of them as JSON under the plural: `{"default": "…"}`. */
function keyOf(env: Environment, name: string): string | undefined {
  const one = env(name);
  if (one) return one;
  try {
    const all = JSON.parse(env(`${name}S`) ?? '{}') as Record<string, string>;
    return all['default'] ?? Object.values(all)[0];
  } catch {
    return undefined;
  }
}
