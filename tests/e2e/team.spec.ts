import type { Page } from '@playwright/test';
import type { CaughtMail } from '../../local/supabase/auth/mail-box.ts';
import type { Api } from '../support/api-client.ts';
import { waitUntil } from '../support/wait-until.ts';
import { faults } from './support/axe.ts';
import { expect, test } from './support/fixtures.ts';
import { LOOKS } from './support/looks.ts';
import { apiUrl } from './support/stack-env.ts';

const TEAM = '/settings/team';
const PASSWORD = 'a good password';
const INVITED = 'zoe@invited.test';

async function mailedLink(to: string): Promise<string> {
  const mail = await waitUntil(`a mail to ${to}`, async () => {
    const box = await fetch(`${apiUrl()}/mail`);
    return ((await box.json()) as CaughtMail[]).find((one) => one.to === to);
  });
  return mail.link;
}

const isTooWide = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

/** Without the people whom these tests add. */
async function reset(service: Api): Promise<void> {
  await service.from('member_invites').delete().eq('email', INVITED).throwOnError();
  await service.from('members').delete().eq('email', INVITED).throwOnError();
  const { data } = await service.auth.admin.listUsers({ perPage: 1000 });
  const left = data.users.filter(({ email }) => email === INVITED || email?.endsWith('@new.test'));
  for (const { id } of left) await service.auth.admin.deleteUser(id);
  await fetch(`${apiUrl()}/mail`, { method: 'DELETE' });
}

test.beforeEach(({ service }) => reset(service));
test.afterEach(({ service }) => reset(service));

async function inviteZoe(page: Page): Promise<void> {
  await page.goto(TEAM);
  const form = page.getByRole('region', { name: 'Invite somebody' });
  await form.getByLabel('Name').fill('Zoe');
  await form.getByLabel('Email').fill(INVITED);
  await form.getByRole('button', { name: 'Send the invitation' }).click();
  await expect(page.getByText(`on its way to ${INVITED}`)).toBeVisible();
}

/** Opens the mailed invitation and joins, in French. */
async function joinInFrench(page: Page): Promise<void> {
  await page.goto(await mailedLink(INVITED));
  await expect(page.getByRole('heading', { name: 'Join Maple Plumbing' })).toBeVisible();
  await expect(page.getByText('Nora invited you as agent.')).toBeVisible();
  await page.getByRole('button', { name: 'Français' }).first().click();
  await page.getByLabel('Choisissez un mot de passe').fill('court');
  await page.getByRole('button', { name: 'Se joindre à Maple Plumbing' }).click();
  await expect(page.getByText('Il manque 5 caractères.')).toBeVisible();
  await page.getByLabel('Choisissez un mot de passe').fill(PASSWORD);
  await page.getByRole('button', { name: 'Se joindre à Maple Plumbing' }).click();
}

test('[I8] an owner invites; the invited person joins, works, and is told when their access ends', async ({
  openAgent,
}) => {
  const nora = await openAgent({ toneHz: 440 });
  await nora.signIn('owner@maple.test', { untilReady: false });
  await inviteZoe(nora.page);
  await expect(nora.page.getByRole('region', { name: 'Invited' }).getByText(INVITED)).toBeVisible();

  const zoe = await openAgent({ toneHz: 520 });
  await joinInFrench(zoe.page);
  await expect(zoe.page.getByRole('main')).toBeVisible();
  await expect.poll(() => new URL(zoe.page.url()).pathname).toBe('/connect-center');
  await expect(zoe.page.locator('html')).toHaveAttribute('lang', 'fr-CA');

  await nora.page.reload();
  const people = nora.page.getByRole('region', { name: 'People' });
  await expect(people.getByText(INVITED)).toBeVisible();
  await people.getByRole('combobox', { name: 'Role of Zoe' }).selectOption('admin');
  await expect(nora.page.getByText('Zoe is now: Admin.')).toBeVisible();

  await people.getByRole('button', { name: 'Deactivate Zoe' }).click();
  const dialog = nora.page.getByRole('dialog', { name: 'Deactivate Zoe?' });
  await expect(dialog.getByText(/signed out on every browser/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Deactivate Zoe' }).click();
  await expect(nora.page.getByText(/Signed out everywhere on .+, by Nora\./)).toBeVisible();

  // In words, on the screen that was open, within the minute; and again when they come back.
  const words = 'Votre accès à Maple Plumbing a pris fin';
  await expect(zoe.page.getByRole('heading', { name: words })).toBeVisible({ timeout: 60_000 });
  expect(await faults(zoe.page)).toEqual([]);

  await nora.page.getByRole('button', { name: 'Reactivate Zoe' }).click();
  await expect(people.getByText(INVITED)).toBeVisible();
});

test('a colleague’s screen goes on when somebody else is deactivated: the next call still rings there', async ({
  openAgent,
  service,
  sim,
}) => {
  const ana = await openAgent({ toneHz: 440 });
  await ana.signIn('ana@maple.test');
  const nora = await openAgent({ toneHz: 520 });
  await nora.signIn('owner@maple.test', { untilReady: false });
  await nora.page.goto(TEAM);
  await nora.page.getByRole('button', { name: 'Deactivate Ben' }).click();
  await nora.page
    .getByRole('dialog', { name: 'Deactivate Ben?' })
    .getByRole('button', { name: 'Deactivate Ben' })
    .click();
  await expect(nora.page.getByRole('button', { name: 'Reactivate Ben' })).toBeVisible();
  const id = await sim.call({ from: '+14165550123', to: '+14375249932' });
  await expect(ana.popup()).toBeVisible();
  await expect(ana.popup().getByText('Maria Lopez')).toBeVisible();
  await sim.act(id, { type: 'hangup' });
  await expect(ana.popup()).toHaveCount(0);
  await nora.page.getByRole('button', { name: 'Reactivate Ben' }).click();
  await expect(nora.page.getByRole('button', { name: 'Deactivate Ben' })).toBeVisible();
  const { data } = await service.from('members').select('active').eq('email', 'ben@maple.test');
  expect(data).toEqual([{ active: true }]);
});

test('from a sign-up to a business of one’s own', async ({ openAgent, service }) => {
  const owner = await openAgent({ toneHz: 440 });
  const { page } = owner;
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('Enter your name.')).toBeVisible();
  await expect(page.getByText('Enter your email address.')).toBeVisible();
  await expect(page.getByText('Enter a password.')).toBeVisible();
  await page.getByLabel('Your name').fill('Omar');
  await page.getByLabel('Email').fill('owner@maple.test');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('alert')).toContainText('This address has an account already.');
  await page.getByLabel('Email').fill('omar@new.test');
  await page.getByLabel('Password').press('Enter');

  await expect(page.getByRole('heading', { name: 'Create your business' })).toBeVisible();
  await expect(page.getByLabel('Your name')).toHaveValue('Omar');
  await expect(page.getByRole('combobox', { name: 'Country' })).toHaveValue('CA');
  await page.getByLabel('Name of the business').fill('Omar Heating');
  await page.getByRole('combobox', { name: 'Time zone' }).selectOption('America/Vancouver');
  await page.getByRole('button', { name: 'Create the business' }).click();
  await expect.poll(() => new URL(page.url()).pathname).toBe('/settings/communications');
  await page.goto(TEAM);
  await expect(page.getByText('omar@new.test')).toBeVisible();
  await expect(page.getByText('ana@maple.test')).toHaveCount(0);
  const { data } = await service
    .from('organizations')
    .select('id, time_zone, country')
    .eq('name', 'Omar Heating')
    .single();
  expect(data).toMatchObject({ time_zone: 'America/Vancouver', country: 'CA' });
  await service.from('members').delete().eq('organization_id', data?.id);
});

test('a forgotten password is set anew through the mail; a used link says so', async ({
  openAgent,
  service,
}) => {
  const email = 'fay@new.test';
  await service.auth.admin.createUser({ email, password: 'forgotten it', email_confirm: true });
  const { page } = await openAgent({ toneHz: 440 });
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Forgot it?' }).click();
  await page.getByLabel('Email').fill(email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByText(`If ${email} has an account`)).toBeVisible();
  const link = await mailedLink(email);
  await page.goto(link);
  await page.getByRole('textbox', { name: 'New password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Save the password' }).click();
  await expect(page.getByRole('heading', { name: 'Create your business' })).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.goto(link);
  await expect(page.getByRole('alert')).toContainText('This link was used already or is too old.');
  await page.getByRole('link', { name: 'Ask for a new link' }).click();
  await expect(page.getByRole('button', { name: 'Send the link' })).toBeVisible();
});

test('an agent reads the team and changes only their own name and language', async ({
  openAgent,
}) => {
  const ana = await openAgent({ toneHz: 440 });
  await ana.signIn('ana@maple.test', { untilReady: false });
  const { page } = ana;
  await page.goto(TEAM);
  await expect(page.getByText('ben@maple.test')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Invite somebody' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Deactivate/ })).toHaveCount(0);
  await expect(page.getByRole('combobox', { name: /^Role of/ })).toHaveCount(0);
  const profile = page.getByRole('region', { name: 'My profile' });
  await profile.getByRole('button', { name: 'Français' }).click();
  const mine = page.getByRole('region', { name: 'Mon profil' });
  await expect(mine).toBeVisible();
  // Kept with the person: another browser, which speaks English, shows it too.
  const elsewhere = await openAgent({ toneHz: 520 });
  await elsewhere.page.goto(TEAM);
  await elsewhere.page.getByLabel('Email').fill('ana@maple.test');
  await elsewhere.page.getByLabel('Password').fill('demo-password');
  await elsewhere.page.getByRole('button', { name: 'Sign in' }).click();
  await expect(elsewhere.page.getByRole('heading', { name: 'Équipe', exact: true })).toBeVisible();
  await mine.getByRole('button', { name: 'English' }).click();
  await expect(profile).toBeVisible();
});

test('every page before the app works by keyboard, on a phone, in both themes and languages', async ({
  openAgent,
}) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const viewport =
      colorScheme === 'dark' ? { width: 390, height: 844 } : { width: 1440, height: 900 };
    const { page } = await openAgent({ toneHz: 440, viewport, colorScheme });
    for (const path of ['/sign-in', '/sign-up', '/reset-password']) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect([path, await faults(page)]).toEqual([path, []]);
      expect(await isTooWide(page)).toBe(false);
    }
    await page.goto('/sign-up');
    await page.getByRole('button', { name: 'Français' }).click();
    await expect(page.getByRole('heading', { name: 'Créer un compte' })).toBeVisible();
    await page.getByLabel('Votre nom').focus();
    await page.keyboard.type('Léa');
    await page.keyboard.press('Tab');
    await page.keyboard.type(`lea-${colorScheme}@new.test`);
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Créer votre entreprise' })).toBeVisible();
    expect(await faults(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
  }
});

test('the team, wide and light, narrow and dark: axe, nothing too wide, and a dialog by keyboard', async ({
  openAgent,
}) => {
  const nora = await openAgent({ toneHz: 440 });
  const { page } = nora;
  await nora.signIn('owner@maple.test', { untilReady: false });
  await page.goto(TEAM);
  await expect(page.getByText('ben@maple.test')).toBeVisible();
  const deactivate = page.getByRole('button', { name: 'Deactivate Ben' });
  const dialog = page.getByRole('dialog', { name: 'Deactivate Ben?' });
  for (const { viewport, colorScheme } of LOOKS) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    expect(await faults(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
    await deactivate.focus();
    await page.keyboard.press('Enter');
    await expect(dialog).toBeVisible();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(deactivate).toBeFocused();
  }
});
