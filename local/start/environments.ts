import { randomBytes } from 'node:crypto';
import { publishableKey } from '../supabase/keys.ts';
import {
  addressesOf,
  businessNumber,
  telnyxConnectionId,
  type StartOptions,
} from './start-options.ts';

/** What the functions need to know about the simulator. */
export interface SimulatorCredentials {
  apiKey: string;
  publicKey: string;
  credentialConnectionId: string;
}

/** The variables that are built into the app. */
export function viteEnvironment(ports: StartOptions['ports']): Record<string, string> {
  const { api, signalling } = addressesOf(ports);
  return {
    VITE_SUPABASE_URL: api,
    VITE_SUPABASE_PUBLISHABLE_KEY: publishableKey,
    VITE_TELNYX_CONNECTION_ID: telnyxConnectionId,
    VITE_TELNYX_DEFAULT_FROM_NUMBER: businessNumber,
    VITE_TELNYX_RTC_HOST: signalling,
  };
}

/** The functions' secrets, as `supabase secrets set` would hold them. */
export function functionSecrets(
  ports: StartOptions['ports'],
  simulator: SimulatorCredentials,
  environment: NodeJS.ProcessEnv,
): Record<string, string> & { SWEEPER_TOKEN: string } {
  const { app, simulator: simulatorUrl } = addressesOf(ports);
  const secret = (name: string) => environment[name] || randomBytes(24).toString('base64url');
  return {
    TELNYX_API_KEY: simulator.apiKey,
    TELNYX_PUBLIC_KEY: simulator.publicKey,
    TELNYX_BASE_URL: `${simulatorUrl}/v2`,
    TELNYX_CONNECTION_ID: telnyxConnectionId,
    TELNYX_CREDENTIAL_CONNECTION_ID: simulator.credentialConnectionId,
    // Telnyx keeps it as an integration secret: the same at every start, and public like the API key.
    AI_TOOLS_TOKEN: environment['AI_TOOLS_TOKEN'] || 'ai_tools_switchboard_local',
    SWEEPER_TOKEN: secret('SWEEPER_TOKEN'),
    RINGBACK_AUDIO_URL: `http://127.0.0.1:${ports.app}/audio/ringback.wav`,
    // People type either address.
    APP_ORIGIN: `${app},http://127.0.0.1:${ports.app}`,
  };
}
