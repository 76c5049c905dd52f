import { addressesOf, readStartOptions, telnyxConnectionId } from '../local/start/start-options.ts';
import { databaseUrl } from '../local/supabase/database/connect.ts';
import { publishableKey } from '../local/supabase/keys.ts';
import type { Settings } from './settings.ts';
import { createTelnyxAccount } from './telnyx-account.ts';

/** Keys of the simulator: well known, and of use on this machine only (docs/simulator.md). */
const simulatorApiKey = 'KEY_switchboard_local';
const simulatorCredentialConnectionId = '2709042883142354900';

/** Where the stack of `npm start` is, by the same variables that move its ports. */
export function localAddresses(environment: NodeJS.ProcessEnv): {
  apiUrl: string;
  telnyxUrl: string;
} {
  const { api, simulator } = addressesOf(readStartOptions([], environment).ports);
  return { apiUrl: api, telnyxUrl: `${simulator}/v2` };
}

/** The settings of the stack that `npm start` runs, as if it were a deployment. */
export async function localSettings(
  environment: NodeJS.ProcessEnv,
  telnyxUrl: string,
): Promise<Settings> {
  const { ports } = readStartOptions([], environment);
  const answer = await createTelnyxAccount(telnyxUrl, simulatorApiKey).get('/public_key');
  return {
    SUPABASE_DB_URL: databaseUrl(ports.database, 'postgres'),
    TELNYX_API_KEY: simulatorApiKey,
    TELNYX_PUBLIC_KEY: answer.ok ? String(answer.data['public']) : '',
    TELNYX_BASE_URL: telnyxUrl,
    TELNYX_CONNECTION_ID: telnyxConnectionId,
    TELNYX_CREDENTIAL_CONNECTION_ID: simulatorCredentialConnectionId,
    AI_TOOLS_TOKEN: 'ai_tools_switchboard_local',
    // Made anew at every start and known to the local timer only.
    SWEEPER_TOKEN: 'only-the-local-timer-knows-the-real-one',
    APP_ORIGIN: addressesOf(ports).app,
    VITE_SUPABASE_PUBLISHABLE_KEY: publishableKey,
  };
}
