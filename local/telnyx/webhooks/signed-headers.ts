import { Buffer } from 'node:buffer';
import type { World } from '../world.ts';

/** Telnyx's signature over `timestamp|body`, for requests that are no webhooks of the dispatcher. */
export function signedHeaders(
  { clock, account }: Pick<World, 'clock' | 'account'>,
  raw: string,
): Record<string, string> {
  const seconds = Math.floor(clock.now() / 1000);
  return {
    'telnyx-timestamp': String(seconds),
    'telnyx-signature-ed25519': account.keys.sign(Buffer.from(`${seconds}|${raw}`)),
  };
}
