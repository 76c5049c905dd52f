import type { CallStore } from './call-store.ts';
import type {
  AudioDevice,
  AudioDevicesPort,
  AudioRole,
  SoftphonePort,
  TonesPort,
} from './ports.ts';

export const AUDIO_ROLES: readonly AudioRole[] = ['microphone', 'speaker', 'ringer'];

/**
 * Sends sound to the devices that were chosen, also in a call that runs. One that was pulled out is
 * replaced by the computer's own until it is there again; the screen says so.
 */
export function startAudioRouting(deps: {
  store: CallStore;
  audio: AudioDevicesPort;
  softphone: SoftphonePort;
  tones: TonesPort;
}): () => void {
  const { store, audio, softphone, tones } = deps;
  let isOver = false;

  const route = (role: AudioRole, id: string | null) => {
    if (role === 'microphone') softphone.useMicrophone(id);
    else if (role === 'speaker') softphone.useSpeaker(id);
    else tones.useOutput(id);
  };

  const follow = async () => {
    const { inputs, outputs } = await audio.list();
    if (isOver) return;
    const missing: Partial<Record<AudioRole, string>> = {};
    for (const role of AUDIO_ROLES) {
      const chosen = audio.chosen(role);
      const found = chosen ? findDevice(role === 'microphone' ? inputs : outputs, chosen) : null;
      route(role, found?.id ?? null);
      // Without leave for the microphone the browser lists nothing: no device is missing then.
      if (chosen && !found && inputs.length > 0) missing[role] = chosen.label;
    }
    store.setState({ missingDevices: missing });
  };

  const stop = audio.onChange(() => void follow());
  void follow();
  return () => {
    isOver = true;
    stop();
  };
}

/** Browsers give devices new ids from time to time; the name stays. */
export function findDevice(
  devices: readonly AudioDevice[],
  wanted: AudioDevice,
): AudioDevice | null {
  return (
    devices.find(({ id }) => id === wanted.id) ??
    devices.find(({ label }) => label !== '' && label === wanted.label) ??
    null
  );
}
