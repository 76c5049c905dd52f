import type { CallDesk } from './call-desk.ts';
import { hasLiveMedia } from './live-media.ts';
import type { RtcCall } from './rtc-call.ts';
import { type ClientRequest, RTC_ERROR, text } from './rtc-frames.ts';
import type { RtcSession } from './rtc-session.ts';
import type { RtcSocket } from './rtc-socket.ts';
import type { SessionRegistry } from './session-registry.ts';

/** The SDK repeats a login that was refused with -32000 at once and for ever: the socket is closed. */
const MAX_REFUSED_LOGINS = 5;
const POLICY_VIOLATION = 1008;

/** Logins, gateway states, and what a page that comes back is told. */
export class LoginDesk {
  private readonly sessions: SessionRegistry;
  private readonly desk: CallDesk;

  constructor(sessions: SessionRegistry, desk: CallDesk) {
    this.sessions = sessions;
    this.desk = desk;
  }

  login(socket: RtcSocket, request: ClientRequest): void {
    const loginToken = text(request.params, 'login_token');
    const login = text(request.params, 'login');
    const password = text(request.params, 'passwd');
    const verdict = this.desk.world.authenticate({
      ...(loginToken === undefined ? {} : { loginToken }),
      ...(login === undefined ? {} : { login }),
      ...(password === undefined ? {} : { password }),
    });
    if (!verdict.ok) return this.refuse(socket, request, verdict);
    const { sipUsername } = verdict;
    if (socket.session) return this.refresh(socket, socket.session, request, sipUsername);
    void this.enter(socket, request, sipUsername);
  }

  private async enter(
    socket: RtcSocket,
    request: ClientRequest,
    sipUsername: string,
  ): Promise<void> {
    const resumed = await this.sessions.resumable(text(request.params, 'sessid'), sipUsername);
    const session = resumed ?? this.sessions.create(sipUsername);
    session.attachSocket(socket);
    this.welcome(socket, session, request);
    if (resumed) for (const call of [...session.calls.values()]) void this.resume(session, call);
  }

  /** The SDK asks after each `clientReady`; only then is it ready to be rung. */
  gatewayState(socket: RtcSocket, request: ClientRequest): void {
    const { session } = socket;
    const state = session ? 'REGED' : 'NOREG';
    socket.reply(request, {
      params: { state, dc: 'sim', region: 'local' },
      ...(session ? { sessid: session.sessid } : {}),
    });
    if (session) this.sessions.register(session);
  }

  private refuse(
    socket: RtcSocket,
    request: ClientRequest,
    error: { code: number; message: string },
  ): void {
    socket.refuse(request, error);
    socket.refusedLogins += 1;
    if (socket.refusedLogins >= MAX_REFUSED_LOGINS) {
      socket.close(POLICY_VIOLATION, RTC_ERROR.authenticationFailed.message);
    }
  }

  // A second login on the same socket is a new token, not a reconnection: its calls just go on.
  private refresh(
    socket: RtcSocket,
    session: RtcSession,
    request: ClientRequest,
    sipUsername: string,
  ): void {
    if (session.sipUsername !== sipUsername) {
      this.sessions.unregister(session);
      session.sipUsername = sipUsername;
    }
    this.welcome(socket, session, request);
  }

  private welcome(socket: RtcSocket, session: RtcSession, request: ClientRequest): void {
    socket.refusedLogins = 0;
    socket.reply(request, { message: 'logged in', sessid: session.sessid });
    socket.request('clientReady', { reattached_sessions: [...session.calls.keys()] });
  }

  /**
   * A page whose socket was cut still has its call objects, and most often their media: it needs to be
   * told no more than the ids. A reloaded page has neither, and gets a new offer. Both log in with the
   * same words, so the close code of the old socket and the flow of RTP tell them apart.
   */
  private async resume(session: RtcSession, call: RtcCall): Promise<void> {
    if (call.state !== 'active' && !session.pageWentAway) return;
    if (call.state === 'ringing') return this.desk.ringAgain(call);
    const isLive = !session.pageWentAway && (await hasLiveMedia(this.desk.media, call.legId));
    if (!isLive && !call.hasEnded) await this.desk.attach(call);
  }
}
