import type { ClockPort } from '../ports.ts';
import type { SdkSessions } from './sdk-session.ts';

export interface TelnyxSoftphoneOptions {
  /** Signalling address of the simulator; null for Telnyx. */
  rtcHost: string | null;
  /** On loopback no STUN or TURN server is asked. */
  isLoopback: boolean;
  clock: ClockPort;
  sessions: SdkSessions;
  /** A fresh login token for this device, or null when there is none to be had. */
  fetchToken(deviceId: string): Promise<{ token: string; expiresAt: string } | null>;
}
