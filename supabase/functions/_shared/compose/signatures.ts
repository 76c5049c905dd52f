import { createPublicKeys } from '../adapters/postgres-public-keys.ts';
import { createRotatingVerifier } from '../adapters/telnyx-signature.ts';
import type { VerifyWebhook } from '../ports/webhook.ts';
import type { Basis } from './basis.ts';

/** Checks Telnyx's signature: two keys in the secret, separated by a comma, while it is being rotated. */
export function wireVerifier({ env, rpc }: Basis): VerifyWebhook {
  const publicKeys = (env('TELNYX_PUBLIC_KEY') ?? '').split(',');
  return createRotatingVerifier(publicKeys, createPublicKeys(rpc));
}
