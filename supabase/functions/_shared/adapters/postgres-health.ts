import type { DeadLetter } from '../core/contracts/health.ts';
import type { HealthFacts, HealthStore, ReopenedLetter, SelfTestStore } from '../ports/health.ts';
import type { RpcClient } from './postgrest-rpc.ts';

/** What the health check knows, in Postgres. */
export function createHealthStore(rpc: RpcClient): HealthStore {
  return {
    facts: (organizationId) =>
      rpc.call<HealthFacts>('health_facts', { p_organization_id: organizationId }),
    unknownLegs: (callControlIds) =>
      rpc.call<string[]>('unknown_legs', { p_call_control_ids: callControlIds }),
    publicKeys: () => rpc.call<string[]>('telnyx_public_keys', {}),
    addPublicKey: async (key) => {
      await rpc.call('save_telnyx_public_key', { p_key: key });
    },
    keepReport: async (organizationId, { state, codes }) => {
      await rpc.call('store_health_report', {
        p_organization_id: organizationId,
        p_state: state,
        p_codes: codes,
      });
    },
    recordRepair: async ({ organizationId, memberId }, detail) => {
      await rpc.call('record_repair', {
        p_organization_id: organizationId,
        p_member_id: memberId,
        p_detail: detail,
      });
    },
    beat: () => rpc.call<string | null>('sweeper_beat', {}),
    countRefused: async (times) => {
      await rpc.call('count_refused_webhooks', { p_times: times });
    },
    openLetters: (organizationId) =>
      rpc.call<DeadLetter[]>('open_dead_letters', { p_organization_id: organizationId }),
    reopenLetter: (organizationId, id) =>
      rpc.call<ReopenedLetter | null>('reopen_dead_letter', {
        p_organization_id: organizationId,
        p_id: id,
      }),
    settleLetter: ({ organizationId, memberId }, id, how) =>
      rpc.call<boolean>('settle_dead_letter', {
        p_organization_id: organizationId,
        p_member_id: memberId,
        p_id: id,
        p_how: how,
      }),
  };
}

/** Self-tests in Postgres. */
export function createSelfTestStore(rpc: RpcClient): SelfTestStore {
  return {
    begin: (test) => rpc.call('begin_self_test', { p: test }),
    dialled: async (testId, outsideLeg) => {
      await rpc.call('self_test_dialled', { p_id: testId, p_outside_leg: outsideLeg });
    },
    state: (organizationId, testId) =>
      rpc.call('self_test_state', { p_organization_id: organizationId, p_id: testId }),
    end: (organizationId, testId) =>
      rpc.call('end_self_test', { p_organization_id: organizationId, p_id: testId }),
  };
}
