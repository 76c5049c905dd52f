import { readTelnyxEvent } from '../_shared/adapters/telnyx-transform.ts';
import { healthDeps } from '../_shared/application/health-wiring.ts';
import { syncAgain } from '../_shared/application/publish-dispatcher.ts';
import { wire } from '../_shared/compose.ts';
import { createHealthHandler } from './handler.ts';

const env = (name: string) => Deno.env.get(name);
const wiring = wire('health-check', env);

Deno.serve(
  createHealthHandler({
    ...wiring,
    ...healthDeps(wiring, env),
    guard: wiring.dialGuard,
    read: readTelnyxEvent,
    resyncAi: async (actor) => (await syncAgain(wiring, actor)).ok,
  }),
);
