/** Where the SDK keeps, in the tab, by what the gateway knows its session again (telnyx.md 5.5). */
const SDK_ID = 'telnyx-voice-sdk-id';
const SESSION_ID = 'telnyx-voice-sdk-session-id';
const STORED_AT = 'telnyx-voice-sdk-session-id-stored-at';
const SHARED = 'switchboard-sdk-session';
/** The gateway keeps the legs of a session that went away for so long; the SDK's own figure. */
const KEPT_MS = 90_000;

interface Lent {
  deviceId: string;
  sdkId: string;
  sessionId: string;
  at: number;
}

export interface SdkSessions {
  /** Leaves it where the next tab finds it; again from time to time, while the session lives. */
  lend(deviceId: string): void;
  /** Lets the SDK of this tab go on with the session of the tab that had the phone. */
  takeUp(deviceId: string): void;
}

/** The SDK's session, which it keeps for one tab, shared by the tabs of a browser one after the other. */
export function createSdkSessions(
  local: Pick<Storage, 'getItem' | 'setItem'>,
  session: Pick<Storage, 'getItem' | 'setItem'>,
  now: () => number,
): SdkSessions {
  return {
    lend(deviceId) {
      const sdkId = session.getItem(SDK_ID);
      const sessionId = session.getItem(SESSION_ID);
      if (!sdkId || !sessionId) return;
      const lent: Lent = { deviceId, sdkId, sessionId, at: now() };
      local.setItem(SHARED, JSON.stringify(lent));
    },
    takeUp(deviceId) {
      const lent = read(local.getItem(SHARED));
      if (!lent || lent.deviceId !== deviceId || now() - lent.at > KEPT_MS) return;
      session.setItem(SDK_ID, lent.sdkId);
      session.setItem(SESSION_ID, lent.sessionId);
      session.setItem(STORED_AT, String(now()));
    },
  };
}

function read(text: string | null): Lent | null {
  try {
    const lent = JSON.parse(text ?? 'null') as Lent | null;
    return lent && typeof lent.sessionId === 'string' ? lent : null;
  } catch {
    return null;
  }
}
