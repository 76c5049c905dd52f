import type { Call, TelnyxRTC } from '@telnyx/webrtc';

export interface MicrophoneChoice {
  use(deviceId: string | null): void;
  /** Speaks again into the same one, where it was gone. */
  refresh(): void;
  /** A client whose calls shall start with it. */
  prepare(rtc: TelnyxRTC): void;
}

/** Which microphone the calls of the SDK are spoken into. */
export function createMicrophoneChoice(calls: () => readonly Call[]): MicrophoneChoice {
  let chosen: string | null = null;
  let client: TelnyxRTC | null = null;

  const prepare = (rtc: TelnyxRTC) => {
    client = rtc;
    // Not `exact`: a call must not fail because a headset is in a drawer.
    if (chosen) void rtc.setAudioSettings({ deviceId: { ideal: chosen } }).catch(() => undefined);
  };

  const speakInto = async (call: Call) => {
    const deviceId = chosen ?? (await firstMicrophone());
    if (deviceId) await call.setAudioInDevice(deviceId).catch(() => undefined);
  };

  return {
    prepare,
    use(deviceId) {
      if (deviceId === chosen) return;
      chosen = deviceId;
      // The SDK takes an empty wish for "any".
      if (client && deviceId) prepare(client);
      else void client?.setAudioSettings({}).catch(() => undefined);
      for (const call of calls()) void speakInto(call);
    },
    refresh() {
      for (const call of calls()) if (isDeaf(call)) void speakInto(call);
    },
  };
}

/** The browser ends a track when its microphone is pulled out, or taken from the page. */
function isDeaf(call: Call): boolean {
  const senders = call.peer?.instance?.getSenders() ?? [];
  return senders.some(({ track }) => track?.kind === 'audio' && track.readyState === 'ended');
}

async function firstMicrophone(): Promise<string | null> {
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  return devices.find(({ kind }) => kind === 'audioinput')?.deviceId ?? null;
}
