import type { MicrophonePort, MicrophoneState } from '../ports.ts';

/** The browser's microphone permission. */
export function createMicrophone(): MicrophonePort {
  return {
    async request() {
      if (!navigator.mediaDevices?.getUserMedia) return 'unsupported';
      try {
        const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
        for (const track of stream.getTracks()) track.stop();
        return 'granted';
      } catch (error) {
        return stateOf(error);
      }
    },
    async state() {
      if (!navigator.mediaDevices?.getUserMedia) return 'unsupported';
      return stateNow(await permissionStatus());
    },
    onChange(listener) {
      let stop = () => {};
      let isStopped = false;
      void permissionStatus().then((status) => {
        if (!status || isStopped) return;
        const onChange = () => void stateNow(status).then(listener);
        status.addEventListener('change', onChange);
        // A headset is plugged in or pulled out.
        navigator.mediaDevices?.addEventListener('devicechange', onChange);
        stop = () => {
          status.removeEventListener('change', onChange);
          navigator.mediaDevices?.removeEventListener('devicechange', onChange);
        };
      });
      return () => {
        isStopped = true;
        stop();
      };
    },
  };
}

/** What is allowed, and whether there is anything to allow. */
async function stateNow(status: PermissionStatus | null): Promise<MicrophoneState> {
  const allowed = status?.state ?? 'prompt';
  if (allowed !== 'granted') return allowed;
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => null);
  const hasMicrophone = devices?.some(({ kind }) => kind === 'audioinput') ?? true;
  return hasMicrophone ? 'granted' : 'missing';
}

/** Not every browser lets a page ask about the microphone without using it. */
async function permissionStatus(): Promise<PermissionStatus | null> {
  try {
    return await navigator.permissions.query({ name: 'microphone' });
  } catch {
    return null;
  }
}

function stateOf(error: unknown): MicrophoneState {
  const name = error instanceof DOMException ? error.name : '';
  return name === 'NotAllowedError' || name === 'SecurityError' ? 'denied' : 'missing';
}
