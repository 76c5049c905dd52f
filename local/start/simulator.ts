import { join } from 'node:path';
import { assertPortFree } from '../supabase/processes/ports.ts';
import type { TelnyxSimulator } from '../telnyx/simulator.ts';
import { addressesOf, telnyxConnectionId, type StartOptions } from './start-options.ts';

/** Starts the Telnyx simulator; its webhooks go to our function. */
export async function startSimulator(
  options: StartOptions,
  dataDir: string,
): Promise<TelnyxSimulator> {
  await assertPortFree(options.ports.simulator, 'the Telnyx simulator', 'TELNYX_SIM_PORT');
  const { startTelnyxSimulator } = await import('../telnyx/simulator.ts').catch(
    (cause: unknown) => {
      throw new Error(`The Telnyx simulator cannot be loaded: ${(cause as Error).message}`, {
        cause,
      });
    },
  );
  return startTelnyxSimulator({
    port: options.ports.simulator,
    dataDir: join(dataDir, 'telnyx'),
    webhookUrl: `${addressesOf(options.ports).api}/functions/v1/telnyx-voice-webhook`,
    connectionId: telnyxConnectionId,
  });
}
