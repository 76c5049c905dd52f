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
      const status = await permissionStatus();
      return status?.state ?? 'prompt';
    },
    onChange(listener) {
      let stop = () => {};
      let isStopped = false;
      void permissionStatus().then((status) => {
        if (!status || isStopped) return;
        const onChange = () => listener(status.state);
        status.addEventListener('change', onChange);
        stop = () => status.removeEventListener('change', onChange);
      });
      return () => {
        isStopped = true;
        stop();
      };
    },
  };
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
