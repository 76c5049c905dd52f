import type {
  BegunSetup,
  NumberSetupStore,
  SetupsView,
  StoredSetup,
} from '../ports/number-setups.ts';
import type { RpcClient } from './postgrest-rpc.ts';

/** Set-ups on Postgres: each method is one SQL function (`supabase/migrations`). */
export function createNumberSetupStore(rpc: RpcClient): NumberSetupStore {
  return {
    view: (organizationId) =>
      rpc.call<SetupsView>('number_setups_view', { p_organization_id: organizationId }),
    async saveOffers(organizationId, offers) {
      await rpc.call('save_number_offers', { p_organization_id: organizationId, p_offers: offers });
    },
    begin: (actor, order) =>
      rpc.call<BegunSetup>('begin_number_setup', {
        p: { organizationId: actor.organizationId, memberId: actor.memberId, ...order },
      }),
    take: (setupId, holder, leaseSeconds) =>
      rpc.call<StoredSetup | null>('take_number_setup', {
        p_setup_id: setupId,
        p_holder: holder,
        p_seconds: leaseSeconds,
      }),
    save: (setupId, holder, leaseSeconds, patch) =>
      rpc.call<boolean>('save_number_setup', {
        p_setup_id: setupId,
        p_holder: holder,
        p_seconds: leaseSeconds,
        p: patch,
      }),
    registerNumber: (setupId, holder, number) =>
      rpc.call<string | null>('register_number', {
        p_setup_id: setupId,
        p_holder: holder,
        p: number,
      }),
    isOfAnother: (organizationId, telnyxId) =>
      rpc.call<boolean>('is_of_another_business', {
        p_organization_id: organizationId,
        p_telnyx_id: telnyxId,
      }),
    listDue: async (limit) =>
      (await rpc.call<string[] | null>('due_number_setups', { p_limit: limit })) ?? [],
    releasable: (organizationId, phoneNumberId) =>
      rpc.call('releasable_number', {
        p_organization_id: organizationId,
        p_phone_number_id: phoneNumberId,
      }),
    removeNumber: (actor, phoneNumberId, options) =>
      rpc.call<boolean>('remove_number', {
        p: {
          organizationId: actor.organizationId,
          memberId: actor.memberId,
          phoneNumberId,
          ...options,
        },
      }),
  };
}
