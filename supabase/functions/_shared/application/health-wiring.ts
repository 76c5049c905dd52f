import { EXPECTED_MIGRATIONS } from '../core/newest-migration.ts';
import type { HealthAccount } from '../ports/health.ts';
import type { NumberAccount } from '../ports/number-account.ts';
import type { VoiceProfilePort } from '../ports/voice-profiles.ts';
import type { HealthDeps } from './health-check.ts';

/** What of the common wiring the health check is made from. */
export interface HealthParts extends Omit<HealthDeps, 'account' | 'settings'> {
  numberAccount: NumberAccount;
  voiceProfiles: VoiceProfilePort;
  webhook: { url: string; failoverUrl: string };
  installation: { connectionId: string; credentialConnectionId: string };
}

/** @param env reads one variable of the environment */
export function healthDeps(
  parts: HealthParts,
  env: (name: string) => string | undefined,
): HealthDeps {
  const { numberAccount, voiceProfiles, webhook, installation } = parts;
  const account: HealthAccount = { ...numberAccount, readProfile: (id) => voiceProfiles.read(id) };
  return {
    ...parts,
    account,
    settings: {
      webhookUrl: webhook.url,
      failoverUrl: webhook.failoverUrl,
      connectionId: installation.connectionId,
      credentialConnectionId: installation.credentialConnectionId,
      publicKeys: (env('TELNYX_PUBLIC_KEY') ?? '').split(',').map((key) => key.trim()),
      keyEnding: (env('TELNYX_API_KEY') ?? '').slice(-4),
      migrations: EXPECTED_MIGRATIONS,
    },
  };
}
