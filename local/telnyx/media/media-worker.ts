import { parentPort } from 'node:worker_threads';
import type { MediaMessage, MediaRequest } from './media-protocol.ts';
import { MediaRoom } from './media-room.ts';
import { warmUpPeers } from './peer.ts';

/** The media worker: takes requests from the main thread, and keeps going whatever one leg does. */
const port = parentPort;
if (!port) throw new Error('media-worker.ts runs as a worker only.');

const send = (message: MediaMessage) => port.postMessage(message);
const room = new MediaRoom(send);

// Errors out of werift's own timers and sockets: they concern one connection, not the others.
const report = (error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  send({ kind: 'fault', legId: null, message });
};
process.on('uncaughtException', report);
process.on('unhandledRejection', report);

port.on('message', (request: MediaRequest) => {
  call(request).then(
    (value) => send({ kind: 'reply', id: request.id, ok: true, value }),
    (error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      send({ kind: 'reply', id: request.id, ok: false, message });
    },
  );
});

// `async`, so that what is thrown before the first await is a rejection too.
async function call(request: MediaRequest): Promise<unknown> {
  const method = room[request.method] as (...args: unknown[]) => Promise<unknown>;
  return method.apply(room, request.args);
}

await warmUpPeers();
send({ kind: 'ready' });
