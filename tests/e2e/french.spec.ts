import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';

const OWNER = 'owner@maple.test';
const APPEARANCE = '/settings/appearance';
const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];
const ENGLISH = ['Settings', 'Save', 'Call', 'Missed', 'Loading', 'Team', 'Answered', 'Hold'];

/** Each address, how the tab is named there, and whether axe looks at it. */
const PAGES = [
  { path: '/connect-center', title: 'Centre d’appels', isSearched: true },
  { path: '/clients', title: 'Clients' },
  { path: '/messages', title: 'Messages' },
  { path: '/calendar', title: 'Calendrier' },
  { path: '/analytics', title: 'Statistiques' },
  { path: '/settings/communications', title: 'Numéros et configuration' },
  { path: '/settings/hours-and-services', title: 'Heures et jours fériés', isSearched: true },
  { path: '/settings/who-rings', title: 'Qui sonne' },
  { path: '/settings/ai-dispatcher', title: 'Répartiteur IA' },
  { path: '/settings/devices', title: 'Notifications et appareils' },
  { path: '/settings/team', title: 'Équipe' },
  { path: '/settings/limits', title: 'Limites' },
  { path: '/settings/health', title: 'État du système' },
  { path: '/settings/audit', title: 'Journal' },
  { path: '/settings/business', title: 'Entreprise' },
  { path: APPEARANCE, title: 'Apparence et langue' },
];

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

const isTooWide = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

/** What the page shows or says to a screen reader, line by line. */
function linesOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const named = [...document.querySelectorAll('[aria-label], [placeholder], [title]')].flatMap(
      (element) =>
        ['aria-label', 'placeholder', 'title'].map((name) => element.getAttribute(name) ?? ''),
    );
    return [document.title, ...document.body.innerText.split('\n'), ...named];
  });
}

async function englishLines(page: Page): Promise<string[]> {
  const english = new RegExp(String.raw`\b(?:${ENGLISH.join('|')})\b`);
  return (await linesOf(page)).filter((line) => english.test(line));
}

async function choose(page: Page, language: string): Promise<void> {
  const saved = page.waitForResponse((answer) => answer.url().includes('/save_my_preferences'));
  await page.getByRole('button', { name: language, exact: true }).click();
  expect((await saved).ok()).toBe(true);
}

test.afterEach(async ({ service }) => {
  await service.from('members').update({ language: 'en' }).eq('email', OWNER).throwOnError();
});

test('whoever chooses French reads French on every page, wide and narrow, and may go back', async ({
  openAgent,
}) => {
  test.setTimeout(240_000);
  const nora = await openAgent({ toneHz: 700 });
  const { page } = nora;
  await nora.signIn(OWNER, { untilReady: false });
  await page.goto(APPEARANCE);
  await choose(page, 'Français');
  await expect(page.getByRole('heading', { name: 'Langue' })).toBeVisible();
  for (const { path, title, isSearched } of PAGES) {
    await page.goto(path);
    await expect(page).toHaveTitle(new RegExp(`^${title} · `));
    await expect(page.locator('html')).toHaveAttribute('lang', 'fr-CA');
    for (const size of SIZES) {
      const where = `${path}, ${size.width} px`;
      await page.setViewportSize(size);
      await expect(page.locator('[aria-busy="true"], [aria-label^="Chargement"]')).toHaveCount(0);
      expect.soft(await englishLines(page), where).toEqual([]);
      expect.soft(await isTooWide(page), `${where} is too wide`).toBe(false);
      if (isSearched) expect.soft(await faults(page), where).toEqual([]);
      await page.screenshot({
        path: `test-results/french/${path.split('/').at(-1)}-${size.width}.png`,
        fullPage: true,
      });
    }
  }
  await choose(page, 'English');
  await expect(page.getByRole('heading', { name: 'Language' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en-CA');
});
