import type { Page } from '@playwright/test';
import { type Api, callFunction, signIn } from '../support/api-client.ts';
import { expect, test } from './support/fixtures.ts';
import { lookAt, picture } from './support/looks.ts';
import { apiUrl } from './support/stack-env.ts';
import { longCall, richCall, removeCall, writeCall } from './support/written-call.ts';

const MARIA = '+14165550123';
/** The line that the AI answers here; the other tests use the main one. */
const LINE = '+14375550100';
const LINE_ID = 'a3000000-0000-4000-8000-000000000002';

async function manageAi(body: Record<string, unknown>): Promise<void> {
  const owner = await signIn(apiUrl(), 'owner@maple.test');
  const answer = await callFunction(apiUrl(), owner, 'manage-ai-dispatcher', body);
  expect(answer.status, JSON.stringify(answer.body.error)).toBe(200);
}

const steps = (page: Page) => page.getByRole('list', { name: 'Steps of the call' });
const slider = (page: Page) => page.getByRole('slider', { name: 'Moment of the call' });
const marked = (page: Page) => page.locator('[aria-current="step"]');

async function callOfMaria(service: Api): Promise<string> {
  const { data } = await service
    .from('telnyx_calls')
    .select('id')
    .eq('from_number', MARIA)
    .eq('to_number', LINE)
    .order('started_at', { ascending: false })
    .limit(1)
    .single();
  return data?.id as string;
}

test('a call with the AI and Ana, while it runs and after: its steps in order, by link and by keyboard', async ({
  openAgent,
  sim,
  service,
}) => {
  test.setTimeout(150_000);
  await manageAi({ dispatcher: {}, publish: true, despite_failures: true });
  await manageAi({ phone_number_id: LINE_ID, enabled: true, mode: 'always' });
  const ana = await openAgent({ toneHz: 700 });
  await ana.context.grantPermissions(['clipboard-read', 'clipboard-write', 'microphone']);
  await ana.signIn('ana@maple.test');
  const { page } = ana;
  const id = await sim.call({ from: MARIA, to: LINE });
  const lane = page.getByRole('region', { name: /^With the AI/ });
  await expect(lane.getByText(/Maple Plumbing/)).toBeVisible({ timeout: 20_000 });

  const callId = await callOfMaria(service);
  await page.goto(`/calls/${callId}`);
  await expect(page.getByRole('heading', { name: 'Maria Lopez', level: 1 })).toBeVisible();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await expect(steps(page)).toContainText('The AI answered');
  await sim.act(id, { type: 'say', text: 'Hello, my kitchen drain is blocked.' });
  await expect(steps(page)).toContainText('my kitchen drain is blocked', { timeout: 20_000 });
  await sim.act(id, { type: 'hangup' });
  await expect(page.getByText('Live', { exact: true })).toHaveCount(0);
  await expect(steps(page)).toContainText('Maria Lopez hung up');
  await picture(page, 'ended');

  const lines = await steps(page).getByRole('listitem').allInnerTexts();
  const order = [
    'Maria Lopez called',
    'The AI answered',
    'drain is blocked',
    'Maria Lopez hung up',
  ];
  const places = order.map((text) => lines.findIndex((line) => line.includes(text)));
  expect(places, lines.join('\n')).toEqual(places.toSorted((a, b) => a - b));
  expect(places[0]).toBe(0);
  await expect(page.getByText('No recording of this call')).toBeVisible();

  // A link to a step opens there.
  const said = steps(page).getByRole('listitem').filter({ hasText: 'drain is blocked' }).first();
  await said.hover();
  await said.getByRole('button', { name: /^Copy link to/ }).click();
  await expect(page.getByText(/^Link to .* copied/)).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain(`/calls/${callId}#e=`);
  await page.goto('/clients');
  await page.goto(link);
  await expect(marked(page)).toContainText('drain is blocked');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /Maria: .*drain is blocked/);
  await expect(marked(page)).toBeInViewport();

  // By keyboard.
  await slider(page).focus();
  await page.keyboard.press('Home');
  await expect(slider(page)).toHaveAttribute('aria-valuenow', '0');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('End');
  const end = Number(await slider(page).getAttribute('aria-valuemax'));
  await expect(slider(page)).toHaveAttribute('aria-valuenow', String(end));
  await page.keyboard.press('ArrowLeft');
  await expect(slider(page)).toHaveAttribute('aria-valuenow', String(end - 1));
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(marked(page).getByRole('link')).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(marked(page)).toContainText('Maria Lopez called');
  expect(page.url()).toContain('#e=');

  // Everything: what Telnyx was asked, and its own names.
  await page.getByRole('button', { name: 'Everything' }).click();
  await expect(steps(page)).toContainText('To Telnyx: Start the AI');
  await expect(steps(page)).toContainText('done after');
  await page.getByRole('button', { name: 'Copy support bundle' }).click();
  await expect(page.getByText(/^Support bundle copied/)).toBeVisible();
  const bundle = await page.evaluate(() => navigator.clipboard.readText());
  expect(bundle).toContain(callId);
  for (const personal of ['Maria', 'Lopez', 'drain', MARIA, '4165550123']) {
    expect(bundle).not.toContain(personal);
  }
  await picture(page, 'everything');
  await manageAi({ phone_number_id: LINE_ID, enabled: false });
});

test('a call with everything in it, in both looks and languages', async ({
  openAgent,
  service,
}) => {
  test.setTimeout(120_000);
  const call = await writeCall(service, richCall(LINE_ID));
  const ana = await openAgent({ toneHz: 700 });
  await ana.signIn('ana@maple.test', { untilReady: false });
  const { page } = ana;
  await page.goto(`/calls/${call}?t=67`);
  await expect(marked(page)).toContainText('free slot');
  await expect(steps(page)).toContainText('Ana parked the call');
  await expect(steps(page)).toContainText('Something new happened');
  await lookAt(page, 'story');
  await lookAt(page, 'everything', {
    reopen: async (language) => {
      const isEnglish = language === 'en';
      await page.getByRole('button', { name: isEnglish ? 'Everything' : 'Tout' }).click();
      const list = isEnglish ? steps(page) : page.getByRole('list', { name: 'Étapes de l’appel' });
      await expect(list).toContainText(isEnglish ? 'error 90018' : 'a stationné l’appel');
    },
  });
  await removeCall(service, call);
});

test('[I8] an address without a call, and one of another business: both say the same in words', async ({
  openAgent,
  service,
}) => {
  const call = await writeCall(service, richCall(LINE_ID));
  const dana = await openAgent({ toneHz: 700 });
  await dana.signIn('dana@harbor.test', { untilReady: false });
  for (const id of [call, 'ee000000-0000-4000-8000-00000000dead', 'no-id']) {
    await dana.page.goto(`/calls/${id}`);
    await expect(dana.page.getByText('or it belongs to another business')).toBeVisible();
  }
  await removeCall(service, call);
});

test('a call with 2,000 lines: its rows are laid out when they come into sight', async ({
  openAgent,
  service,
}) => {
  test.setTimeout(120_000);
  const call = await writeCall(service, longCall(LINE_ID, 2_000));
  const ana = await openAgent({ toneHz: 700 });
  await ana.signIn('ana@maple.test', { untilReady: false });
  const { page } = ana;
  await page.goto(`/calls/${call}`);
  await expect(steps(page).locator('[data-step]')).toHaveCount(2_002);
  await slider(page).focus();
  const slowest = await page.evaluate(async () => {
    const frames: number[] = [];
    for (let press = 0; press < 60; press += 1) {
      const since = performance.now();
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'PageUp', bubbles: true }),
      );
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
      frames.push(performance.now() - since);
    }
    return frames.toSorted((a, b) => b - a);
  });
  console.log(
    `2,000 lines: a move of the playhead is painted after ${Math.round(slowest[30] ?? 0)} ms (median), ${Math.round(slowest[3] ?? 0)} ms (95 of 100)`,
  );
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(marked(page)).toBeInViewport();
  await expect(marked(page)).toContainText('hung up');
  await removeCall(service, call);
});
