import type { Page } from '@playwright/test';
import { faults } from './support/axe.ts';
import { expect, test } from './support/fixtures.ts';
import { simUrl } from './support/stack-env.ts';

const HEALTH = '/settings/health';
const APPLICATION = '2709042883142354871';
/** What the issue grants: a fault has its name within 30 s. */
const NAMED = { timeout: 30_000 };

const line = (page: Page, name: string) => page.getByRole('listitem', { name, exact: true });
const lamp = (page: Page, name: string, state: string) =>
  line(page, name).getByRole('img', { name: state, exact: true });
const run = (page: Page) => page.getByRole('button', { name: 'Run health check' });

/** Somebody changes something in Telnyx's portal. */
async function atTelnyx(method: string, path: string, body: object): Promise<unknown> {
  const account = (await (await fetch(`${simUrl()}/sim/account`)).json()) as { api_key: string };
  const response = await fetch(`${simUrl()}/v2${path}`, {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${account.api_key}` },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { data: Record<string, unknown> };
  if (!response.ok) throw new Error(JSON.stringify(answer));
  return answer.data;
}

test('all that calls need is green, at both widths and by axe', async ({ openAgent }) => {
  const { page } = await openAgent({ toneHz: 440 });
  await signInAt(page, 'owner@maple.test');
  for (const name of ['API key', 'Webhook address', 'Numbers', 'Calls to browsers', 'Functions']) {
    await expect(lamp(page, name, 'works')).toBeVisible(NAMED);
  }
  await expect(line(page, 'Live updates')).toContainText('A message went out and came back');
  await expect(lamp(page, 'Microphone', 'works')).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(
    await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    ),
  ).toBe(false);
});

test('a webhook that points elsewhere is named to its owner wherever they are, and mended by the button', async ({
  openAgent,
}) => {
  const { page } = await openAgent({ toneHz: 440 });
  await signInAt(page, 'owner@maple.test');
  const elsewhere = 'https://old-project.supabase.co/functions/v1/telnyx-voice-webhook';
  const before = (await atTelnyx('PATCH', `/call_control_applications/${APPLICATION}`, {
    application_name: 'Switchboard',
    webhook_event_url: elsewhere,
  })) as { webhook_event_url: string };
  expect(before.webhook_event_url).toBe(elsewhere);
  await run(page).click();
  await expect(lamp(page, 'Webhook address', 'broken')).toBeVisible(NAMED);
  await expect(line(page, 'Webhook address')).toContainText('old-project.supabase.co');
  const link = page.getByRole('link', { name: /^Health/ });
  await expect(link).toContainText('something is broken');
  await page.getByRole('link', { name: 'Connect Center' }).click();
  await page.getByRole('link', { name: 'See what, and mend it' }).click();
  await page.getByRole('button', { name: 'Set the address for me' }).click();
  await expect(lamp(page, 'Webhook address', 'works')).toBeVisible(NAMED);
  await expect(page.getByText('Webhook address: mended')).toBeVisible();
  await expect(link).not.toContainText('something is broken');
});

test('a number that was connected to something else is connected again by the button', async ({
  openAgent,
}) => {
  const { page } = await openAgent({ toneHz: 440 });
  await signInAt(page, 'owner@maple.test');
  await atTelnyx('PATCH', '/phone_numbers/+14375249932', { connection_id: '' });
  await run(page).click();
  await expect(lamp(page, 'Numbers', 'broken')).toBeVisible(NAMED);
  await page.getByRole('button', { name: 'Connect it to this app' }).click();
  await expect(lamp(page, 'Numbers', 'works')).toBeVisible(NAMED);
});

test('an agent sees the fault and that owners and admins can mend it', async ({ openAgent }) => {
  const { page } = await openAgent({ toneHz: 440 });
  await atTelnyx('PATCH', '/phone_numbers/+14375249932', { connection_id: '' });
  try {
    await signInAt(page, 'ana@maple.test');
    await expect(lamp(page, 'Numbers', 'broken')).toBeVisible(NAMED);
    await expect(line(page, 'Numbers')).toContainText('Owners and admins can mend this');
    await expect(page.getByRole('button', { name: 'Connect it to this app' })).toHaveCount(0);
  } finally {
    await atTelnyx('PATCH', '/phone_numbers/+14375249932', { connection_id: APPLICATION });
  }
});

test('a blocked microphone is named, with the way to allow it', async ({ openAgent }) => {
  const { page } = await openAgent({ toneHz: 440, microphone: 'denied' });
  await signInAt(page, 'ana@maple.test');
  await expect(lamp(page, 'Microphone', 'broken')).toBeVisible(NAMED);
  await expect(line(page, 'Microphone')).toContainText('set Microphone to Allow');
  await expect(lamp(page, 'Registration', 'broken')).toBeVisible();
});

test('live updates that are cut off are named, and found again', async ({ openAgent }) => {
  const { page } = await openAgent({ toneHz: 440 });
  let isCut = false;
  const sockets = new Set<{ close(options?: { code?: number }): Promise<void> }>();
  await page.routeWebSocket(/\/realtime\/v1\/websocket/, (socket) => {
    if (isCut) return void socket.close({ code: 1011 });
    socket.connectToServer();
    sockets.add(socket);
  });
  await signInAt(page, 'ana@maple.test');
  await expect(lamp(page, 'Live updates', 'works')).toBeVisible(NAMED);
  isCut = true;
  await Promise.all([...sockets].map((socket) => socket.close({ code: 1011 })));
  await run(page).click();
  await expect(lamp(page, 'Live updates', 'broken')).toBeVisible(NAMED);
  await expect(line(page, 'Live updates')).toContainText('may block WebSockets');
  isCut = false;
  await expect(async () => {
    await run(page).click();
    await expect(lamp(page, 'Live updates', 'works')).toBeVisible({ timeout: 3_000 });
  }).toPass(NAMED);
});

test('a test call goes all the way: this tab rings, answers by itself and hears the tone', async ({
  openAgent,
  sim,
  service,
}) => {
  const agent = await openAgent({ toneHz: 440 });
  const { page } = agent;
  await agent.signIn('ana@maple.test');
  await page.goto(HEALTH);
  await agent.untilReady();
  await page.getByRole('button', { name: 'Make a test call' }).click();
  await expect(page.getByText(/The test call worked, from end to end/)).toBeVisible({
    timeout: 45_000,
  });
  await expect(lamp(page, 'The tone is heard here', 'works')).toBeVisible();
  expect(await sim.activeCalls()).toEqual([]);
  const { data } = await service
    .from('telnyx_calls')
    .select('is_test, status')
    .order('created_at', { ascending: false })
    .limit(1);
  expect(data).toEqual([{ is_test: true, status: 'ended' }]);
});

async function signInAt(page: Page, email: string): Promise<void> {
  await page.goto(HEALTH);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill('demo-password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Health', level: 2 })).toBeVisible(NAMED);
}
