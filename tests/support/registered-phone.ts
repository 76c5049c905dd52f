import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { waitUntil } from './wait-until.ts';

interface Frame {
  id?: string | number;
  method?: string;
  params?: Record<string, unknown>;
  result?: Record<string, unknown>;
}

/**
 * A phone that registers and rings but never picks up: the signalling of the SDK without its sound
 * (webrtc-signalling.md section 4.1). For tests of what happens before two people talk.
 */
export class RegisteredPhone {
  readonly invites: string[] = [];
  readonly byes: string[] = [];
  readonly #socket: WebSocket;
  #isRegistered = false;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => this.#receive(JSON.parse(String(data)) as Frame));
  }

  /** @param rtcUrl for example ws://127.0.0.1:8090/rtc */
  static async register(
    rtcUrl: string,
    loginToken: string,
    timeoutMs?: number,
  ): Promise<RegisteredPhone> {
    const socket = new WebSocket(rtcUrl);
    const phone = new RegisteredPhone(socket);
    await once(socket, 'open');
    phone.#request('login', { login_token: loginToken, userVariables: {}, reconnection: false });
    await waitUntil('the phone is registered', () => phone.#isRegistered, timeoutMs);
    return phone;
  }

  close(): void {
    this.#socket.close();
  }

  #request(method: string, params: Record<string, unknown>): void {
    this.#socket.send(JSON.stringify({ jsonrpc: '2.0', id: randomUUID(), method, params }));
  }

  #receive(frame: Frame): void {
    const state = (frame.result?.['params'] as { state?: string } | undefined)?.state;
    if (state === 'REGED') this.#isRegistered = true;
    if (frame.method === 'telnyx_rtc.clientReady') this.#request('telnyx_rtc.gatewayState', {});
    if (frame.method === 'telnyx_rtc.ping') this.#request('telnyx_rtc.ping', {});
    if (frame.method === 'telnyx_rtc.invite') this.#note(frame, this.invites);
    if (frame.method === 'telnyx_rtc.bye') this.#note(frame, this.byes);
  }

  #note(frame: Frame, list: string[]): void {
    list.push(String(frame.params?.['callID']));
    const { id, method } = frame;
    this.#socket.send(JSON.stringify({ jsonrpc: '2.0', id, result: { method } }));
  }
}
