import type { Call } from '@telnyx/webrtc';
import type { RemoteSound } from './remote-sound.ts';

/** What each leg sends and plays, kept while the SDK's objects come and go. */
export interface LegVoices {
  setMuted(legId: string, muted: boolean): void;
  setSilent(legId: string, silent: boolean): void;
  /** A recovery gives the leg a new object, which knows nothing of all this. */
  onUpdate(call: Call): void;
  onEnded(legId: string): void;
  /** The legs go on in another tab. */
  forgetAll(): void;
}

interface Voice {
  muted: boolean;
  silent: boolean;
}

export function createLegVoices(
  sound: RemoteSound,
  callOf: (legId: string) => Call | undefined,
): LegVoices {
  const voices = new Map<string, Voice>();

  const apply = (legId: string) => {
    const call = callOf(legId);
    const voice = voices.get(legId);
    if (!voice) return;
    sound.setSilent(legId, voice.silent);
    const isMuted = voice.muted || voice.silent;
    if (!call || call.isAudioMuted === isMuted) return;
    if (isMuted) call.muteAudio();
    else call.unmuteAudio();
  };

  const change = (legId: string, change: Partial<Voice>) => {
    const voice = voices.get(legId) ?? { muted: false, silent: false };
    voices.set(legId, { ...voice, ...change });
    apply(legId);
  };

  return {
    setMuted: (legId, muted) => change(legId, { muted }),
    setSilent: (legId, silent) => change(legId, { silent }),
    onUpdate(call) {
      sound.attach(call.id, call.remoteStream);
      if (voices.has(call.id)) apply(call.id);
    },
    onEnded(legId) {
      voices.delete(legId);
      sound.drop(legId);
    },
    forgetAll() {
      voices.clear();
      sound.dropAll();
    },
  };
}
