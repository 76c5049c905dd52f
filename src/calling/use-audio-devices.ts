import { useEffect, useState } from 'react';
import { AUDIO_ROLES } from './audio-routing.ts';
import type { AudioDevice, AudioDevicesPort, AudioRole } from './ports.ts';
import { useCalling } from './use-calling.ts';

interface Audio {
  inputs: AudioDevice[];
  outputs: AudioDevice[];
  chosen: Partial<Record<AudioRole, AudioDevice>>;
}

const chosenOf = (audio: AudioDevicesPort): Audio['chosen'] =>
  Object.fromEntries(AUDIO_ROLES.map((role) => [role, audio.chosen(role) ?? undefined]));

/** The devices of this computer and what was chosen of them, as they come and go. */
export function useAudioDevices(): Audio {
  const { audio } = useCalling();
  const [state, setState] = useState<Audio>({ inputs: [], outputs: [], chosen: chosenOf(audio) });
  useEffect(() => {
    let isGone = false;
    const look = async () => {
      const devices = await audio.list();
      if (!isGone) setState({ ...devices, chosen: chosenOf(audio) });
    };
    void look();
    const stop = audio.onChange(() => void look());
    return () => {
      isGone = true;
      stop();
    };
  }, [audio]);
  return state;
}
