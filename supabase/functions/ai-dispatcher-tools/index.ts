import { createRotatingVerifier } from '../_shared/adapters/telnyx-signature.ts';
import { requestPerson } from '../_shared/application/request-person.ts';
import { wire } from '../_shared/compose.ts';
import { createToolsHandler } from './handler.ts';

const wiring = wire('ai-dispatcher-tools', (name) => Deno.env.get(name));
/** Two keys, separated by a comma, while Telnyx's key is being rotated. */
const publicKeys = (Deno.env.get('TELNYX_PUBLIC_KEY') ?? '').split(',');

Deno.serve(
  createToolsHandler({
    ...wiring,
    verify: createRotatingVerifier(publicKeys, wiring.publicKeys),
    token: Deno.env.get('AI_TOOLS_TOKEN') ?? '',
    requestPerson: (callId, request) => requestPerson(wiring, callId, request),
  }),
);
