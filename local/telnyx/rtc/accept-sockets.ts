import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';

/** An SDP is about 3 kB. */
const MAX_FRAME_BYTES = 256 * 1024;

export interface SocketAcceptor {
  /** Takes no more; resolves once those that were taken are closed. */
  stop(): Promise<void>;
}

/** Takes the WebSockets that a server is asked for on one path, and leaves other paths alone. */
export function acceptSockets(
  server: Server,
  path: string,
  onSocket: (ws: WebSocket) => void,
): SocketAcceptor {
  const wss = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES });
  const upgrade = (request: IncomingMessage, duplex: Duplex, head: Buffer): void => {
    const [pathname = ''] = (request.url ?? '').split('?');
    if (pathname === path || pathname === `${path}/`) {
      wss.handleUpgrade(request, duplex, head, onSocket);
    }
  };
  server.on('upgrade', upgrade);
  return {
    stop() {
      server.off('upgrade', upgrade);
      return new Promise((resolve) => wss.close(() => resolve()));
    },
  };
}
