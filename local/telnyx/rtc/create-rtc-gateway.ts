import type { Server } from 'node:http';
import type { MediaEngine } from '../media/media-engine.ts';
import { acceptSockets, type SocketAcceptor } from './accept-sockets.ts';
import { CallDesk, NORMAL_CLEARING, RECOVERY_EXPIRED } from './call-desk.ts';
import { CALL_REQUESTS } from './call-requests.ts';
import { startKeepalive } from './keepalive.ts';
import { LoginDesk } from './login-requests.ts';
import { type ClientRequest, RTC_ERROR } from './rtc-frames.ts';
import type { RtcGateway, RtcWorld } from './rtc-gateway.ts';
import type { RtcSession } from './rtc-session.ts';
import { RtcSocket } from './rtc-socket.ts';
import { SessionRegistry } from './session-registry.ts';

/** How long a browser that is put out has for closing its socket itself. */
const PUNT_CLOSE_MS = 1000;
const NORMAL_CLOSURE = 1000;
const PING_INTERVAL_MS = 15_000;
/** How long a session and its calls outlive their socket; the SDK gives up after 90 s too. */
const GRACE_MS = 90_000;
/** The same when the browser's media has stopped as well: it is gone, but may be reloading. */
const PEER_LOST_GRACE_MS = 25_000;

export interface RtcGatewayOptions {
  /** Upgrades of this server on `path` are taken; others are left alone. */
  server: Server;
  path: string;
  world: RtcWorld;
  media: MediaEngine;
  graceMs?: number;
  peerLostGraceMs?: number;
  pingIntervalMs?: number;
  /** Told about faults that concern one call, without SDP or numbers. Default: a line on stderr. */
  onFault?: (message: string) => void;
}

/** Starts the signalling that the unmodified `@telnyx/webrtc` speaks. */
export function createRtcGateway(options: RtcGatewayOptions): RtcGateway {
  return new Gateway(options);
}

class Gateway implements RtcGateway {
  private readonly options: RtcGatewayOptions;
  private readonly sockets = new Set<RtcSocket>();
  private readonly acceptor: SocketAcceptor;
  private readonly sessions: SessionRegistry;
  private readonly desk: CallDesk;
  private readonly logins: LoginDesk;
  private readonly stopKeepalive: () => void;

  constructor(options: RtcGatewayOptions) {
    this.options = options;
    this.sessions = new SessionRegistry(options.world);
    this.desk = new CallDesk(options.world, options.media, (error) => this.fault(error));
    this.logins = new LoginDesk(this.sessions, this.desk);
    this.stopKeepalive = startKeepalive(this.sockets, options.pingIntervalMs ?? PING_INTERVAL_MS);
    this.acceptor = acceptSockets(options.server, options.path, (ws) =>
      this.sockets.add(
        new RtcSocket(
          ws,
          (socket, request) => this.handle(socket, request),
          (socket, code) => this.closed(socket, code),
        ),
      ),
    );
    options.media.onPeerDtmf((legId, digit) => {
      if (this.desk.ofLeg(legId)) options.world.legDtmf(legId, digit);
    });
    options.media.onPeerLost((legId) => this.peerLost(legId));
  }

  isRegistered(sipUsername: string): boolean {
    return this.sessions.registered(sipUsername) !== null;
  }

  registered(): { sipUsername: string; connectedAt: string }[] {
    return this.sessions.registrationList();
  }

  async invite(invite: Parameters<RtcGateway['invite']>[0]): Promise<boolean> {
    const session = this.sessions.registered(invite.sipUsername);
    return session ? this.desk.invite(session, invite) : false;
  }

  ringing(legId: string): void {
    this.desk.ringing(legId);
  }

  answered(legId: string): Promise<void> {
    return this.desk.answered(legId);
  }

  bye(legId: string, bye: Parameters<RtcGateway['bye']>[1]): void {
    this.desk.bye(legId, bye);
  }

  dropSockets(): void {
    for (const socket of this.sockets) socket.terminate();
  }

  punt(sipUsername: string): void {
    for (const session of this.sessions.all()) {
      if (session.sipUsername !== sipUsername) continue;
      const { socket } = session;
      // The SDK ends its calls without a BYE, closes the socket and stays away.
      socket?.request('punt', {});
      if (socket) {
        socket.session = null;
        // For a page that does not heed it.
        setTimeout(() => socket.close(NORMAL_CLOSURE, 'punt'), PUNT_CLOSE_MS).unref();
      }
      this.endSession(session, NORMAL_CLEARING);
    }
  }

  async shutdown(): Promise<void> {
    this.stopKeepalive();
    for (const session of this.sessions.all()) session.cancelGrace();
    this.dropSockets();
    await this.acceptor.stop();
  }

  private handle(socket: RtcSocket, request: ClientRequest): void {
    try {
      this.dispatch(socket, request);
    } catch (error) {
      this.fault(error);
      socket.refuse(request, RTC_ERROR.internal);
    }
  }

  private dispatch(socket: RtcSocket, request: ClientRequest): void {
    const { session } = socket;
    const handleCall = CALL_REQUESTS[request.method];
    if (request.method === 'login') this.logins.login(socket, request);
    else if (request.method === 'telnyx_rtc.gatewayState')
      this.logins.gatewayState(socket, request);
    // A result, not a ping of our own: that would be answered with a ping for ever.
    else if (request.method === 'telnyx_rtc.ping') socket.reply(request, { message: 'PONG' });
    else if (!handleCall) socket.refuse(request, RTC_ERROR.unknownMethod);
    else if (!session) socket.refuse(request, RTC_ERROR.notLoggedIn);
    else handleCall({ desk: this.desk, socket, session, request });
  }

  private closed(socket: RtcSocket, code: number): void {
    this.sockets.delete(socket);
    const { session } = socket;
    if (!session || session.socket !== socket) return;
    session.detachSocket(code);
    this.sessions.unregister(session);
    this.startGrace(session);
  }

  private peerLost(legId: string): void {
    const call = this.desk.ofLeg(legId);
    if (!call) return;
    call.peerLost = true;
    // With its socket open the SDK repairs its media by itself (an ICE restart).
    if (!call.session.socket) this.startGrace(call.session);
  }

  private startGrace(session: RtcSession): void {
    const calls = [...session.calls.values()];
    const isGone = calls.length > 0 && calls.every((call) => call.peerLost);
    const graceMs = this.options.graceMs ?? GRACE_MS;
    const goneMs = this.options.peerLostGraceMs ?? PEER_LOST_GRACE_MS;
    session.startGrace(isGone ? Math.min(graceMs, goneMs) : graceMs, () =>
      this.endSession(session, RECOVERY_EXPIRED),
    );
  }

  private endSession(session: RtcSession, bye: Parameters<CallDesk['ended']>[1]): void {
    for (const call of [...session.calls.values()]) this.desk.ended(call, bye);
    this.sessions.remove(session);
  }

  private fault(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    if (this.options.onFault) this.options.onFault(message);
    else process.stderr.write(`Simulator, signalling: ${message}\n`);
  }
}
