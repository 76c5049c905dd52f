import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serviceClient } from '../../support/api-client.ts';
import { freePorts } from '../../support/free-ports.ts';
import { type Product, startProduct } from '../../support/product.ts';
import { SimClient } from '../../support/sim-client.ts';
import { waitUntil } from '../../support/wait-until.ts';
import { expectOneOfEach, newBusiness, type Stack } from './number-setup-fixture.ts';

let dataDir: string;
let ports: number[];
let product: Product;
let stack: Stack;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'switchboard-killed-'));
  ports = await freePorts(4);
  stack = await start();
}, 150_000);

afterAll(async () => {
  await product.stop();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

async function start(): Promise<Stack> {
  product = await startProduct({ withApp: false, dataDir, ports });
  const sim = new SimClient(product.simUrl);
  return { product, sim, service: serviceClient(product.apiUrl) };
}

it.each([
  ['create_application', '416'],
  ['create_number_order', '647'],
])(
  '[acceptance 1] everything killed at %s: the sweeper completes it, one number',
  async (action, areaCode) => {
    const before = stack;
    const business = await newBusiness(before, 'Killed Ltd');
    const phoneNumber = await business.offer(areaCode);
    // Slow enough to be in the middle of it.
    await before.sim.faults({ rest: { latency_ms: 400 } });
    const earlier = (await before.sim.commands()).at(-1)?.seq ?? 0;
    const buying = business.ask({ action: 'buy', phone_number: phoneNumber }).catch(() => null);
    await waitUntil(
      `${action} is asked for`,
      async () => (await before.sim.commands(earlier)).some((command) => command.action === action),
      // A cap: ten requests of 400 ms and more come before the last of these.
      30_000,
    );
    await product.kill();
    stack = await start();
    await buying;
    const number = await business.working(phoneNumber);
    expect(number.setup).toMatchObject({ kind: 'buy' });
    await expectOneOfEach(stack, business, phoneNumber);
  },
  180_000,
);
