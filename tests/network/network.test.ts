import { expect as expectPage } from '@playwright/test';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Agent } from '../e2e/support/agent.ts';
import { type Product, startProduct } from '../support/product.ts';
import { SimClient } from '../support/sim-client.ts';
import { waitUntil } from '../support/wait-until.ts';
import { createNamespace, type Namespace } from './support/namespace.ts';
import { requireNetworkTools } from './support/network-tools.ts';

const MARIA = '+14165550123';
const MAIN_LINE = '+14375249932';
const CALLER_HZ = 1_300;
const ANA_HZ = 700;
/** [acceptance 5] From the network's return to sound. */
const BACK_MS = 5_000;
const CUT_MS = 5_000;
const TOLERANCE_HZ = 15;

const isNear = (tone: number, hz: number) => Math.abs(tone - hz) <= TOLERANCE_HZ;

let product: Product;
let sql: Sql;
let namespace: Namespace;
let sim: SimClient;
let ana: Agent;

beforeAll(async () => {
  await requireNetworkTools();
  product = await startProduct({ withApp: true });
  sql = postgres(product.databaseUrl, { max: 1, onnotice: () => undefined });
  sim = new SimClient(product.simUrl);
  const ports = [product.appUrl, product.apiUrl, product.simUrl].map((url) =>
    Number(new URL(url).port),
  );
  namespace = await createNamespace(ports);
  ana = await Agent.open({
    toneHz: ANA_HZ,
    baseUrl: product.appUrl,
    executablePath: namespace.chromium,
    args: namespace.chromiumArgs,
  });
  await ana.signIn('ana@maple.test');
}, 180_000);

afterAll(async () => {
  await ana?.close();
  await sql?.end();
  await namespace?.remove();
  await product?.stop();
});

let call: string;

beforeEach(async () => {
  call = await sim.call({ from: MARIA, to: MAIN_LINE, tone_hz: CALLER_HZ });
  await ana.popup().getByRole('button', { name: 'Accept', exact: true }).click();
  await bothHear();
  return async () => {
    await sim.act(call, { type: 'hangup' });
    await ana.untilReady();
  };
});

const anaHears = () =>
  waitUntil('Ana hears the caller', async () => isNear(await ana.hears(), CALLER_HZ), 30_000);

/** Tones are those of the last second: the sound must have come after the question. */
async function callerHears(): Promise<void> {
  const { packets } = (await sim.get(call)).heard;
  await waitUntil(
    'the caller hears Ana',
    async () => {
      const { heard } = await sim.get(call);
      return heard.packets > packets + 50 && heard.tones_hz.some((tone) => isNear(tone, ANA_HZ));
    },
    30_000,
  );
}

interface Kept {
  what: string;
  isOver: boolean;
  leastMs: number;
}

/** What her browser told of how the call sounds, as everybody of the business may read it. */
function untilKept({ what, isOver, leastMs }: Kept): Promise<unknown> {
  return waitUntil(
    `${what} is kept of the call`,
    async () => {
      const rows = await sql`
        select from public.call_quality q join public.telnyx_calls c on c.id = q.call_id
        where c.status = 'active' and q.what like ${what} and (q.until is not null) = ${isOver}
          and coalesce(q.until, clock_timestamp()) - q.since >= make_interval(secs => ${leastMs / 1_000})`;
      return rows.length > 0;
    },
    30_000,
  );
}

const bothHear = () => Promise.all([anaHears(), callerHears()]);

describe('a call whose network', () => {
  it('[I4] is away for 5 s has its sound back within 5 s of its return, and says so meanwhile', async () => {
    const cutAt = performance.now();
    await namespace.cut();
    await expectPage(ana.phone().getByText(/^Reconnecting/)).toBeVisible();
    await waitUntil('it was away for 5 s', () => performance.now() - cutAt >= CUT_MS);
    await namespace.mend();
    const backAt = performance.now();
    await anaHears();
    const backMs = Math.round(performance.now() - backAt);
    console.log(`after 5 s without network: sound ${backMs} ms after its return`);
    expect(backMs).toBeLessThan(BACK_MS);
    await callerHears();
    await expectPage(ana.phone().getByText('Connected')).toBeVisible();
    expect((await sim.get(call)).bridged_to).toHaveLength(1);
    // Told after it, with its beginning and its end.
    await untilKept({ what: 'cut', isOver: true, leastMs: CUT_MS - 2_500 });
  }, 90_000);

  it('[I4] changes its address goes on within 5 s', async () => {
    await namespace.changeAddress();
    const changedAt = performance.now();
    await expectPage(ana.phone().getByText(/^Reconnecting/)).toBeVisible();
    await anaHears();
    const backMs = Math.round(performance.now() - changedAt);
    console.log(`after a change of address: sound after ${backMs} ms`);
    expect(backMs).toBeLessThan(BACK_MS);
    await callerHears();
    await expectPage(ana.phone().getByText('Connected')).toBeVisible();
  }, 90_000);

  it('loses 3 % at 150 ms goes on, and the screen says whose network it is', async () => {
    namespace.worsen({ delayMs: 150, lossPercent: 3 });
    await expectPage(ana.phone().getByText(/^Your network is losing packets/)).toBeVisible({
      timeout: 60_000,
    });
    await untilKept({ what: 'losing_%', isOver: false, leastMs: 0 });
    await bothHear();
    namespace.worsen({ delayMs: 0, lossPercent: 0 });
    await expectPage(ana.phone().getByText(/^Your network is losing packets/)).toHaveCount(0, {
      timeout: 30_000,
    });
    await untilKept({ what: 'losing_%', isOver: true, leastMs: 2_000 });
  }, 150_000);
});
