import type { ServerResponse } from 'node:http';
import type { World } from '../world.ts';

const KEEPALIVE_MS = 15_000;

/** `GET /sim/events`: server-sent events `webhook`, `command`, `call`, `registration`, `message`. */
export function streamEvents(world: World, response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    connection: 'keep-alive',
  });
  response.write(': hello\n\n');
  const unsubscribe = world.live.subscribe((kind, row) => {
    response.write(`event: ${kind}\ndata: ${JSON.stringify(row)}\n\n`);
  });
  const keepalive = setInterval(() => response.write(': still here\n\n'), KEEPALIVE_MS);
  response.on('close', () => {
    clearInterval(keepalive);
    unsubscribe();
  });
}
