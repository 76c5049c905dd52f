import { once } from 'node:events';
import { WebSocket } from 'ws';
import { until } from './until.ts';

type Frame = Record<string, unknown> & {
  id?: unknown;
  method?: string;
  params?: Fields;
  result?: Fields;
};
type Fields = Record<string, unknown>;

const OWN_PING = 'own-ping';

/** A WebSocket that speaks the SDK's frames by hand, to send what the SDK never would. */
export class RawClient {
  readonly frames: Frame[] = [];
  closeCode: number | null = null;
  private readonly ws: WebSocket;
  private nextId = 1;

  private constructor(ws: WebSocket) {
    this.ws = ws;
    ws.on('message', (data) => this.take(JSON.parse(String(data)) as Frame));
    ws.on('close', (code) => (this.closeCode = code));
  }

  static async connect(port: number, path = '/rtc'): Promise<RawClient> {
    const ws = new WebSocket(`ws://127.0.0.1:${port}${path}`);
    await once(ws, 'open');
    return new RawClient(ws);
  }

  send(text: string): void {
    this.ws.send(text);
  }

  /** Sends a request and answers with the one frame that carries its id. */
  async request(method: string, params: Fields = {}): Promise<Frame> {
    const id = `r${this.nextId++}`;
    this.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    await until(
      () => this.answersTo(id).length,
      (count) => count > 0,
    );
    return this.answersTo(id)[0] ?? {};
  }

  answersTo(id: unknown): Frame[] {
    return this.frames.filter((frame) => frame.id === id && frame.method === undefined);
  }

  /** Logs in and registers, as the SDK does; answers with the session's id. */
  async register(token: string, sessid?: string): Promise<string> {
    const login = await this.request('login', {
      login_token: token,
      ...(sessid === undefined ? {} : { sessid, reconnection: true }),
    });
    await this.request('telnyx_rtc.gatewayState');
    return String(login.result?.['sessid']);
  }

  /** Params of the first server request of that name. */
  async told(method: string): Promise<Fields> {
    await until(
      () => this.all(method).length,
      (count) => count > 0,
    );
    return this.all(method)[0] ?? {};
  }

  all(method: string): Fields[] {
    return this.frames
      .filter((frame) => frame.method === `telnyx_rtc.${method}`)
      .map((frame) => frame.params ?? {});
  }

  /** Goes away as a page does (1001), or without a word. */
  async leave(code?: number): Promise<void> {
    if (code === undefined) this.ws.terminate();
    else this.ws.close(code);
    await until(
      () => this.ws.readyState,
      (state) => state === WebSocket.CLOSED,
    );
  }

  // A ping is answered with a ping of our own, as the SDK does; the answer to that is no news.
  private take(frame: Frame): void {
    if (frame.id === OWN_PING) return;
    this.frames.push(frame);
    if (frame.method !== 'telnyx_rtc.ping') return;
    this.send(
      JSON.stringify({ jsonrpc: '2.0', id: OWN_PING, method: 'telnyx_rtc.ping', params: {} }),
    );
  }
}
