import type { Page } from '@playwright/test';

const BUSY_MS = 400;

/** A page's own process, known by what it works when it is asked to. */
export async function processOf(page: Page): Promise<number> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  if (!session) throw new Error('a browser of its own expected');
  const worked = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const renderers = processInfo.filter(({ type }) => type === 'renderer');
    return new Map(renderers.map(({ id, cpuTime }) => [id, cpuTime]));
  };
  const before = await worked();
  await page.evaluate((busyMs) => {
    const end = performance.now() + busyMs;
    while (performance.now() < end);
  }, BUSY_MS);
  const after = [...(await worked())].map(
    ([id, cpuTime]) => [id, cpuTime - (before.get(id) ?? 0)] as const,
  );
  const [busiest] = after.toSorted(([, a], [, b]) => b - a);
  if (!busiest) throw new Error('no renderer found');
  return busiest[0];
}
