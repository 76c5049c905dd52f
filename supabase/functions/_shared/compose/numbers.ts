import { createNumberSetupStore } from '../adapters/postgres-number-setups.ts';
import { createNumberAccount } from '../adapters/telnyx-numbers.ts';
import { createVoiceProfiles } from '../adapters/telnyx-voice-profiles.ts';
import type { AttachDeps } from '../application/number-attach.ts';
import { webhookAddresses } from '../core/webhook-addresses.ts';
import type { Basis } from './basis.ts';

/** An order takes longer than a command; the lease of a set-up is longer still. */
const ORDER_TIMEOUT_MS = 10_000;

/** What sets up numbers. */
export function wireNumbers(basis: Basis): Basis & AttachDeps {
  const { rpc, env, functionsUrl } = basis;
  return {
    ...basis,
    numberAccount: createNumberAccount(basis.telnyx(ORDER_TIMEOUT_MS)),
    setups: createNumberSetupStore(rpc),
    voiceProfiles: createVoiceProfiles(basis.telnyx()),
    voiceLimits: (organizationId) => rpc.call('limits_of', { p_organization_id: organizationId }),
    webhook: webhookAddresses(functionsUrl, env('FUNCTIONS_FAILOVER_URL')),
  };
}
