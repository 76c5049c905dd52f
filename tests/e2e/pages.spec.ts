import type { Page } from '@playwright/test';
import { type Api, serviceClient } from '../support/api-client.ts';
import { faults } from './support/axe.ts';
import { expect, test } from './support/fixtures.ts';
import { type Language, lookAt, LOOKS } from './support/looks.ts';
import { apiUrl } from './support/stack-env.ts';

const OWNER = 'owner@maple.test';
const APPEARANCE = '/settings/appearance';

/** Each address, and how the tab is named there in French. */
const PAGES = [
  { path: '/connect-center', title: 'Centre d’appels' },
  { path: '/clients', title: 'Clients' },
  { path: '/messages', title: 'Messages' },
  { path: '/calendar', title: 'Calendrier' },
  { path: '/analytics', title: 'Statistiques' },
  { path: '/settings/communications', title: 'Numéros et configuration' },
  { path: '/settings/hours-and-services', title: 'Heures et jours fériés' },
  { path: '/settings/who-rings', title: 'Qui sonne' },
  { path: '/settings/ai-dispatcher', title: 'Répartiteur IA' },
  { path: '/settings/devices', title: 'Notifications et appareils' },
  { path: '/settings/team', title: 'Équipe' },
  { path: '/settings/limits', title: 'Limites' },
  { path: '/settings/health', title: 'État du système' },
  { path: '/settings/audit', title: 'Journal' },
  { path: '/settings/business', title: 'Entreprise' },
];

async function clientPath(name: string): Promise<string> {
  const { data } = await serviceClient(apiUrl())
    .from('clients')
    .select('id')
    .eq('name', name)
    .single();
  return `/clients/${data?.id}`;
}

async function choose(page: Page, language: string): Promise<void> {
  const saved = page.waitForResponse((answer) => answer.url().includes('/save_my_preferences'));
  await page.getByRole('button', { name: language, exact: true }).click();
  expect((await saved).ok()).toBe(true);
}

test.afterEach(async ({ service }) => {
  await service.from('members').update({ language: 'en' }).eq('email', OWNER).throwOnError();
});

test('every page: axe, nothing cut or too wide, French where French was chosen', async ({
  openAgent,
}) => {
  test.setTimeout(240_000);
  const nora = await openAgent({ toneHz: 700 });
  const { page } = nora;
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  for (const { colorScheme, viewport } of LOOKS) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    expect.soft(await faults(page), `sign-in, ${viewport.width} px`).toEqual([]);
  }
  await page.setViewportSize(LOOKS[0].viewport);
  await nora.signIn(OWNER, { untilReady: false });
  for (const { path, title } of PAGES) {
    await page.goto(path);
    await expect(page.locator('h1, h2').first()).toBeVisible();
    const reopen = async (language: Language) => {
      if (language === 'fr') await expect(page).toHaveTitle(new RegExp(`^${title} · `));
    };
    await lookAt(page, path.split('/').at(-1) ?? '', { reopen });
  }

  // Chosen, it stays over a reload, and so does the way back.
  await page.goto(APPEARANCE);
  await choose(page, 'Français');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Langue' })).toBeVisible();
  await expect(page).toHaveTitle(/^Apparence et langue · /);
  await choose(page, 'English');
  await expect(page.getByRole('heading', { name: 'Language' })).toBeVisible();
});

/** Two rows of one person, to be merged. */
async function addTwins(service: Api): Promise<string[]> {
  const { data: maria } = await service
    .from('clients')
    .select('organization_id')
    .eq('name', 'Maria Lopez')
    .single();
  const organization_id = maria?.organization_id as string;
  const add = async (name: string, company: string, phone_number: string) => {
    const { data } = await service
      .from('clients')
      .insert({ organization_id, name, company })
      .select('id')
      .single()
      .throwOnError();
    const client_id = data.id as string;
    await service
      .from('client_phones')
      .insert({ organization_id, client_id, phone_number, is_main: true })
      .throwOnError();
    return client_id;
  };
  return [
    await add('Anastasia Weatherington', 'Weatherington Bakery', '+14165550191'),
    await add('Anastasia Weatheringtom', 'Weatherington Bread', '+14165550192'),
  ];
}

test('what is opened on the pages of clients and calls: axe, nothing cut, in both languages', async ({
  openAgent,
  service,
}) => {
  test.setTimeout(180_000);
  const ana = await openAgent({ toneHz: 700 });
  const { page } = ana;
  await ana.signIn('ana@maple.test', { untilReady: false });
  const press = (en: string, fr: string) => (language: Language) =>
    page.getByRole('button', { name: language === 'en' ? en : fr, exact: true }).click();
  const row = page.locator('[data-call]').first();
  const twins = await addTwins(service);
  const other = 'Anastasia Weatheringtom';
  const maria = await clientPath('Maria Lopez');

  await page.goto('/connect-center');
  await lookAt(page, 'views', { reopen: press('Views', 'Vues') });
  await page.keyboard.press('Escape');
  await lookAt(page, 'selected', {
    reopen: async () => {
      await row.focus();
      await page.keyboard.press(' ');
      await page.keyboard.press('Shift+ArrowDown');
    },
  });
  await page.goto('/connect-center?search=nothing+like+it');
  await expect(page.getByText('No call').first()).toBeVisible();
  await lookAt(page, 'nothing found');
  await page.goto(maria);
  await lookAt(page, 'client');
  await lookAt(page, 'a task', { reopen: press('Add task', 'Ajouter une tâche') });
  await lookAt(page, 'a number', { reopen: press('Add number', 'Ajouter un numéro') });
  await lookAt(page, 'move the visit', { reopen: press('Move', 'Déplacer') });
  await page.goto(`/clients/${twins[0]}`);
  await lookAt(page, 'the same, perhaps');
  await page.getByRole('button', { name: `Compare with ${other}` }).click();
  await lookAt(page, 'merge');
  await page.getByRole('dialog').getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Undo the merge' })).toBeVisible();
  await lookAt(page, 'merged');
  await service.from('clients').delete().in('id', twins).throwOnError();
});

test('[I8] a signed-out person sees the sign-in page, whatever the address', async ({
  openAgent,
}) => {
  const nobody = await openAgent({ toneHz: 700 });
  for (const path of ['/', '/clients', await clientPath('Maria Lopez'), '/settings']) {
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
