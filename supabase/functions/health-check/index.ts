import { readTelnyxEvent } from '../_shared/adapters/telnyx-transform.ts';
import { syncAgain } from '../_shared/application/publish-dispatcher.ts';
import { basisOf } from '../_shared/compose/basis.ts';
import { wireCalls } from '../_shared/compose/calls.ts';
import { wireHealth } from '../_shared/compose/health.ts';
import { createHealthHandler } from './handler.ts';

const basis = basisOf('health-check', (name) => Deno.env.get(name));
const calls = wireCalls(basis);
const wiring = { ...calls, ...wireHealth(basis) };

Deno.serve(
  createHealthHandler({
    ...wiring,
    guard: calls.dialGuard,
    read: readTelnyxEvent,
    resyncAi: async (actor) => (await syncAgain(wiring, actor)).ok,
  }),
);
