import { type BrowserContext, expect, type Page } from '@playwright/test';
import { type Agent, strongestTone } from './agent.ts';

/** Counts in each page how often a tone of the app was started. */
export async function countRings(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const page = globalThis as { ringsHeard?: number };
    page.ringsHeard = 0;
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function count(this: OscillatorNode, when?: number) {
      page.ringsHeard = (page.ringsHeard ?? 0) + 1;
      start.call(this, when);
    };
  });
}

export async function isAnybodyRinging(tabs: Page[]): Promise<boolean> {
  const rings = await Promise.all(tabs.map((page) => page.evaluate('globalThis.ringsHeard ?? 0')));
  return rings.some((count) => Number(count) > 0);
}

/** More tabs of the same person in the same browser; each was clicked once, as people do. */
export async function openTabs(agent: Agent, count: number): Promise<Page[]> {
  const tabs: Page[] = [];
  for (let tab = 0; tab < count; tab += 1) {
    const page = await agent.context.newPage();
    await page.goto('/');
    await expect(page.getByText('Calls ring here').first()).toBeVisible({ timeout: 15_000 });
    await page.getByRole('link', { name: 'Connect Center' }).click();
    tabs.push(page);
  }
  return tabs;
}

/** The strongest tone that this tab plays now, in Hz; 0 for silence. */
export function hearsIn(page: Page): Promise<number> {
  return strongestTone(page);
}
