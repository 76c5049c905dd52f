import type { AudioDevice, AudioDevicesPort, AudioRole } from './ports.ts';

const KEY = 'switchboard-audio';

type Choice = Partial<Record<AudioRole, { id: string; label: string }>>;

/** The browser's microphones and loudspeakers, and which of them this browser's phone uses. */
export function createAudioDevices(
  media: MediaDevices | undefined,
  storage: Pick<Storage, 'getItem' | 'setItem'>,
  page: Pick<Window, 'addEventListener' | 'removeEventListener'>,
): AudioDevicesPort {
  const listeners = new Set<() => void>();
  const read = (): Choice => {
    try {
      return (JSON.parse(storage.getItem(KEY) ?? '{}') as Choice | null) ?? {};
    } catch {
      return {};
    }
  };
  return {
    canChooseOutput:
      typeof HTMLMediaElement !== 'undefined' && 'setSinkId' in HTMLMediaElement.prototype,
    async list() {
      const all = (await media?.enumerateDevices().catch(() => [])) ?? [];
      const of = (kind: MediaDeviceKind): AudioDevice[] =>
        all
          .filter((device) => device.kind === kind && device.deviceId !== '')
          .map(({ deviceId: id, label }) => ({ id, label }));
      return { inputs: of('audioinput'), outputs: of('audiooutput') };
    },
    chosen: (role) => read()[role] ?? null,
    choose(role, device) {
      const { [role]: _before, ...others } = read();
      storage.setItem(KEY, JSON.stringify(device ? { ...others, [role]: device } : others));
      for (const listener of listeners) listener();
    },
    onChange(listener) {
      // Chosen in another tab, or in this one; plugged in or pulled out.
      const onStorage = ({ key }: StorageEvent) => {
        if (key === KEY) listener();
      };
      listeners.add(listener);
      page.addEventListener('storage', onStorage);
      media?.addEventListener('devicechange', listener);
      return () => {
        listeners.delete(listener);
        page.removeEventListener('storage', onStorage);
        media?.removeEventListener('devicechange', listener);
      };
    },
  };
}
