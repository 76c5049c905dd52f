import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { serviceClient } from '../support/api-client.ts';
import { expect, test } from './support/fixtures.ts';
import { LOOKS } from './support/looks.ts';
import { apiUrl } from './support/stack-env.ts';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

const PAGES = [
  { name: 'connect-center', path: '/', ready: 'Call history' },
  { name: 'clients', path: '/clients', ready: 'Clients' },
  { name: 'messages', path: '/messages', ready: 'Messages' },
  { name: 'calendar', path: '/calendar', ready: 'Calendar' },
  { name: 'analytics', path: '/analytics', ready: 'Analytics' },
  { name: 'settings', path: '/settings', ready: 'Settings' },
];

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

/** No page may be wider than its window: a phone would scroll sideways. */
const isTooWide = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

async function mariaPath(): Promise<string> {
  const { data } = await serviceClient(apiUrl())
    .from('clients')
    .select('id')
    .eq('name', 'Maria Lopez')
    .single();
  return `/clients/${data?.id}`;
}

for (const { colorScheme, viewport } of LOOKS) {
  test(`every page is free of serious axe faults, ${colorScheme}, ${viewport.width} px`, async ({
    openAgent,
  }) => {
    test.setTimeout(180_000);
    const ana = await openAgent({ toneHz: 700, viewport, colorScheme });
    await ana.page.goto('/');
    await expect(ana.page.getByRole('button', { name: 'Sign in' })).toBeVisible();
    expect.soft(await faults(ana.page), 'sign-in').toEqual([]);
    await ana.signIn('ana@maple.test', { untilReady: false });
    const pages = [...PAGES, { name: 'client', path: await mariaPath(), ready: 'Maria Lopez' }];
    for (const { name, path, ready } of pages) {
      await ana.page.goto(path);
      await expect(ana.page.getByRole('heading', { name: ready }).first()).toBeVisible();
      await expect(ana.page.locator('[aria-busy="true"]')).toHaveCount(0);
      expect.soft(await faults(ana.page), name).toEqual([]);
      expect.soft(await isTooWide(ana.page), `${name} is too wide`).toBe(false);
      await ana.page.screenshot({
        path: `test-results/pages/${name}-${viewport.width}-${colorScheme}.png`,
        fullPage: true,
      });
    }
  });
}

test('the popup and the softphone are free of serious axe faults', async ({
  openAgent,
  sim,
  service,
}) => {
  test.setTimeout(120_000);
  const ringFor = (seconds: number | null) =>
    service
      .from('telnyx_phone_numbers')
      .update({ ring_timeout_seconds: seconds })
      .eq('phone_number', '+14375249932')
      .select('ring_timeout_seconds')
      .throwOnError();
  const { data: line } = await service
    .from('telnyx_phone_numbers')
    .select('ring_timeout_seconds')
    .eq('phone_number', '+14375249932')
    .single()
    .throwOnError();
  // Axe takes its time on a busy machine; the caller waits for it.
  await ringFor(120);
  for (const viewport of SIZES) {
    const ana = await openAgent({ toneHz: 700, viewport });
    await ana.signIn('ana@maple.test', { untilReady: viewport.width > 1000 });
    const id = await sim.call({ from: '+14165550123', to: '+14375249932', tone_hz: 1_300 });
    await expect(ana.popup().getByText('Maria Lopez').first()).toBeVisible();
    expect.soft(await faults(ana.page), `popup ${viewport.width}`).toEqual([]);
    await ana.page.screenshot({ path: `test-results/pages/popup-${viewport.width}.png` });
    await expect(ana.popup().getByRole('button', { name: 'Accept', exact: true })).toBeEnabled();
    await ana.popup().getByRole('button', { name: 'Accept', exact: true }).click();
    await expect(ana.page.getByRole('timer', { name: 'Call duration' })).toBeVisible();
    expect.soft(await faults(ana.page), `in call ${viewport.width}`).toEqual([]);
    await ana.page.screenshot({ path: `test-results/pages/in-call-${viewport.width}.png` });
    await sim.act(id, { type: 'hangup' });
    await ana.close();
  }
  await ringFor(line.ring_timeout_seconds);
});

test('[I8] a signed-out person sees the sign-in page, whatever the address', async ({
  openAgent,
}) => {
  const nobody = await openAgent({ toneHz: 700 });
  for (const path of ['/', '/clients', await mariaPath(), '/settings']) {
    await nobody.page.goto(path);
    await expect(nobody.page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  }
});

test('signing out ends the session and the phone; a wrong password says so', async ({
  openAgent,
}) => {
  const ana = await openAgent({ toneHz: 700 });
  await ana.page.goto('/');
  await ana.page.getByLabel('Email').fill('ana@maple.test');
  await ana.page.getByLabel('Password').fill('wrong');
  await ana.page.getByRole('button', { name: 'Sign in' }).click();
  await expect(ana.page.getByRole('alert').first()).toBeVisible();
  await expect(ana.page.getByLabel('Email')).toHaveValue('ana@maple.test');
  await ana.signIn('ana@maple.test');
  await ana.page
    .getByRole('button', { name: /account|Ana/i })
    .first()
    .click();
  await ana.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(ana.page.getByRole('button', { name: 'Sign in' })).toBeVisible();
});

test('the history filters, searches, pages and keeps it all in the address', async ({
  openAgent,
}) => {
  const ana = await openAgent({ toneHz: 700 });
  await ana.signIn('ana@maple.test', { untilReady: false });
  const { page } = ana;
  const table = page.getByRole('table', { name: 'Call history' });
  await expect(table.getByRole('row').nth(1)).toBeVisible();
  await page.getByRole('combobox', { name: 'Status' }).selectOption({ label: 'Missed' });
  await expect(page).toHaveURL(/missed/);
  await expect(table.getByText(/^Answered/)).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('combobox', { name: 'Status' })).toHaveValue(/missed/);
  await page.getByRole('combobox', { name: 'Status' }).selectOption({ index: 0 });
  for (const words of ['Maria', '(416) 555-0123', '5550123']) {
    await page.getByRole('searchbox', { name: 'Search calls' }).fill(words);
    await expect(table.getByText('Maria Lopez').first()).toBeVisible();
    await expect(table.getByText('John Chen')).toHaveCount(0);
  }
});
