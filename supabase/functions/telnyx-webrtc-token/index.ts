import { createCredentialRemoval } from '../_shared/adapters/telnyx-credential-removal.ts';
import { createCredentials } from '../_shared/adapters/telnyx-telephony.ts';
import { basisOf } from '../_shared/compose/basis.ts';
import { createTokenHandler } from './handler.ts';

const basis = basisOf('telnyx-webrtc-token', (name) => Deno.env.get(name));
const telnyx = basis.telnyx();

Deno.serve(
  createTokenHandler({
    ...basis,
    credentials: createCredentials(telnyx),
    credentialRemoval: createCredentialRemoval(telnyx),
  }),
);
