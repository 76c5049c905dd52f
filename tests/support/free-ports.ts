import { createServer } from 'node:net';

/** Below what systems hand out by themselves (from 32768 or 49152 on): nobody who asks for any port gets ours. */
const FIRST = 10_000;
/** Each test process takes from a stretch of its own: two that start at once do not meet. */
const STRETCH = 20;
const STRETCHES = 1_000;

let taken = 0;

/** Ports that nobody listens on, all different, for whoever listens only later. */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  while (ports.length < count) {
    const port = FIRST + (((process.pid % STRETCHES) * STRETCH + taken) % (STRETCH * STRETCHES));
    taken += 1;
    if (await isFree(port)) ports.push(port);
  }
  return ports;
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
