import { join } from 'node:path';
import type { HealthCheckResult } from '@core/contracts/health.ts';
import { functionSecrets } from '../../../local/start/environments.ts';
import { removeDataFolder } from '../../../local/supabase/database/data-location.ts';
import { makeEphemeralFolder } from '../../../local/supabase/processes/ephemeral-folder.ts';
import { startSupabase, type SupabaseStack } from '../../../local/supabase/stack.ts';
import { startTelnyxSimulator, type TelnyxSimulator } from '../../../local/telnyx/simulator.ts';
import { type Api, callFunction, serviceClient, signIn } from '../../support/api-client.ts';
import { SimClient } from '../../support/sim-client.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
export const APPLICATION = '2709042883142354871';
export const BROWSERS = '2709042883142354900';

/** The product in this process, so that each of its parts can be broken for itself. */
export interface HealthWorld {
  stack: SupabaseStack;
  sim: SimClient;
  owner: Api;
  agent: Api;
  service: Api;
  /** The simulator's REST API, with the key that it accepts now. */
  telnyx(method: string, path: string, body?: object): Promise<Record<string, unknown>>;
  account(method: string, path: string, body?: object): Promise<Record<string, unknown>>;
  /** The timer of the sweeper, as `npm start` has it; it stands still until it is asked to turn. */
  sweep(): Promise<number>;
  /** Starts the functions with these secrets beside the usual ones; an empty one is left out. */
  startFunctions(changed?: Record<string, string>): Promise<void>;
  check(id: string): Promise<HealthCheckResult>;
  checks(): Promise<HealthCheckResult[]>;
  repair(fix: string, as?: Api): Promise<{ status: number; body: Record<string, never> }>;
  stop(): Promise<void>;
}

export async function startHealthWorld(): Promise<HealthWorld> {
  const cleanup = new AsyncDisposableStack();
  const dataDir = await makeEphemeralFolder();
  cleanup.defer(() => removeDataFolder(dataDir));
  try {
    return await assemble(cleanup, dataDir);
  } catch (error) {
    await cleanup.disposeAsync();
    throw error;
  }
}

async function assemble(cleanup: AsyncDisposableStack, dataDir: string): Promise<HealthWorld> {
  const stack = await startSupabase({ rootDir: ROOT, dataDir, allowSignups: false });
  cleanup.defer(() => stack.stop());
  const { apiUrl } = stack;
  const simulator = await startTelnyxSimulator({
    port: 0,
    dataDir: join(dataDir, 'telnyx'),
    webhookUrl: `${apiUrl}/functions/v1/telnyx-voice-webhook`,
    connectionId: APPLICATION,
  });
  cleanup.defer(() => simulator.stop());
  const secrets = secretsOf(simulator);
  const startFunctions = async (changed: Record<string, string> = {}) => {
    const all = Object.entries({ ...secrets, ...changed }).filter(([, value]) => value !== '');
    await stack.startFunctions(Object.fromEntries(all));
  };
  await startFunctions();
  const sweep = async () => {
    const answer = await fetch(`${apiUrl}/functions/v1/call-sweeper`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secrets.SWEEPER_TOKEN}` },
    });
    await answer.arrayBuffer();
    return answer.status;
  };
  const owner = await signIn(apiUrl, 'owner@maple.test');
  const checks = async () => {
    const { status, body } = await callFunction(apiUrl, owner, 'health-check', { action: 'run' });
    if (status !== 200) throw new Error(`health-check: ${status} ${JSON.stringify(body)}`);
    return (body as unknown as { checks: HealthCheckResult[] }).checks;
  };
  const world: HealthWorld = {
    stack,
    sim: new SimClient(simulator.url),
    owner,
    agent: await signIn(apiUrl, 'ana@maple.test'),
    service: serviceClient(apiUrl),
    telnyx: async (method, path, body) => {
      const { api_key: key } = await world.account('GET', '');
      return send(method, `${simulator.url}/v2${path}`, body, String(key));
    },
    account: (method, path, body) => send(method, `${simulator.url}/sim/account${path}`, body),
    sweep,
    startFunctions,
    checks,
    check: async (id) => {
      const found = (await checks()).find((one) => one.id === id);
      if (!found) throw new Error(`no check ${id}`);
      return found;
    },
    repair: async (fix, as = owner) => {
      const answer = await callFunction(apiUrl, as, 'health-check', { action: 'repair', fix });
      return answer as unknown as { status: number; body: Record<string, never> };
    },
    stop: () => cleanup.disposeAsync(),
  };
  return world;
}

function secretsOf(simulator: TelnyxSimulator) {
  const simPort = Number(new URL(simulator.url).port);
  const ports = { app: 1, api: 1, database: 1, simulator: simPort };
  return { ...functionSecrets(ports, simulator, {}), TELNYX_BASE_URL: `${simulator.url}/v2` };
}

async function send(
  method: string,
  url: string,
  body?: object,
  key?: string,
): Promise<Record<string, unknown>> {
  const response = await fetch(url, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(key ? { authorization: `Bearer ${key}` } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const answer = (await response.json()) as Record<string, unknown>;
  if (!response.ok)
    throw new Error(`${method} ${url}: ${response.status} ${JSON.stringify(answer)}`);
  return answer;
}
