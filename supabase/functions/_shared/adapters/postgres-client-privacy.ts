import type { ClientPrivacyStore, EraseResult, OpenErasure } from '../ports/client-privacy.ts';
import type { RpcClient } from './postgrest-rpc.ts';

/** Export and erasure on Postgres; each method is one transaction. */
export function createClientPrivacyStore(rpc: RpcClient): ClientPrivacyStore {
  return {
    async export(order) {
      const answer = await rpc.call<{ ok: boolean; export?: Record<string, unknown> }>(
        'export_client',
        { p: order },
      );
      return answer.export ?? null;
    },
    erase: (order) => rpc.call<EraseResult>('erase_client', { p: order }),
    nameOf: (organizationId, clientId) =>
      rpc.call<string | null>('client_name', {
        p_organization_id: organizationId,
        p_client_id: clientId,
      }),
    openErasures: (limit) => rpc.call<OpenErasure[]>('open_erasures', { p_limit: limit }),
    async note(erasure) {
      await rpc.call('note_erasure', { p: erasure });
    },
  };
}
