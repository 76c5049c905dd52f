import type {
  INotification,
  ITelnyxErrorEvent,
  ITelnyxWarningEvent,
  TelnyxRTC,
} from '@telnyx/webrtc';
import { TOKEN_EXPIRING_SOON } from './telnyx-problems.ts';

/** Not in the SDK's documentation; the only sign of a login that is refused and repeated for ever. */
const SOCKET_ACTIVITY = 'telnyx.internal.socketActivity';

export interface TelnyxHandlers {
  onReady: () => void;
  onSocketClose: () => void;
  onSocketMessage: (frame: { method?: string }) => void;
  /** A frame came in. */
  onSocketActivity: () => void;
  onNotification: (notification: INotification) => void;
  /** @param code of the SDK (telnyx.md, 5.4) */
  onError: (code: number) => void;
  onTokenExpiring: () => void;
}

/**
 * Hands the SDK's events on.
 *
 * @param isCurrent a client that was given up may still speak while it closes: it is not heard
 */
export function listenToTelnyx(
  rtc: TelnyxRTC,
  isCurrent: () => boolean,
  handlers: TelnyxHandlers,
): void {
  const ifCurrent =
    <Args extends unknown[]>(handle: (...args: Args) => void) =>
    (...args: Args) => {
      if (isCurrent()) handle(...args);
    };
  rtc.on('telnyx.ready', ifCurrent(handlers.onReady));
  rtc.on('telnyx.socket.close', ifCurrent(handlers.onSocketClose));
  rtc.on('telnyx.socket.message', ifCurrent(handlers.onSocketMessage));
  rtc.on(SOCKET_ACTIVITY, ifCurrent(handlers.onSocketActivity));
  rtc.on('telnyx.notification', ifCurrent(handlers.onNotification));
  rtc.on(
    'telnyx.error',
    ifCurrent((event: ITelnyxErrorEvent) => handlers.onError(event.error.code)),
  );
  rtc.on(
    'telnyx.warning',
    ifCurrent((event: ITelnyxWarningEvent) => {
      if (event.warning.code === TOKEN_EXPIRING_SOON) handlers.onTokenExpiring();
    }),
  );
}
