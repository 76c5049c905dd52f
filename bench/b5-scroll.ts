import { type Browser, chromium, type Page } from '@playwright/test';
import postgres from 'postgres';
import { makeHistory } from '../local/history/make-history.ts';
import { chromiumPath } from '../tests/support/chromium-path.ts';
import { startProduct } from '../tests/support/product.ts';
import { startTasks } from './main-thread-tasks.ts';
import { startWatch, stopWatch } from './scroll-watch.ts';
import { quantile } from './statistics.ts';

const WHEEL_PX = 900;
const LONG_MS = 50;
/** As B6 says: the processor held back so many times. */
const SLOWER = 4;

interface Walk {
  name: string;
  run: (page: Page) => Promise<void>;
}

/**
 * B5, the screen: the history of a business with so many calls in real Chromium: thousands of rows down by a
 * wheel that turns 900 px at a time, back up, by keyboard, and in jumps. Long tasks stand twice: as the
 * browser tells of them, which counts what else the machine does, and by the thread's own clock.
 *
 * @param calls how many the business has
 * @param turns of the wheel
 */
export async function runScroll(calls: number, turns: number): Promise<void> {
  const product = await startProduct({ withApp: true });
  const sql = postgres(product.databaseUrl, { max: 1, onnotice: () => undefined });
  let browser: Browser | undefined;
  try {
    const [business] = await sql<{ id: string }[]>`
      select id from public.organizations where name = 'Maple Plumbing'`;
    if (!business) throw new Error('the demo business expected');
    await makeHistory(sql, business.id, calls);
    browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await signIn(page, product.appUrl);
    console.log(`B5 scroll: ${calls} calls, ${turns} turns of ${WHEEL_PX} px`);
    for (const walk of walks(turns)) await measure(page, walk);
  } finally {
    await browser?.close();
    await sql.end();
    await product.stop();
  }
}

async function signIn(page: Page, appUrl: string): Promise<void> {
  await page.goto(appUrl);
  await page.getByLabel('Email').fill('ana@maple.test');
  await page.getByLabel('Password').fill('demo-password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('[data-call]').first().waitFor();
  await page.mouse.move(600, 600);
}

function walks(turns: number): Walk[] {
  return [
    { name: 'down', run: (page) => turnWheel(page, turns, WHEEL_PX) },
    { name: 'up', run: (page) => turnWheel(page, turns + 4, -WHEEL_PX) },
    { name: 'keyboard', run: pressKeys },
    { name: 'jumps', run: jump },
  ];
}

const nextFrame = (page: Page) => page.evaluate(() => new Promise(requestAnimationFrame));

async function turnWheel(page: Page, turns: number, px: number): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) {
    await page.mouse.wheel(0, px);
    await nextFrame(page);
  }
}

async function pressKeys(page: Page): Promise<void> {
  await page.locator('[data-call]').nth(5).focus();
  const many = (key: string) => Array.from({ length: 40 }, () => key);
  const ends = ['End', 'PageUp', 'Home', 'End', 'Home'];
  for (const key of [...many('PageDown'), ...ends, ...many('ArrowDown')]) {
    await page.keyboard.press(key);
    await page.waitForFunction(() => document.activeElement?.hasAttribute('data-call'));
    await nextFrame(page);
  }
}

async function jump(page: Page): Promise<void> {
  for (const part of [0.5, 0.9, 0.1, 0.7, 0.3, 1, 0]) {
    await page.evaluate((to) => scrollTo(0, to * document.documentElement.scrollHeight), part);
    for (let frame = 0; frame < 10; frame += 1) await nextFrame(page);
  }
}

async function measure(page: Page, { name, run }: Walk): Promise<void> {
  const tasks = await startTasks(page);
  await page.evaluate(startWatch);
  await run(page);
  await nextFrame(page);
  const seen = await page.evaluate(stopWatch);
  const taskMs = await tasks.stop();
  const over = (ms: number) => taskMs.filter((each) => each > ms).length;
  const dropped = seen.frames.reduce((sum, ms) => sum + Math.max(0, Math.round(ms / 16.7) - 1), 0);
  const longest = (all: readonly number[]) => Math.round(Math.max(0, ...all));
  console.log(
    [
      `B5 scroll ${name.padEnd(8)} to row ${seen.lowestRow}`,
      `${seen.longTasks.length} long tasks, the longest ${longest(seen.longTasks)} ms`,
      `by the thread's clock ${over(LONG_MS)}, ${longest(taskMs)} ms (${over(LONG_MS / SLOWER)} would be with a processor ${SLOWER} times slower)`,
      `${seen.frames.length} frames, ${dropped} dropped, p98 ${quantile(seen.frames, 0.98).toFixed(0)} ms`,
      `${seen.blankFrames} with a gap, at most ${seen.mostRows} rows drawn`,
    ].join('; '),
  );
}
