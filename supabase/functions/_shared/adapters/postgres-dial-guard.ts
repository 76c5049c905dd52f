import type { DialAnswer, DialGuard } from '../ports/dial-guard.ts';
import type { RpcClient } from './postgrest-rpc.ts';

/** The gate of every dial, on Postgres. */
export function createDialGuard(rpc: RpcClient): DialGuard {
  return {
    reserve: (dial) => rpc.call<DialAnswer>('reserve_dial', { p: dial }),
    release: async ({ callId, kind, party = 0 }) => {
      await rpc.call('release_dial', { p_call_id: callId, p_kind: kind, p_party: party });
    },
  };
}
