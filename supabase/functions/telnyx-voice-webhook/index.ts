import { createHealthStore } from '../_shared/adapters/postgres-health.ts';
import { readTelnyxEvent } from '../_shared/adapters/telnyx-transform.ts';
import { createRefusalCounter } from '../_shared/application/refusal-counter.ts';
import { basisOf } from '../_shared/compose/basis.ts';
import { wireCalls } from '../_shared/compose/calls.ts';
import { wireVerifier } from '../_shared/compose/signatures.ts';
import { createWebhookHandler } from './handler.ts';

const basis = basisOf('telnyx-voice-webhook', (name) => Deno.env.get(name));

/** Few webhooks are of an order: the others do not load what it needs. */
async function advance(setupId: string): Promise<void> {
  const [{ advanceOrdered }, { wireNumbers }] = await Promise.all([
    import('../_shared/application/manage-numbers.ts'),
    import('../_shared/compose/numbers.ts'),
  ]);
  await advanceOrdered(wireNumbers(basis), setupId);
}

Deno.serve(
  createWebhookHandler({
    ...wireCalls(basis),
    verify: wireVerifier(basis),
    read: readTelnyxEvent,
    onNumberOrder: (setupId) => basis.background(advance(setupId)),
    onRefused: createRefusalCounter({ ...basis, health: createHealthStore(basis.rpc) }),
  }),
);
