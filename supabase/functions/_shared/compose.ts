import { createCallRepository } from './adapters/postgres-call-repository.ts';
import { createDirectory } from './adapters/postgres-directory.ts';
import { createDispatcherStore } from './adapters/postgres-dispatcher-store.ts';
import { createToolRunner } from './adapters/postgres-tool-runner.ts';
import { createRpcClient } from './adapters/postgrest-rpc.ts';
import { background, createJsonLogger, systemClock, systemIds } from './adapters/system-runtime.ts';
import { createTelnyxApi } from './adapters/telnyx-api.ts';
import { createAssistants } from './adapters/telnyx-assistants.ts';
import { createCredentials, createTelephony } from './adapters/telnyx-telephony.ts';
import type { EngineDeps } from './application/call-engine.ts';
import type { AssistantPort } from './ports/assistants.ts';
import type { Directory } from './ports/directory.ts';
import type { DispatcherStore } from './ports/dispatcher-store.ts';
import type { Ids } from './ports/runtime.ts';
import type { CredentialPort } from './ports/telephony.ts';
import type { ToolRunner } from './ports/tool-runner.ts';

/** What every function is wired from; each `index.ts` hands in its environment. */
export interface Wiring extends EngineDeps {
  ids: Ids;
  directory: Directory;
  credentials: CredentialPort;
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
  const serviceKey = env('SUPABASE_SECRET_KEY') ?? need('SUPABASE_SERVICE_ROLE_KEY');
  const rpc = createRpcClient({
    url: need('SUPABASE_URL'),
    serviceKey,
    publishableKey: env('SUPABASE_PUBLISHABLE_KEY') ?? need('SUPABASE_ANON_KEY'),
    fetch,
  });
  const telnyx = {
    baseUrl: env('TELNYX_BASE_URL') ?? 'https://api.telnyx.com/v2',
    apiKey: need('TELNYX_API_KEY'),
    fetch,
  };
  const api = createTelnyxApi(telnyx);
  const settings = {
    connectionId: need('TELNYX_CONNECTION_ID'),
    credentialConnectionId: need('TELNYX_CREDENTIAL_CONNECTION_ID'),
    ringbackAudioUrl: env('RINGBACK_AUDIO_URL') ?? '',
  };
  return {
    calls: createCallRepository(rpc),
    directory: createDirectory(rpc),
    telephony: createTelephony(api, settings),
    credentials: createCredentials(api, settings),
    tools: createToolRunner(rpc),
    dispatchers: createDispatcherStore(rpc),
    // A chat is answered after the model has thought and its tools have run.
    assistants: createAssistants(createTelnyxApi({ ...telnyx, timeoutMs: 30_000 }), {
      model: env('AI_MODEL') ?? 'openai/gpt-4o',
      functionsUrl: env('FUNCTIONS_PUBLIC_URL') ?? `${need('SUPABASE_URL')}/functions/v1`,
      toolsToken: env('AI_TOOLS_TOKEN') ?? '',
    }),
    clock: systemClock,
    ids: systemIds,
    log: createJsonLogger(functionName),
    background,
    allowedOrigin: env('APP_ORIGIN') ?? '*',
  };
}
