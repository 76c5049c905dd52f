import { randomUUID } from 'node:crypto';
import type { RtcCall } from './rtc-call.ts';
import type { RtcSocket } from './rtc-socket.ts';

/** WebSocket close code of a page that was closed, left or reloaded (RFC 6455, 7.4.1). */
const GOING_AWAY = 1001;

/** A browser page's login. It survives its socket for the grace period, and a reload of the page. */
export class RtcSession {
  readonly sessid = randomUUID();
  readonly voiceSdkId = `VSDK1${randomUUID().replaceAll('-', '')}`;
  readonly calls = new Map<string, RtcCall>();
  sipUsername: string;
  connectedAt = new Date().toISOString();
  socket: RtcSocket | null = null;
  /** The last socket closed because the page went away: its peers and call objects are gone. */
  pageWentAway = false;
  private graceTimer: NodeJS.Timeout | null = null;

  constructor(sipUsername: string) {
    this.sipUsername = sipUsername;
  }

  attachSocket(socket: RtcSocket): void {
    this.cancelGrace();
    this.socket = socket;
    this.connectedAt = new Date().toISOString();
    socket.session = this;
  }

  detachSocket(closeCode: number): void {
    this.socket = null;
    this.pageWentAway = closeCode === GOING_AWAY;
  }

  /** Calls `onExpired` unless a socket comes back within `delayMs`. A later call replaces it. */
  startGrace(delayMs: number, onExpired: () => void): void {
    this.cancelGrace();
    this.graceTimer = setTimeout(onExpired, delayMs);
    this.graceTimer.unref();
  }

  cancelGrace(): void {
    if (this.graceTimer) clearTimeout(this.graceTimer);
    this.graceTimer = null;
  }
}
