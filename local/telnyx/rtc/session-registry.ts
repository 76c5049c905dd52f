import type { RtcWorld } from './rtc-gateway.ts';
import { RtcSession } from './rtc-session.ts';

/** A page that is there answers a ping at once. */
const ALIVE_WITHIN_MS = 400;

/**
 * Who is logged in, and who rings. A credential has one registration: the last login takes it, and an
 * earlier page keeps its calls but rings no more (as Telnyx does with a shared credential).
 */
export class SessionRegistry {
  private readonly sessions = new Map<string, RtcSession>();
  private readonly registrations = new Map<string, RtcSession>();
  private readonly world: RtcWorld;

  constructor(world: RtcWorld) {
    this.world = world;
  }

  create(sipUsername: string): RtcSession {
    const session = new RtcSession(sipUsername);
    this.sessions.set(session.sessid, session);
    return session;
  }

  /**
   * The session that a reconnecting page may take up again. Not one whose socket is alive: that is
   * another tab, with a copy of this tab's storage.
   */
  async resumable(sessid: string | undefined, sipUsername: string): Promise<RtcSession | null> {
    const session = sessid === undefined ? undefined : this.sessions.get(sessid);
    if (!session || session.sipUsername !== sipUsername) return null;
    const { socket } = session;
    if (!socket?.isOpen) return session;
    if (await socket.answers(ALIVE_WITHIN_MS)) return null;
    socket.terminate();
    return session;
  }

  register(session: RtcSession): void {
    const before = this.registrations.get(session.sipUsername);
    this.registrations.set(session.sipUsername, session);
    if (!before) this.world.registrationChanged(session.sipUsername, true);
  }

  unregister(session: RtcSession): void {
    if (this.registrations.get(session.sipUsername) !== session) return;
    this.registrations.delete(session.sipUsername);
    this.world.registrationChanged(session.sipUsername, false);
  }

  remove(session: RtcSession): void {
    this.unregister(session);
    session.cancelGrace();
    this.sessions.delete(session.sessid);
  }

  registered(sipUsername: string): RtcSession | null {
    return this.registrations.get(sipUsername) ?? null;
  }

  registrationList(): { sipUsername: string; connectedAt: string }[] {
    return [...this.registrations.values()].map(({ sipUsername, connectedAt }) => ({
      sipUsername,
      connectedAt,
    }));
  }

  all(): RtcSession[] {
    return [...this.sessions.values()];
  }
}
