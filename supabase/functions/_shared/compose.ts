import { createCopyEraser } from './adapters/copy-eraser.ts';
import { createOwnFunctions } from './adapters/own-functions.ts';
import { createCallRepository } from './adapters/postgres-call-repository.ts';
import { createClientPrivacyStore } from './adapters/postgres-client-privacy.ts';
import { createDialGuard } from './adapters/postgres-dial-guard.ts';
import { createDirectory } from './adapters/postgres-directory.ts';
import { createDispatcherStore } from './adapters/postgres-dispatcher-store.ts';
import { createHealthStore, createSelfTestStore } from './adapters/postgres-health.ts';
import { createLimitsStore } from './adapters/postgres-limits-store.ts';
import { createNumberSetupStore } from './adapters/postgres-number-setups.ts';
import { createPublicKeys } from './adapters/postgres-public-keys.ts';
import { createTeamStore } from './adapters/postgres-team-store.ts';
import { createToolRunner } from './adapters/postgres-tool-runner.ts';
import { createRpcClient } from './adapters/postgrest-rpc.ts';
import { createAccounts } from './adapters/supabase-accounts.ts';
import { background, createJsonLogger, systemClock, systemIds } from './adapters/system-runtime.ts';
import { createTelnyxApi } from './adapters/telnyx-api.ts';
import { createAssistants } from './adapters/telnyx-assistants.ts';
import { createCallProbe } from './adapters/telnyx-call-probe.ts';
import { createCredentialRemoval } from './adapters/telnyx-credential-removal.ts';
import { createNumberAccount } from './adapters/telnyx-numbers.ts';
import { createCredentials, createTelephony } from './adapters/telnyx-telephony.ts';
import { createVoiceProfiles } from './adapters/telnyx-voice-profiles.ts';
import type { EngineDeps } from './application/call-engine.ts';
import type { AttachDeps } from './application/number-attach.ts';
import { FUNCTION_NAMES } from './core/function-names.ts';
import { webhookAddresses } from './core/webhook-addresses.ts';
import type { AccountPort } from './ports/accounts.ts';
import type { AssistantPort } from './ports/assistants.ts';
import type { ClientPrivacyStore, CopyEraser } from './ports/client-privacy.ts';
import type { CredentialRemovalPort } from './ports/credential-removal.ts';
import type { Directory } from './ports/directory.ts';
import type { DispatcherStore } from './ports/dispatcher-store.ts';
import type { CallProbe, HealthStore, OwnFunctions, SelfTestStore } from './ports/health.ts';
import type { LimitsStore } from './ports/limits-store.ts';
import type { PublicKeys } from './ports/public-keys.ts';
import type { Ids } from './ports/runtime.ts';
import type { TeamStore } from './ports/team-store.ts';
import type { CredentialPort } from './ports/telephony.ts';
import type { ToolRunner } from './ports/tool-runner.ts';
import type { VoiceProfilePort } from './ports/voice-profiles.ts';

/** What every function is wired from; each `index.ts` hands in its environment. */
export interface Wiring extends EngineDeps, AttachDeps {
  ids: Ids;
  publicKeys: PublicKeys;
  directory: Directory;
  limits: LimitsStore;
  health: HealthStore;
  selfTests: SelfTestStore;
  probes: CallProbe;
  functions: OwnFunctions;
  voiceProfiles: VoiceProfilePort;
  credentials: CredentialPort;
  credentialRemoval: CredentialRemovalPort;
  team: TeamStore;
  accounts: AccountPort;
  privacy: ClientPrivacyStore;
  copies: CopyEraser;
  tools: ToolRunner;
  dispatchers: DispatcherStore;
  assistants: AssistantPort;
  allowedOrigin: string;
}

/**
 * Builds the adapters of a function.
 *
 * @param env reads one variable of the environment
 * @throws Error naming the variable, when one that is needed is missing: the function must not start half set up
 */
export function wire(functionName: string, env: (name: string) => string | undefined): Wiring {
  const need = (name: string) => {
    const value = env(name);
    if (!value) throw new Error(`${functionName}: the secret ${name} is not set`);
    return value;
  };
  const serviceKey = keyOf(env, 'SUPABASE_SECRET_KEY') ?? need('SUPABASE_SERVICE_ROLE_KEY');
  const rpc = createRpcClient({
    url: need('SUPABASE_URL'),
    serviceKey,
    publishableKey: keyOf(env, 'SUPABASE_PUBLISHABLE_KEY') ?? need('SUPABASE_ANON_KEY'),
    fetch,
  });
  const telnyx = {
    baseUrl: env('TELNYX_BASE_URL') ?? 'https://api.telnyx.com/v2',
    apiKey: need('TELNYX_API_KEY'),
    fetch,
  };
  const api = createTelnyxApi(telnyx);
  const functionsUrl = env('FUNCTIONS_PUBLIC_URL') ?? `${need('SUPABASE_URL')}/functions/v1`;
  const settings = {
    connectionId: need('TELNYX_CONNECTION_ID'),
    credentialConnectionId: need('TELNYX_CREDENTIAL_CONNECTION_ID'),
    ringbackAudioUrl: env('RINGBACK_AUDIO_URL') ?? '',
  };
  return {
    calls: createCallRepository(rpc),
    directory: createDirectory(rpc),
    dialGuard: createDialGuard(rpc),
    limits: createLimitsStore(rpc),
    health: createHealthStore(rpc),
    selfTests: createSelfTestStore(rpc),
    probes: createCallProbe(api, {
      connectionId: settings.connectionId,
      toneUrl: toneUrl(settings.ringbackAudioUrl),
    }),
    functions: createOwnFunctions({
      functionsUrl,
      names: FUNCTION_NAMES,
      sweeperToken: env('SWEEPER_TOKEN') ?? '',
      fetch,
    }),
    voiceProfiles: createVoiceProfiles(api),
    voiceLimits: (organizationId) => rpc.call('limits_of', { p_organization_id: organizationId }),
    // An order takes longer than a command; the lease of a set-up is longer still.
    numberAccount: createNumberAccount(createTelnyxApi({ ...telnyx, timeoutMs: 10_000 })),
    setups: createNumberSetupStore(rpc),
    publicKeys: createPublicKeys(rpc),
    webhook: webhookAddresses(functionsUrl, env('FUNCTIONS_FAILOVER_URL')),
    installation: settings,
    telephony: createTelephony(api, settings),
    credentials: createCredentials(api),
    credentialRemoval: createCredentialRemoval(api),
    team: createTeamStore(rpc),
    accounts: createAccounts({
      url: need('SUPABASE_URL'),
      serviceKey,
      appUrl: appUrl(env('APP_ORIGIN')),
      fetch,
    }),
    privacy: createClientPrivacyStore(rpc),
    copies: createCopyEraser(api, { url: need('SUPABASE_URL'), serviceKey, fetch }),
    tools: createToolRunner(rpc),
    dispatchers: createDispatcherStore(rpc),
    // A chat is answered after the model has thought and its tools have run.
    assistants: createAssistants(createTelnyxApi({ ...telnyx, timeoutMs: 30_000 }), {
      model: env('AI_MODEL') ?? 'openai/gpt-4o',
      functionsUrl,
      toolsToken: env('AI_TOOLS_TOKEN') ?? '',
    }),
    clock: systemClock,
    ids: systemIds,
    log: createJsonLogger(functionName),
    background,
    allowedOrigin: env('APP_ORIGIN') ?? '*',
  };
}

/** The first of the app's addresses; null where any is allowed, and so none is known. */
function appUrl(allowedOrigins: string | undefined): string | null {
  const first = (allowedOrigins ?? '*').split(',')[0]?.trim() ?? '*';
  return first === '*' || first === '' ? null : first;
}

/** The self-test's tone lies beside the ringback. */
function toneUrl(ringbackUrl: string): string {
  return ringbackUrl === '' ? '' : new URL('test-tone.wav', ringbackUrl).href;
}

/** Projects hand over one key by name, or all of them as JSON under the plural: `{"default": "…"}`. */
function keyOf(env: (name: string) => string | undefined, name: string): string | undefined {
  const one = env(name);
  if (one) return one;
  try {
    const all = JSON.parse(env(`${name}S`) ?? '{}') as Record<string, string>;
    return all['default'] ?? Object.values(all)[0];
  } catch {
    return undefined;
  }
}
