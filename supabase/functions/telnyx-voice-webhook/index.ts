import { createRotatingVerifier } from '../_shared/adapters/telnyx-signature.ts';
import { readTelnyxEvent } from '../_shared/adapters/telnyx-transform.ts';
import { advanceOrdered } from '../_shared/application/manage-numbers.ts';
import { createRefusalCounter } from '../_shared/application/refusal-counter.ts';
import { wire } from '../_shared/compose.ts';
import { createWebhookHandler } from './handler.ts';

/** Two keys, separated by a comma, while Telnyx's key is being rotated. */
const publicKeys = (Deno.env.get('TELNYX_PUBLIC_KEY') ?? '').split(',');

const wiring = wire('telnyx-voice-webhook', (name) => Deno.env.get(name));

Deno.serve(
  createWebhookHandler({
    ...wiring,
    verify: createRotatingVerifier(publicKeys, wiring.publicKeys),
    read: readTelnyxEvent,
    onNumberOrder: (setupId) => wiring.background(advanceOrdered(wiring, setupId)),
    onRefused: createRefusalCounter(wiring),
  }),
);
