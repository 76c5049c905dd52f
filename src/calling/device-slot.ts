import type { DevicePort } from './ports.ts';

/**
 * One tab, one telephone. Every tab that can ring has an identity of its own (a telephony credential
 * at the server); this browser keeps the list of those that it has used, and a tab holds one by a
 * lock. A reload takes the same one back, so that the call finds its tab; a duplicated tab, whose
 * copied memory names a device that is held, takes the next.
 */
export interface DeviceSlotDeps {
  /** `navigator.locks`; null where the browser has none. */
  locks: Pick<LockManager, 'request'> | null;
  /** Shared by all tabs of the browser. */
  local: Pick<Storage, 'getItem' | 'setItem'>;
  /** This tab's own, kept over a reload; copied into a duplicated tab. */
  session: Pick<Storage, 'getItem' | 'setItem'>;
  newId: () => string;
  /** The page that is being reloaded lets go of its lock only a moment after the new one asks. */
  isReload: () => boolean;
  wait: (delayMs: number) => Promise<void>;
}

const RELOAD_TRIES = 20;
const RELOAD_WAIT_MS = 50;
const MAX_SLOTS = 12;

export function createDeviceSlots(deps: DeviceSlotDeps): DevicePort {
  const { local, session, newId, isReload, wait } = deps;

  const takeRemembered = async (deviceId: string) => {
    const tries = isReload() ? RELOAD_TRIES : 1;
    for (let attempt = 0; attempt < tries; attempt += 1) {
      if (attempt > 0) await wait(RELOAD_WAIT_MS);
      const release = await tryLock(deps.locks, deviceId);
      if (release) return release;
    }
    return null;
  };

  return {
    async take(memberId) {
      const key = `switchboard-devices:${memberId}`;
      const tabKey = `switchboard-device:${memberId}`;
      const remembered = session.getItem(tabKey);
      const known = readIds(local.getItem(key));
      const hold = (deviceId: string, release: () => void) => {
        session.setItem(tabKey, deviceId);
        const ids = [deviceId, ...known.filter((id) => id !== deviceId)];
        local.setItem(key, JSON.stringify(ids.slice(0, MAX_SLOTS)));
        return { deviceId, release };
      };
      if (remembered) {
        const release = await takeRemembered(remembered);
        if (release) return hold(remembered, release);
      }
      for (const deviceId of known) {
        if (deviceId === remembered) continue;
        const release = await tryLock(deps.locks, deviceId);
        if (release) return hold(deviceId, release);
      }
      const deviceId = newId();
      const release = await tryLock(deps.locks, deviceId);
      return hold(deviceId, release ?? (() => {}));
    },
  };
}

/** Takes the lock and keeps it until released; null when another tab has it. */
function tryLock(locks: DeviceSlotDeps['locks'], deviceId: string): Promise<(() => void) | null> {
  if (!locks) return Promise.resolve(() => {});
  return new Promise((resolve) => {
    locks
      .request(`switchboard-device-${deviceId}`, { ifAvailable: true }, (lock) => {
        if (!lock) {
          resolve(null);
          return undefined;
        }
        return new Promise<void>((release) => resolve(() => release()));
      })
      .catch(() => resolve(null));
  });
}

function readIds(text: string | null): string[] {
  try {
    const ids: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}
