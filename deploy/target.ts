import { join } from 'node:path';
import { connectTo, type Sql } from './database.ts';
import { localAddresses, localSettings } from './local-target.ts';
import type { TargetOptions } from './options.ts';
import { readSettings, type Settings } from './settings.ts';
import { createTelnyxAccount, type TelnyxAccount } from './telnyx-account.ts';

/** The repository. */
export const rootDir = join(import.meta.dirname, '..');
export const functionsDir = join(rootDir, 'supabase', 'functions');
export const migrationsDir = join(rootDir, 'supabase', 'migrations');

/** An installation, as far as the settings describe it. */
export interface Target<T extends TargetOptions = TargetOptions> {
  options: T;
  settings: Settings;
  /** Where the settings are from; null: the environment only. */
  source: string | null;
  functionsUrl: string;
  /** Where Telnyx sends events. */
  webhookUrl: string;
  telnyx: TelnyxAccount;
  /** null: no address was given. Opened at the first use; end() closes it. */
  sql: Sql | null;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Brings command line, environment file and the local stack's known values together. The latter are
 * used for `--local`, and for an address on this machine without an environment file.
 */
export async function openTarget<T extends TargetOptions>(
  asked: T,
  environment: NodeJS.ProcessEnv,
): Promise<Target<T>> {
  const read = await readSettings(asked.envFile, environment);
  const options = asked.isLocal ? { ...asked, ...localAddresses(environment) } : asked;
  const isLocal = asked.isLocal || (isHere(options.apiUrl) && !read.hasFile);
  const known = isLocal ? await localSettings(environment, options.telnyxUrl) : {};
  const settings = asked.isLocal ? { ...read.settings, ...known } : { ...known, ...read.settings };
  if (options.databaseUrl) settings['SUPABASE_DB_URL'] = options.databaseUrl;
  const databaseUrl = settings['SUPABASE_DB_URL'];
  const functionsUrl = `${options.apiUrl}/functions/v1`;
  const publicUrl = settings['FUNCTIONS_PUBLIC_URL']?.replace(/\/+$/, '') ?? functionsUrl;
  const sql = databaseUrl && URL.canParse(databaseUrl) ? connectTo(databaseUrl) : null;
  return {
    options,
    settings,
    source: isLocal ? 'the local stack' : read.hasFile ? options.envFile : null,
    functionsUrl,
    webhookUrl: `${publicUrl}/telnyx-voice-webhook`,
    telnyx: createTelnyxAccount(options.telnyxUrl, settings['TELNYX_API_KEY'] ?? ''),
    sql,
    async [Symbol.asyncDispose]() {
      await sql?.end({ timeout: 2 });
    },
  };
}

function isHere(url: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}
