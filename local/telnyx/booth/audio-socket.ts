import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { RawData, WebSocket } from 'ws';
import { isSameOrigin } from '../control/same-origin.ts';
import type { World } from '../world.ts';
import type { Leg } from '../world/leg.ts';

const AUDIO_PATH = '/sim/audio';
const NOT_FOUND = 'HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n';
/** 20 ms of PCMU. */
const FRAME_BYTES = 160;
const MAX_MESSAGE_BYTES = FRAME_BYTES * 50;
/** Frames are dropped rather than queued when the page falls behind by a second. */
const MAX_BUFFERED_BYTES = FRAME_BYTES * 50;

export interface AudioSocket {
  close(): Promise<void>;
}

function personOf(world: World, request: IncomingMessage): Leg | null {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const leg = world.legs.byId(url.searchParams.get('call') ?? '');
  return leg?.party.kind === 'person' && leg.state !== 'ended' ? leg : null;
}

function connect(world: World, socket: WebSocket, leg: Leg): void {
  socket.binaryType = 'nodebuffer';
  world.media.onEar(leg.id, (pcmu) => {
    if (socket.bufferedAmount < MAX_BUFFERED_BYTES) socket.send(pcmu);
  });
  socket.on('message', (data: RawData, isBinary) => {
    if (!isBinary || leg.state !== 'answered' || !Buffer.isBuffer(data)) return;
    for (let start = 0; start + FRAME_BYTES <= data.length; start += FRAME_BYTES) {
      world.media.pushMicrophone(leg.id, data.subarray(start, start + FRAME_BYTES));
    }
  });
  socket.on('close', () => world.media.onEar(leg.id, null));
  socket.on('error', () => socket.terminate());
  leg.whenEnded.push(() => socket.close(1000, 'the call ended'));
}

/**
 * `/sim/audio?call=<id>`: the booth's microphone in and its ear out, as binary messages of
 * 160-byte PCMU frames (8 kHz, 20 ms).
 */
export function openAudioSocket(server: Server, world: World): AudioSocket {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  const upgrade = (request: IncomingMessage, duplex: Duplex, head: Buffer): void => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (pathname !== AUDIO_PATH) {
      if (!pathname.startsWith('/rtc')) duplex.end(NOT_FOUND);
      return;
    }
    const leg = isSameOrigin(request) ? personOf(world, request) : null;
    if (leg === null) {
      duplex.end(NOT_FOUND);
      return;
    }
    sockets.handleUpgrade(request, duplex, head, (socket) => connect(world, socket, leg));
  };
  server.on('upgrade', upgrade);
  return {
    close() {
      server.off('upgrade', upgrade);
      for (const socket of sockets.clients) socket.terminate();
      return new Promise((resolve) => {
        sockets.close(() => resolve());
      });
    },
  };
}
