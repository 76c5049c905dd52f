import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type axe from 'axe-core';
import { motionOver } from './settle.ts';

/** Taken small: it travels into each page. */
const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Wish {
  /** Only this part of the page. */
  within?: string | undefined;
  /** Default: what keeps somebody from using the page. */
  impacts?: 'serious' | 'all';
}

/**
 * What assistive technology stumbles over. Axe is put into a page once and answers with its faults
 * alone: Axe's own binding for Playwright opens a page more for each look, and hands all that is right
 * through three processes.
 */
export async function faults(page: Page, wish: Wish = {}): Promise<string[]> {
  const isThere = await page.evaluate(() => 'axe' in globalThis);
  if (!isThere) await page.evaluate(SOURCE);
  // A colour on its way from one theme to the other is no fault of either.
  await page.evaluate(motionOver);
  return page.evaluate(findFaults, { within: wish.within, impacts: wish.impacts ?? 'serious' });
}

/** Runs in the page. */
async function findFaults({ within, impacts }: Wish): Promise<string[]> {
  const { axe: inPage } = globalThis as unknown as { axe: typeof axe };
  const { violations } = await inPage.run(within ?? document, { resultTypes: ['violations'] });
  return violations
    .filter(({ impact }) => impacts === 'all' || impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}
