import { createWebhookVerifier } from '../_shared/adapters/telnyx-signature.ts';
import { readTelnyxEvent } from '../_shared/adapters/telnyx-transform.ts';
import { wire } from '../_shared/compose.ts';
import { createWebhookHandler } from './handler.ts';

/** Two keys, separated by a comma, while Telnyx's key is being rotated. */
const publicKeys = (Deno.env.get('TELNYX_PUBLIC_KEY') ?? '').split(',');

Deno.serve(
  createWebhookHandler({
    ...wire('telnyx-voice-webhook', (name) => Deno.env.get(name)),
    verify: createWebhookVerifier(publicKeys),
    read: readTelnyxEvent,
  }),
);
