import type { Page } from '@playwright/test';
import type { SimAccount, SimClient } from '../support/sim-client.ts';
import { waitUntil } from '../support/wait-until.ts';
import type { Agent } from './support/agent.ts';
import { faults } from './support/axe.ts';
import { expect, test } from './support/fixtures.ts';
import { faultsInLooks } from './support/looks.ts';

const NUMBERS = '/settings/communications';
const OUTSIDE = '+14165550188';
const ROSA_HZ = 700;
const OUTSIDE_HZ = 1_300;
/** Long enough to reload the page while Telnyx works on the order. */
const ORDER_DELAY_MS = 6_000;

async function signUpWithBusiness(page: Page, email: string): Promise<void> {
  await page.goto('/sign-up');
  await page.getByLabel('Your name').fill('Rosa');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('a good password');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByLabel('Name of the business').fill('Northside Plumbing');
  await page.getByRole('combobox', { name: 'Country' }).selectOption('CA');
  await page.getByRole('button', { name: 'Create the business' }).click();
}

/** From the first question to the price. @returns the number that was chosen, as people read it */
async function chooseNumber(page: Page, areaCode: string): Promise<string> {
  await page.getByRole('button', { name: /Get a new number/ }).click();
  await page.getByLabel('Area code').fill(areaCode);
  await page.getByRole('button', { name: 'Search numbers' }).click();
  const first = page.getByRole('button', { name: /^Choose / }).first();
  const name = (await first.getAttribute('aria-label')) ?? '';
  await first.click();
  return name.replace('Choose ', '');
}

const hears = (sim: SimClient, id: string, hz: number) =>
  waitUntil(`the far end hears ${hz} Hz`, async () => {
    const { heard } = await sim.get(id);
    return heard.tones_hz.some((tone) => Math.abs(tone - hz) <= 15);
  });

const agentHears = (agent: Agent, hz: number) =>
  waitUntil(`the agent hears ${hz} Hz`, async () => Math.abs((await agent.hears()) - hz) <= 15);

function made({ numbers, applications, connections, ...rest }: SimAccount) {
  const { voice_profiles: voiceProfiles, messaging_profiles: messagingProfiles, orders } = rest;
  return { numbers, applications, connections, voiceProfiles, messagingProfiles, orders };
}

test('[I6] sign up, create a business, buy a number: a call in and a call out; reloaded on the way, bought once', async ({
  openAgent,
  sim,
}) => {
  test.setTimeout(180_000);
  const rosa = await openAgent({ toneHz: ROSA_HZ });
  const { page } = rosa;
  const before = made(await sim.setAccount({ order_delay_ms: ORDER_DELAY_MS }));
  await signUpWithBusiness(page, `rosa-${Date.now()}@northside.test`);

  await expect(page.getByRole('heading', { name: 'Get your first number' })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe(NUMBERS);
  const number = await chooseNumber(page, '647');
  await page.getByLabel('Name of the line').fill('Main line');
  expect(made(await sim.account())).toEqual(before);
  await page.getByRole('button', { name: 'Buy for US$1.00 a month' }).dblclick();

  await expect(page.getByRole('list', { name: 'Steps of the set-up' })).toBeVisible();
  await expect(page.getByText('Telnyx is working on the order.', { exact: false })).toBeVisible();
  await page.reload();
  await expect(
    page.getByRole('heading', { name: `Setting up ${number}: waiting for Telnyx` }),
  ).toBeVisible();
  await expect(page.getByRole('heading', { name: `${number} works` })).toBeVisible({
    timeout: 45_000,
  });
  expect(made(await sim.account())).toEqual({
    numbers: before.numbers + 1,
    applications: before.applications + 1,
    connections: before.connections + 1,
    voiceProfiles: before.voiceProfiles + 1,
    messagingProfiles: before.messagingProfiles + 1,
    orders: before.orders + 1,
  });
  expect(await faults(page)).toEqual([]);

  await rosa.untilReady();
  const e164 = `+1${number.replaceAll(/\D/g, '')}`;
  const id = await sim.call({ from: OUTSIDE, to: e164, tone_hz: OUTSIDE_HZ });
  await expect(rosa.popup().getByText(/Main line/)).toBeVisible();
  await rosa.popup().getByRole('button', { name: 'Accept', exact: true }).click();
  await hears(sim, id, ROSA_HZ);
  await agentHears(rosa, OUTSIDE_HZ);
  await sim.act(id, { type: 'hangup' });
  await rosa.untilReady();

  await sim.callee(OUTSIDE, { behaviour: 'answer', after_ms: 300, tone_hz: OUTSIDE_HZ });
  await page.getByRole('button', { name: 'Make a call' }).click();
  await rosa.phone().getByRole('textbox', { name: 'Phone number' }).fill(OUTSIDE);
  await page.keyboard.press('Enter');
  const leg = await waitUntil('the far end', async () =>
    (await sim.activeCalls()).find((call) => call.to === OUTSIDE),
  );
  expect(leg.from).toBe(e164);
  await hears(sim, leg.id, ROSA_HZ);
  await agentHears(rosa, OUTSIDE_HZ);
  await rosa.phone().getByRole('button', { name: 'End call', exact: true }).click();
  await waitUntil('it is over', async () => (await sim.get(leg.id)).state === 'ended');

  await page.getByRole('button', { name: 'More for Main line' }).click();
  await page.getByRole('menuitem', { name: 'Give the number up' }).click();
  const dialog = page.getByRole('dialog', { name: `Give up ${number}?` });
  await expect(dialog.getByRole('button', { name: 'Give up the number' })).toBeDisabled();
  await dialog.getByRole('textbox').fill(number);
  await dialog.getByRole('button', { name: 'Give up the number' }).click();
  await expect(page.getByRole('heading', { name: 'Get your first number' })).toBeVisible();
  expect((await sim.account()).numbers).toBe(before.numbers);
});

test('[I8] an agent sees the lines and may change nothing', async ({ openAgent }) => {
  const ana = await openAgent({ toneHz: 500 });
  await ana.signIn('ana@maple.test', { untilReady: false });
  await ana.page.goto(NUMBERS);
  await expect(ana.page.getByRole('table', { name: 'Business numbers' })).toBeVisible();
  await expect(ana.page.getByText(/Owners and admins can add/)).toBeVisible();
  await expect(ana.page.getByRole('button', { name: 'Add a number' })).toHaveCount(0);
  await expect(ana.page.getByRole('button', { name: /^(More for|Rename)/ })).toHaveCount(0);
});

test('the wizard is free of serious axe faults and not too wide, wide and light, narrow and dark', async ({
  openAgent,
}) => {
  const nora = await openAgent({ toneHz: 700 });
  const { page } = nora;
  await nora.signIn('owner@maple.test', { untilReady: false });
  await page.goto(NUMBERS);
  const look = async (name: string) => expect.soft(await faultsInLooks(page), name).toEqual([]);
  await expect(page.getByRole('heading', { name: 'Telnyx configuration' })).toBeVisible();
  await expect(page.getByText('Verify your Telnyx account')).toBeVisible();
  await look('lines');
  await page.getByRole('button', { name: 'Add a number' }).click();
  await expect(page.getByRole('heading', { name: 'Add a number' })).toBeFocused();
  await look('choose');
  await chooseNumber(page, '905');
  await expect(page.getByRole('button', { name: /^Buy for/ })).toBeVisible();
  await look('confirm');
  await page.getByRole('button', { name: 'Back to the numbers' }).click();
  await expect(page.getByRole('list', { name: 'Numbers to choose from' })).toBeVisible();
  await look('search');
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('button', { name: 'Add a number' })).toBeFocused();
});
