import type { PublicKeys } from '../ports/public-keys.ts';
import type { RpcClient } from './postgrest-rpc.ts';

/** Telnyx's keys on Postgres; setting up a number stores them. */
export function createPublicKeys(rpc: RpcClient): PublicKeys {
  return {
    list: async () => (await rpc.call<string[] | null>('telnyx_public_keys', {})) ?? [],
  };
}
