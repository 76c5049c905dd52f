import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, connect, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumPath } from '../../support/chromium-path.ts';
import { startCable } from './cable.ts';
import { net } from './network-tools.ts';

/** A network of its own with one cable to this machine, that a test can cut, move and make worse. */
export interface Namespace {
  /** Chromium inside of it. */
  chromium: string;
  /** What makes 127.0.0.1 in there this machine's end of the cable. */
  chromiumArgs: string[];
  /** As a cable that is pulled out, and put back. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** As from Wi-Fi to LTE: the old address is gone at once. */
  changeAddress(): Promise<void>;
  worsen(options: { delayMs: number; lossPercent: number }): void;
  remove(): Promise<void>;
}

/**
 * The product listens on loopback only, and stays so: its ports are passed on from this machine's end
 * of the cable, for as long as the namespace lives. Sound finds its own way: the simulator offers the
 * addresses of all interfaces.
 */
export async function createNamespace(ports: readonly number[]): Promise<Namespace> {
  // Linux allows 15 characters for an interface.
  const id = process.pid % 10_000;
  const name = `switchboard-${id}`;
  const [here, there] = [`sbh${id}`, `sbn${id}`];
  const subnet = `10.213.${id % 250}`;
  const inside = (...args: string[]) => net('netns', 'exec', name, 'ip', ...args);
  let lastByte = 2;

  const cable = await startCable(here, there);
  await net('netns', 'add', name);
  await net('link', 'set', there, 'netns', name);
  await net('addr', 'add', `${subnet}.1/24`, 'dev', here);
  await net('link', 'set', here, 'up');
  await inside('addr', 'add', `${subnet}.${lastByte}/24`, 'dev', there);
  await inside('link', 'set', 'lo', 'up');
  await inside('link', 'set', there, 'up');
  await inside('route', 'add', 'default', 'via', `${subnet}.1`);
  const relays = await Promise.all(ports.map((port) => relay(`${subnet}.1`, port)));

  const folder = await mkdtemp(join(tmpdir(), 'switchboard-namespace-'));
  const chromium = join(folder, 'chromium');
  await writeFile(chromium, `#!/bin/sh\nexec ip netns exec ${name} ${chromiumPath()} "$@"\n`);
  await chmod(chromium, 0o755);

  return {
    chromium,
    chromiumArgs: [`--host-resolver-rules=MAP 127.0.0.1 ${subnet}.1`],
    cut: () => inside('link', 'set', there, 'down'),
    async mend() {
      await inside('link', 'set', there, 'up');
      await inside('route', 'replace', 'default', 'via', `${subnet}.1`);
    },
    async changeAddress() {
      const old = `${subnet}.${lastByte}/24`;
      lastByte += 1;
      await inside('addr', 'del', old, 'dev', there);
      await inside('addr', 'add', `${subnet}.${lastByte}/24`, 'dev', there);
      await inside('route', 'replace', 'default', 'via', `${subnet}.1`);
    },
    // Half of the delay each way.
    worsen: ({ delayMs, lossPercent }) => cable.set(delayMs / 2, lossPercent),
    async remove() {
      await Promise.all(relays.map((close) => close()));
      await cable.pull();
      await net('netns', 'del', name);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Passes a port of an address on to the same port of loopback. @returns ends it */
async function relay(address: string, port: number): Promise<() => Promise<void>> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((outer) => {
    const inner = connect(port, '127.0.0.1');
    for (const socket of [outer, inner]) {
      sockets.add(socket);
      socket.on('close', () => {
        sockets.delete(socket);
        outer.destroy();
        inner.destroy();
      });
      // A close follows, and is what counts.
      socket.on('error', () => socket.destroy());
    }
    outer.pipe(inner).pipe(outer);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, resolve);
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
}
