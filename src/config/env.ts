import * as z from 'zod/mini';
import { telnyxConfig, telnyxEnvSchema, type TelnyxConfig } from './telnyx.ts';

export interface Env {
  supabaseUrl: string;
  supabasePublishableKey: string;
  telnyx: TelnyxConfig;
}

export type EnvResult = { ok: true; env: Env } | { ok: false; problems: string[] };

const envSchema = z.extend(telnyxEnvSchema, {
  VITE_SUPABASE_URL: z
    .string('is missing: the address of the Supabase project')
    .check(z.url({ protocol: /^https?$/, error: 'must be an address that starts with https://' })),
  VITE_SUPABASE_PUBLISHABLE_KEY: z
    .string('is missing: the publishable key of the Supabase project')
    .check(z.regex(/^(sb_publishable_|eyJ)/, 'must be a publishable key (sb_publishable_...)')),
});

/**
 * Reads the build's environment once.
 *
 * @param raw `import.meta.env`
 * @returns the values, or one sentence per missing or malformed variable
 */
export function parseEnv(raw: Readonly<Record<string, unknown>>): EnvResult {
  const parsed = envSchema.safeParse(raw);
  if (!parsed.success) {
    return { ok: false, problems: parsed.error.issues.map(sentence) };
  }
  return {
    ok: true,
    env: {
      supabaseUrl: parsed.data.VITE_SUPABASE_URL,
      supabasePublishableKey: parsed.data.VITE_SUPABASE_PUBLISHABLE_KEY,
      telnyx: telnyxConfig(parsed.data),
    },
  };
}

function sentence(issue: { path: PropertyKey[]; message: string }): string {
  return `${issue.path.map(String).join('.')} ${issue.message}`;
}
