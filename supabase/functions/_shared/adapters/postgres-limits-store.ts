import type { CallToStop, LimitsStore, Mirror } from '../ports/limits-store.ts';
import type { RpcClient } from './postgrest-rpc.ts';

/** Limits on Postgres. */
export function createLimitsStore(rpc: RpcClient): LimitsStore {
  return {
    save: (memberId, limits) =>
      rpc.call<{ ok: boolean }>('save_limits', { p_member_id: memberId, p_limits: limits }),
    stop: (memberId, endLiveCalls) =>
      rpc.call<{ ok: boolean }>('stop_calling', {
        p_member_id: memberId,
        p_end_live_calls: endLiveCalls,
      }),
    resume: (memberId) => rpc.call<{ ok: boolean }>('resume_calling', { p_member_id: memberId }),
    callsToStop: () => rpc.call<CallToStop[]>('calls_to_stop', {}),
    mirrorOf: async (organizationId) => {
      const mirror = await rpc.call<Mirror | null>('mirror_of', {
        p_organization_id: organizationId,
      });
      return mirror?.limits ? mirror : null;
    },
    noteMirror: async ({ organizationId, limits }, outcome) => {
      await rpc.call('note_mirror', { p: { organizationId, limits, ...outcome } });
    },
    dueMirrors: (limit) => rpc.call<string[]>('due_mirrors', { p_limit: limit }),
  };
}
