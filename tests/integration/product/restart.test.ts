import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serviceClient } from '../../support/api-client.ts';
import { freePorts } from '../../support/free-ports.ts';
import { startProduct } from '../../support/product.ts';
import { SimClient } from '../../support/sim-client.ts';
import { callRow, freshCaller, MAIN_LINE } from './fixture.ts';

let dataDir: string;
let ports: number[];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'switchboard-restart-'));
  ports = await freePorts(4);
});

afterAll(() => rm(dataDir, { recursive: true, force: true }));

const start = (options: { byNpm?: boolean } = {}) =>
  startProduct({ withApp: false, dataDir, ports, ...options });

const isListening = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

it("a second start finds yesterday's calls; nothing is left after Ctrl-C, nor after a signal to npm", async () => {
  const first = await start();
  const from = freshCaller();
  const sim = new SimClient(first.simUrl);
  const id = await sim.call({ from, to: MAIN_LINE });
  await callRow(serviceClient(first.apiUrl), from, (row) => row.status === 'ringing');
  await sim.act(id, { type: 'hangup' });
  await callRow(serviceClient(first.apiUrl), from, (row) => row.status === 'ended');
  expect(await first.stop()).toBe(0);
  expect(await Promise.all(ports.map(isListening))).toEqual([false, false, false, false]);

  const second = await start({ byNpm: true });
  const row = await callRow(serviceClient(second.apiUrl), from);
  expect(row).toMatchObject({ status: 'ended', outcome: 'missed' });
  expect(await second.stop()).toBe(0);
  expect(await Promise.all(ports.map(isListening))).toEqual([false, false, false, false]);
}, 120_000);

it('a start after a kill ends what was left over on its ports, and keeps the data', async () => {
  const killed = await start();
  const from = freshCaller();
  await new SimClient(killed.simUrl).call({ from, to: MAIN_LINE });
  await callRow(serviceClient(killed.apiUrl), from, (row) => row.status === 'ringing');
  await killed.kill();
  const next = await start();
  expect(next.output()).toMatch(/killed start had left behind/);
  const row = await callRow(
    serviceClient(next.apiUrl),
    from,
    (one) => one.status === 'ended',
    45_000,
  );
  expect(row.outcome).toBe('missed');
  expect(await next.stop()).toBe(0);
}, 120_000);

it('a second start on the same data says who has them', async () => {
  const running = await start();
  try {
    const other = startProduct({ withApp: false, dataDir, ports: await freePorts(4) });
    await expect(other).rejects.toThrow(/running already/);
  } finally {
    await running.stop();
  }
}, 120_000);

it('a start whose output nobody reads any more takes everything down', async () => {
  const running = await start();
  expect(await running.closeOutput()).toBe(0);
  expect(await Promise.all(ports.map(isListening))).toEqual([false, false, false, false]);
}, 60_000);
