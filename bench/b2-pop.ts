import { randomUUID } from 'node:crypto';
import { type Browser, chromium, type Page } from '@playwright/test';
import postgres from 'postgres';
import { chromiumPath } from '../tests/support/chromium-path.ts';
import { startProduct } from '../tests/support/product.ts';
import { SimClient } from '../tests/support/sim-client.ts';
import { waitUntil } from '../tests/support/wait-until.ts';
import { whenPainted } from '../tests/support/when-painted.ts';
import { type PopServer, startFloor, startLogPoller, startPagePoller } from './pop-servers.ts';
import { describe, median, quantile, ratio, seededRandom, shuffled } from './statistics.ts';

const NAMES = ['ours', 'floor', 'logPoller', 'pagePoller'] as const;
type Name = (typeof NAMES)[number];
type Times = Record<Name, number[]>;

/** One way to bring an event on screen: sends it, and tells when it was sent. */
interface Contestant {
  page: Page;
  /** Where the text appears. */
  selector: string;
  send(text: string): Promise<number>;
  clear(): Promise<void>;
}

/**
 * B2: from the webhook's first byte to the painted popup, in real Chromium, with the whole product;
 * beside it the floor and two pollers on the same database and in the same browser.
 */
export async function runPop(pops: number): Promise<void> {
  const product = await startProduct({ withApp: true });
  const sql = postgres(product.databaseUrl, { max: 1, onnotice: () => undefined });
  await sql`create table public.bench_pop (n serial primary key, id text)`;
  const servers = await Promise.all([
    startFloor(product.databaseUrl),
    startLogPoller(product.databaseUrl),
    startPagePoller(product.databaseUrl),
  ]);
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_ARGS });
  try {
    const sim = new SimClient(product.simUrl);
    const contestants = await enter(browser, product.appUrl, sim, servers);
    await round(contestants, 2);
    report(await round(contestants, pops), pops);
  } finally {
    await browser.close();
    await Promise.all(servers.map((server) => server.stop()));
    await sql.end();
    await product.stop();
  }
}

const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--allow-loopback-in-peer-connection',
];

async function enter(
  browser: Browser,
  appUrl: string,
  sim: SimClient,
  [floor, logPoller, pagePoller]: readonly PopServer[],
): Promise<Record<Name, Contestant>> {
  const [a, b, c] = await Promise.all(
    [floor, logPoller, pagePoller].map((server) => simple(browser, server as PopServer)),
  );
  const ours = await ourApp(browser, appUrl, sim);
  return {
    ours,
    floor: a as Contestant,
    logPoller: b as Contestant,
    pagePoller: c as Contestant,
  };
}

async function simple(browser: Browser, server: PopServer): Promise<Contestant> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(server.url);
  return {
    page,
    selector: '#call',
    send: (text) => server.send(text),
    clear: () => Promise.resolve(),
  };
}

async function ourApp(browser: Browser, appUrl: string, sim: SimClient): Promise<Contestant> {
  const context = await browser.newContext({ permissions: ['microphone'] });
  const page = await context.newPage();
  await page.goto(appUrl);
  await page.getByLabel('Email').fill('ana@maple.test');
  await page.getByLabel('Password').fill('demo-password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Calls ring here').first().waitFor();
  let id = '';
  return {
    page,
    selector: '[aria-label="Incoming call"]',
    async send() {
      const [last] = (await sim.webhooks()).slice(-1);
      id = await sim.call({ from: '+14165550123', to: '+14375249932' });
      return await waitUntil('the webhook was sent', () => firstAttempt(sim, last?.seq ?? 0));
    },
    async clear() {
      // The lists that the ended call makes old are loaded again; the next call is not to meet that.
      const settled = page.waitForResponse(/call_history/);
      await sim.act(id, { type: 'hangup' });
      await settled;
      await page
        .locator('[aria-label="Incoming call"] button')
        .first()
        .waitFor({ state: 'detached' });
    },
  };
}

/** When the simulator sent the call's first webhook, in milliseconds of the epoch. */
async function firstAttempt(sim: SimClient, after: number): Promise<number | null> {
  const hooks = await sim.webhooks(after);
  const hook = hooks.find((one) => one.event_type === 'call.initiated');
  const at = (hook?.attempts[0] as { at?: string } | undefined)?.at;
  return at ? Date.parse(at) : null;
}

async function round(contestants: Record<Name, Contestant>, pops: number): Promise<Times> {
  const times: Times = { ours: [], floor: [], logPoller: [], pagePoller: [] };
  const random = seededRandom(11);
  for (let pop = 0; pop < pops; pop += 1) {
    for (const name of shuffled(NAMES, random)) {
      const contestant = contestants[name];
      const text = name === 'ours' ? 'Maria Lopez' : randomUUID();
      const painted = contestant.page.evaluate(whenPainted, {
        selector: contestant.selector,
        text,
      });
      const sentAt = await contestant.send(text);
      times[name].push((await painted) - sentAt);
      await contestant.clear();
    }
  }
  return times;
}

function report(times: Times, pops: number): void {
  console.log(`B2 pop, ${pops} calls: webhook sent to popup painted in Chromium`);
  for (const name of NAMES) {
    const p50 = median(times[name]).toFixed(1);
    const p95 = quantile(times[name], 0.95).toFixed(1);
    console.log(`  ${name.padEnd(11)} p50 ${p50} ms   p95 ${p95} ms`);
  }
  console.log(
    `  ours / floor        ${describe(ratio(times.ours, times.floor))}   goal at most 1.6x`,
  );
  console.log(
    `  log poller / ours   ${describe(ratio(times.logPoller, times.ours))}   goal at least 5x`,
  );
  console.log(
    `  page poller / ours  ${describe(ratio(times.pagePoller, times.ours))}   goal at least 100x`,
  );
}
