import type { WebSocket } from 'ws';
import { type ClientRequest, type Fields, parseRequest, type RtcError } from './rtc-frames.ts';
import type { RtcSession } from './rtc-session.ts';

/** One WebSocket of a browser. It outlives logins, and a session outlives it. */
export class RtcSocket {
  session: RtcSession | null = null;
  refusedLogins = 0;
  /** `performance.now()` of the last frame from the browser. */
  lastInboundAtMs = performance.now();
  private readonly ws: WebSocket;
  private nextId = 1;

  /** @param onRequest told of each request; `onClose` of the end, with the WebSocket's close code */
  constructor(
    ws: WebSocket,
    onRequest: (socket: RtcSocket, request: ClientRequest) => void,
    onClose: (socket: RtcSocket, code: number) => void,
  ) {
    this.ws = ws;
    ws.on('message', (data, isBinary) => {
      this.lastInboundAtMs = performance.now();
      if (isBinary) return;
      const request = parseRequest(String(data));
      if (request) onRequest(this, request);
    });
    ws.on('close', (code) => onClose(this, code));
    // A reset connection is told as an error too; `close` follows and is what counts.
    ws.on('error', () => ws.terminate());
  }

  get isOpen(): boolean {
    return this.ws.readyState === this.ws.OPEN;
  }

  /** A request to the browser. The SDK's acknowledgement carries nothing, so nobody waits for it. */
  request(method: string, params: Fields): void {
    this.send({ id: this.nextId++, method: `telnyx_rtc.${method}`, params });
  }

  reply(to: ClientRequest, result: Fields): void {
    this.send({ id: to.id, result });
  }

  refuse(to: ClientRequest, error: RtcError): void {
    this.send({ id: to.id, error: { code: error.code, message: error.message } });
  }

  close(code: number, reason: string): void {
    this.ws.close(code, reason);
  }

  /** Whether the browser's end still answers: a network that changed its address leaves none behind. */
  async answers(withinMs: number): Promise<boolean> {
    if (!this.isOpen) return false;
    const { ws } = this;
    return new Promise((resolve) => {
      const timer = setTimeout(() => finish(false), withinMs);
      const onPong = () => finish(true);
      const finish = (isAlive: boolean) => {
        clearTimeout(timer);
        ws.off('pong', onPong);
        resolve(isAlive);
      };
      ws.on('pong', onPong);
      ws.ping();
    });
  }

  /** Cuts the connection without a closing handshake. */
  terminate(): void {
    this.ws.terminate();
  }

  private send(frame: Fields): void {
    if (!this.isOpen) return;
    // The SDK stores the id and reconnects with it; without it a call is never reattached.
    const voiceSdkId = this.session?.voiceSdkId;
    const marked = voiceSdkId ? { ...frame, voice_sdk_id: voiceSdkId } : frame;
    this.ws.send(JSON.stringify({ jsonrpc: '2.0', ...marked }));
  }
}
