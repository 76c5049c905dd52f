import type { TelnyxRTC } from '@telnyx/webrtc';
import type { ClockPort } from '../ports.ts';

/** Telnyx pings every 15 to 30 s, and the SDK asks after 20 s of silence: longer is worth a question. */
const SILENT_AFTER_MS = 25_000;
const ANSWER_TIMEOUT_MS = 2_500;

export interface RegistrationProbe {
  /** To be called with every frame that came in. */
  onHeard(): void;
  /** Whether the gateway holds this login registered; asked only where it was silent for long. */
  isAlive(rtc: TelnyxRTC): Promise<boolean>;
}

/** Finds out that a socket is dead, which can say "registered" for a long time. */
export function createRegistrationProbe(clock: ClockPort): RegistrationProbe {
  let lastHeardAt = 0;
  let asked: { rtc: TelnyxRTC; answer: Promise<boolean> } | null = null;

  const ask = async (rtc: TelnyxRTC): Promise<boolean> => {
    let cancel = () => {};
    // On a socket that was cut the question waits for ever.
    const silence = new Promise<boolean>((resolve) => {
      cancel = clock.after(ANSWER_TIMEOUT_MS, () => resolve(false));
    });
    const answer = rtc.getIsRegistered().catch(() => false);
    const isRegistered = await Promise.race([answer, silence]);
    cancel();
    return isRegistered;
  };

  return {
    onHeard() {
      lastHeardAt = clock.now();
    },
    async isAlive(rtc) {
      if (rtc.connected && clock.now() - lastHeardAt <= SILENT_AFTER_MS) return true;
      if (asked?.rtc !== rtc) asked = { rtc, answer: ask(rtc) };
      const isAlive = await asked.answer;
      if (asked?.rtc === rtc) asked = null;
      return isAlive;
    },
  };
}
