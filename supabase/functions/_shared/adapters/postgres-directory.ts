import type {
  AgentDevice,
  DeviceCredential,
  Directory,
  Member,
  OutboundContext,
} from '../ports/directory.ts';
import type { RpcClient } from './postgrest-rpc.ts';

/** The directory on Postgres. */
export function createDirectory(rpc: RpcClient): Directory {
  return {
    memberOf: (accessToken) => rpc.callAs<Member | null>(accessToken, 'my_membership', {}),
    findDevice: (memberId, deviceId) =>
      rpc.call<AgentDevice | null>('agent_device', {
        p_member_id: memberId,
        p_device_id: deviceId,
      }),
    deviceCredential: async (memberId, deviceId) =>
      (await rpc.call<DeviceCredential | null>('device_credential', {
        p_member_id: memberId,
        p_device_id: deviceId,
      })) ?? { connectionId: null, credential: null },
    saveDevice: async (device) => {
      await rpc.call('save_device', { p: device });
    },
    outboundContext: (query) =>
      rpc.call<OutboundContext>('outbound_context', {
        p_member_id: query.memberId,
        p_from_number_id: query.fromNumberId,
        p_client_id: query.clientId,
        p_to: query.to,
        p_device_id: query.deviceId,
      }),
    colleague: (organizationId, memberId) =>
      rpc.call<{ isReachable: boolean } | null>('colleague', {
        p_organization_id: organizationId,
        p_member_id: memberId,
      }),
    freeParkSlot: (organizationId) =>
      rpc.call<number>('free_park_slot', { p_organization_id: organizationId }),
    nameOf: (memberId) => rpc.call<string | null>('member_name', { p_member_id: memberId }),
  };
}
