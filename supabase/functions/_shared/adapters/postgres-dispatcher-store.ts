import type { DispatcherStore } from '../ports/dispatcher-store.ts';
import type { RpcClient } from './postgrest-rpc.ts';

/** The dispatcher's store on Postgres: each method is one SQL function (`supabase/migrations`). */
export function createDispatcherStore(rpc: RpcClient): DispatcherStore {
  const byId = (name: string, organizationId: string, parameter: string, id: string) =>
    rpc.call<never>(name, { p_organization_id: organizationId, [parameter]: id });
  const write = <T>(name: string, p: Record<string, unknown>) => rpc.call<T>(name, { p });
  return {
    state: (organizationId) =>
      rpc.call('ai_dispatcher_state', { p_organization_id: organizationId }),
    versionProfile: (organizationId, version) =>
      rpc.call('ai_profile_version', { p_organization_id: organizationId, p_version: version }),
    setNumber: (actor, phoneNumberId, change) =>
      write('set_ai_number', { ...actor, phoneNumberId, ...change }),
    saveDraft: async (actor, base, patch) => {
      await write('save_ai_draft', { ...actor, base, patch });
    },
    takeLease: (organizationId, holder, seconds) =>
      rpc.call('take_ai_lease', {
        p_organization_id: organizationId,
        p_holder: holder,
        p_seconds: seconds,
      }),
    releaseLease: async (organizationId, holder) => {
      await byId('release_ai_lease', organizationId, 'p_holder', holder);
    },
    setSync: async (actor, leaseHolder, sync) => {
      await write('set_ai_sync', { ...actor, leaseHolder, ...sync });
    },
    saveAssistant: async (organizationId, assistant) => {
      await write('save_ai_assistant', { organizationId, ...assistant });
    },
    saveInsights: async (organizationId, { groupId, insightId }) => {
      await write('save_ai_insights', { organizationId, insightGroupId: groupId, insightId });
    },
    publish: async (actor, leaseHolder, change) => {
      const answer = await write<{ ok: boolean; version: number; removed: string[] }>(
        'publish_ai_dispatcher',
        { ...actor, leaseHolder, ...change },
      );
      return answer.ok ? { version: answer.version, removed: answer.removed } : null;
    },
    saveTest: async (actor, test) => {
      await write('save_ai_test', { ...actor, ...test });
    },
    test: (organizationId, testId) => byId('ai_test', organizationId, 'p_id', testId),
    testTools: (organizationId, testId) =>
      byId('ai_test_tools', organizationId, 'p_test_id', testId),
    callDialogue: (organizationId, callId) =>
      byId('ai_call_dialogue', organizationId, 'p_call_id', callId),
    insertScenario: async (actor, id, callId, scenario) => {
      await write('insert_ai_scenario', { ...actor, id, callId, ...scenario });
    },
    updateScenario: (actor, id, change) => write('update_ai_scenario', { ...actor, id, ...change }),
    deleteScenario: (actor, id) => write('delete_ai_scenario', { ...actor, id }),
    saveRuns: async (actor, report) => {
      await write('save_ai_scenario_runs', { ...actor, report });
    },
  };
}
