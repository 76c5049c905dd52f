import { createOwnFunctions } from '../adapters/own-functions.ts';
import { createHealthStore, createSelfTestStore } from '../adapters/postgres-health.ts';
import { createCallProbe } from '../adapters/telnyx-call-probe.ts';
import type { DispatcherDeps } from '../application/assistant-set.ts';
import type { HealthDeps, HealthSettings } from '../application/health-check.ts';
import type { AttachDeps } from '../application/number-attach.ts';
import { FUNCTION_NAMES } from '../core/function-names.ts';
import { EXPECTED_MIGRATIONS } from '../core/newest-migration.ts';
import type { HealthAccount, SelfTestStore } from '../ports/health.ts';
import type { Basis } from './basis.ts';
import { wireDispatcher } from './dispatcher.ts';
import { wireNumbers } from './numbers.ts';

export type HealthWiring = Basis &
  AttachDeps &
  DispatcherDeps &
  HealthDeps & { selfTests: SelfTestStore };

/** What looks whether everything is well, with what it looks at: the numbers and the AI. */
export function wireHealth(basis: Basis): HealthWiring {
  const { rpc, env, functionsUrl, installation } = basis;
  const numbers = wireNumbers(basis);
  const account: HealthAccount = {
    ...numbers.numberAccount,
    readProfile: (id) => numbers.voiceProfiles.read(id),
  };
  return {
    ...numbers,
    ...wireDispatcher(basis),
    account,
    settings: settingsOf(basis, numbers.webhook),
    health: createHealthStore(rpc),
    selfTests: createSelfTestStore(rpc),
    probes: createCallProbe(basis.telnyx(), {
      connectionId: installation.connectionId,
      toneUrl: toneUrl(installation.ringbackAudioUrl),
    }),
    functions: createOwnFunctions({
      functionsUrl,
      names: FUNCTION_NAMES,
      sweeperToken: env('SWEEPER_TOKEN') ?? '',
      fetch,
    }),
  };
}

function settingsOf({ env, installation }: Basis, webhook: AttachDeps['webhook']): HealthSettings {
  return {
    webhookUrl: webhook.url,
    failoverUrl: webhook.failoverUrl,
    connectionId: installation.connectionId,
    credentialConnectionId: installation.credentialConnectionId,
    publicKeys: (env('TELNYX_PUBLIC_KEY') ?? '').split(',').map((key) => key.trim()),
    keyEnding: (env('TELNYX_API_KEY') ?? '').slice(-4),
    migrations: EXPECTED_MIGRATIONS,
  };
}

/** The self-test's tone lies beside the ringback. */
function toneUrl(ringbackUrl: string): string {
  return ringbackUrl === '' ? '' : new URL('test-tone.wav', ringbackUrl).href;
}
