import type { TelnyxRTC } from '@telnyx/webrtc';

export interface ClientOptions {
  rtcHost: string | null;
  isLoopback: boolean;
  token: string;
}

/** One client of the SDK, set up and not yet connected. */
export function createClient(
  sdk: { TelnyxRTC: typeof TelnyxRTC },
  { rtcHost, isLoopback, token }: ClientOptions,
): TelnyxRTC {
  const rtc = new sdk.TelnyxRTC({
    login_token: token,
    ...(rtcHost ? { host: rtcHost } : {}),
    ...(isLoopback ? { iceServers: [] } : {}),
    trickleIce: true,
    // The call outlives a reload: the server attaches it to the page that comes back.
    hangupOnBeforeUnload: false,
    enableCallReports: false,
  });
  // At `info` the SDK writes telephone numbers to the console.
  rtc.__logger.setLevel('warn', false);
  return rtc;
}
