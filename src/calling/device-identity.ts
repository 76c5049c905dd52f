import type { DevicePort } from './ports.ts';

/**
 * A browser is one telephone for each member who signs in to it: one credential at the server, which
 * goes with the tab that holds the phone (`tab-calling.ts`).
 */
export function createDeviceIdentity(
  local: Pick<Storage, 'getItem' | 'setItem'>,
  newId: () => string,
): DevicePort {
  return {
    idOf(memberId) {
      // A list, newest first: once every tab had a device of its own.
      const key = `switchboard-devices:${memberId}`;
      const known = readIds(local.getItem(key))[0];
      const deviceId = known ?? newId();
      local.setItem(key, JSON.stringify([deviceId]));
      return deviceId;
    },
  };
}

function readIds(text: string | null): string[] {
  try {
    const ids: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}
