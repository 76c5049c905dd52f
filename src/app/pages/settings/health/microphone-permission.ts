import { useEffect, useState } from 'react';

export type MicrophonePermission = PermissionState | 'missing' | 'unknown';

async function readPermission(): Promise<MicrophonePermission> {
  if (!navigator.mediaDevices) return 'missing';
  const state = await permissionStatus().then((status) => status?.state ?? 'unknown');
  if (state === 'denied') return 'denied';
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  return devices.some(({ kind }) => kind === 'audioinput') ? state : 'missing';
}

async function permissionStatus(): Promise<PermissionStatus | null> {
  try {
    return await navigator.permissions.query({ name: 'microphone' });
  } catch {
    // Firefox knows no such permission name.
    return null;
  }
}

/** Whether this page may listen, and to what; follows the person's choice and what is plugged in. */
export function useMicrophonePermission(): MicrophonePermission {
  const [permission, setPermission] = useState<MicrophonePermission>('unknown');
  useEffect(() => {
    let isGone = false;
    let stop = () => {};
    const look = () =>
      void readPermission().then((found) => {
        if (!isGone) setPermission(found);
      });
    look();
    navigator.mediaDevices?.addEventListener('devicechange', look);
    void permissionStatus().then((status) => {
      if (!status || isGone) return;
      status.addEventListener('change', look);
      stop = () => status.removeEventListener('change', look);
    });
    return () => {
      isGone = true;
      navigator.mediaDevices?.removeEventListener('devicechange', look);
      stop();
    };
  }, []);
  return permission;
}
