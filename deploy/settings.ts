import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';

/** A variable of `.env.production`. */
export interface Setting {
  name: string;
  /** `secret`: for the functions. `here`: used by the deployment only. `app`: built into the app. */
  goesTo: 'secret' | 'here' | 'app';
  isRequired: boolean;
  /** Whoever has it can do harm: never shown, never in the app. */
  isSecret?: boolean;
  /** What it is and where it comes from. */
  what: string;
  /** What is wrong with a value; null: nothing. */
  check?(value: string): string | null;
}

const isUrl = (value: string) => (URL.canParse(value) ? null : 'is not an address');
const isLong = (value: string) =>
  value.length >= 32 ? null : 'is too short: make one with "openssl rand -hex 32"';
const isId = (value: string) => (/^\d{10,25}$/.test(value) ? null : 'is not an id of digits');

/** Ed25519 keys have 32 bytes; two while a key is being changed, separated by a comma. */
function isPublicKey(value: string): string | null {
  const keys = value.split(',').map((key) => Buffer.from(key.trim(), 'base64'));
  return keys.every((key) => key.length === 32) ? null : 'is not an Ed25519 public key in base64';
}

/** Every variable that a deployment needs or may have. `.env.example` is the template. */
export const SETTINGS: readonly Setting[] = [
  {
    name: 'SUPABASE_DB_URL',
    goesTo: 'here',
    isRequired: true,
    isSecret: true,
    what: "the database's connection string as role postgres: dashboard, Connect, Session pooler (port 5432)",
    check: isUrl,
  },
  {
    name: 'TELNYX_API_KEY',
    goesTo: 'secret',
    isRequired: true,
    isSecret: true,
    what: 'Telnyx portal, API Keys; begins with KEY',
    check: (value) => (value.startsWith('KEY') ? null : 'does not begin with KEY'),
  },
  {
    name: 'TELNYX_PUBLIC_KEY',
    goesTo: 'secret',
    isRequired: true,
    what: "the account's webhook key: Telnyx portal, Account, Keys & Credentials, Public Key",
    check: isPublicKey,
  },
  {
    name: 'TELNYX_CONNECTION_ID',
    goesTo: 'secret',
    isRequired: true,
    what: "id of the installation's Call Control application at Telnyx",
    check: isId,
  },
  {
    name: 'TELNYX_CREDENTIAL_CONNECTION_ID',
    goesTo: 'secret',
    isRequired: true,
    what: "id of the installation's credential connection at Telnyx (browsers register on it)",
    check: isId,
  },
  {
    name: 'SWEEPER_TOKEN',
    goesTo: 'secret',
    isRequired: true,
    isSecret: true,
    what: 'shared by the sweeper and its timer; make one with "openssl rand -hex 32"',
    check: isLong,
  },
  {
    name: 'AI_TOOLS_TOKEN',
    goesTo: 'secret',
    isRequired: true,
    isSecret: true,
    what: 'what the AI assistant\'s tools show; make one with "openssl rand -hex 32"',
  },
  {
    name: 'APP_ORIGIN',
    goesTo: 'secret',
    isRequired: true,
    what: 'the address of the app, https://... without a path; more than one separated by commas',
    check: (value) =>
      value.split(',').every((one) => URL.canParse(one) && new URL(one).origin === one)
        ? null
        : 'must be https://HOST without a path or a slash at the end',
  },
  {
    name: 'RINGBACK_AUDIO_URL',
    goesTo: 'secret',
    isRequired: false,
    what: 'the ringback tone for waiting callers: APP_ORIGIN/audio/ringback.wav',
    check: isUrl,
  },
  {
    name: 'TELNYX_BASE_URL',
    goesTo: 'secret',
    isRequired: false,
    what: 'leave empty: the real API',
    check: isUrl,
  },
  {
    name: 'FUNCTIONS_PUBLIC_URL',
    goesTo: 'secret',
    isRequired: false,
    what: "where Telnyx reaches the functions, if not at the API's address",
    check: isUrl,
  },
  {
    name: 'FUNCTIONS_FAILOVER_URL',
    goesTo: 'secret',
    isRequired: false,
    what: 'where Telnyx sends an event that the first address did not take, if somewhere else',
    check: isUrl,
  },
  {
    name: 'AI_MODEL',
    goesTo: 'secret',
    isRequired: false,
    what: "the AI dispatcher's language model",
  },
  {
    name: 'VITE_SUPABASE_URL',
    goesTo: 'app',
    isRequired: false,
    what: "the API's address, as the app is built with it: https://REF.supabase.co",
    check: isUrl,
  },
  {
    name: 'VITE_SUPABASE_PUBLISHABLE_KEY',
    goesTo: 'app',
    isRequired: false,
    what: 'dashboard, API Keys, publishable key: used here to ask the API whether it is well',
    check: (value) =>
      value.startsWith('sb_secret_')
        ? 'is a SECRET key: it must never be built into the app'
        : null,
  },
];

export type Settings = Partial<Record<string, string>>;

/**
 * Reads the file, and takes from the environment what it does not set.
 */
export async function readSettings(
  file: string,
  environment: NodeJS.ProcessEnv,
): Promise<{ settings: Settings; hasFile: boolean }> {
  const content = await readFile(file, 'utf8').catch(() => null);
  const fromFile = content === null ? {} : parseEnv(content);
  const settings: Settings = {};
  for (const { name } of SETTINGS) {
    const value = fromFile[name] || environment[name];
    if (value) settings[name] = value;
  }
  return { settings, hasFile: content !== null };
}

/** What the functions get. */
export function secretsOf(settings: Settings): Record<string, string> {
  const secrets: Record<string, string> = {};
  for (const { name, goesTo } of SETTINGS) {
    const value = settings[name];
    if (goesTo === 'secret' && value) secrets[name] = value;
  }
  return secrets;
}
