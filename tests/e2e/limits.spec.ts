import type { Page } from '@playwright/test';
import type { Api } from '../support/api-client.ts';
import { waitUntil } from '../support/wait-until.ts';
import type { Agent } from './support/agent.ts';
import { faults } from './support/axe.ts';
import { expect, test } from './support/fixtures.ts';

const MAPLE = 'a0000000-0000-4000-8000-000000000001';
const PAGE = '/settings/limits';
const LATVIA = '+37126550123';
const MARIA = '+14165550123';
const OWNER_HZ = 500;
const ANA_HZ = 700;

/** The limits of a new business, and a day on which nobody has called out. */
async function reset(service: Api): Promise<void> {
  await service
    .from('spend_limits')
    .update({
      daily_cap_cents: 2000,
      warn_at_percent: 80,
      calling_stopped_at: null,
      calling_stopped_by: null,
      end_live_calls: false,
      allowed_number_types: ['fixed_line', 'mobile', 'voip', 'toll_free'],
    })
    .eq('organization_id', MAPLE)
    .throwOnError();
  const away = service.from('allowed_destinations').delete().eq('organization_id', MAPLE);
  await away.not('country', 'in', '(CA,US)').throwOnError();
  await speak(service, 'en');
  await service.from('dial_reservations').delete().eq('organization_id', MAPLE).throwOnError();
}

const speak = (service: Api, language: 'en' | 'fr') =>
  service.from('members').update({ language }).eq('email', 'ana@maple.test').throwOnError();

const isTooWide = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

async function openLimits(agent: Agent): Promise<void> {
  await agent.page.goto(PAGE);
  await expect(agent.page.getByRole('heading', { name: 'Limits', level: 2 })).toBeVisible();
}

async function dial(agent: Agent, number: string): Promise<void> {
  await agent.untilReady();
  await agent.page.getByRole('button', { name: 'New Call' }).first().click();
  await agent.phone().getByLabel('Phone number').fill(number);
  await agent.phone().getByRole('button', { name: 'Call', exact: true }).click();
}

test.beforeEach(({ service }) => reset(service));
test.afterEach(({ service }) => reset(service));

test('[I11] the owner changes limits: checked as they are typed, kept over a reload, told to Telnyx', async ({
  openAgent,
  service,
  sim,
}) => {
  const nora = await openAgent({ toneHz: OWNER_HZ });
  await nora.signIn('owner@maple.test');
  await openLimits(nora);
  const { page } = nora;
  await expect(page.getByRole('meter')).toHaveAttribute('aria-valuetext', '$0.00 of $20.00');
  const cap = page.getByLabel('Daily limit, US dollars');
  await cap.fill('0');
  await expect(page.getByText('Between $1.00 and $10,000.00.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
  await cap.fill('35');
  await page.getByRole('searchbox', { name: 'Find a country to allow' }).fill('latv');
  await expect(page.getByText(/Often used for fraud/)).toBeVisible();
  await page.getByRole('button', { name: 'Allow Latvia' }).click();
  await page.reload();
  await expect(cap).toHaveValue('35');
  await expect(page.getByRole('list', { name: 'Allowed countries' })).toContainText('Latvia');
  expect(await faults(page)).toEqual([]);
  const before = (await sim.commands()).at(-1)?.seq ?? 0;
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Limits saved.')).toBeVisible();
  await expect(page.getByText(/Telnyx keeps the same limits/)).toBeVisible();
  const told = (await sim.commands(before)).find(
    ({ action }) => action === 'update_outbound_voice_profile',
  );
  expect(told?.body).toMatchObject({
    daily_spend_limit: '35.00',
    whitelisted_destinations: ['CA', 'LV', 'US'],
  });
  const { data } = await service
    .from('spend_limits')
    .select('daily_cap_cents')
    .eq('organization_id', MAPLE)
    .single();
  expect(data?.daily_cap_cents).toBe(3500);
});

test('[I11] a country that nobody has called is asked about; a refusal says which limit, and the way out', async ({
  openAgent,
  service,
  sim,
}) => {
  const ana = await openAgent({ toneHz: ANA_HZ });
  await ana.signIn('ana@maple.test');
  await dial(ana, LATVIA);
  await expect(ana.phone().getByText('Calls to this number in Latvia are off')).toBeVisible();
  await service
    .from('allowed_destinations')
    .insert({ organization_id: MAPLE, country: 'LV' })
    .throwOnError();
  await ana.phone().getByRole('button', { name: 'Call', exact: true }).click();
  const question = 'Nobody here has called Latvia before. Call anyway?';
  await expect(ana.phone().getByText(question)).toBeVisible();
  // Enter must not call there by accident.
  await expect(ana.phone().getByRole('button', { name: 'Change the number' })).toBeFocused();
  expect(await faults(ana.page)).toEqual([]);
  await ana.page.keyboard.press('Enter');
  await expect(ana.phone().getByLabel('Phone number')).toBeFocused();
  await sim.callee(LATVIA, { behaviour: 'answer', after_ms: 300 });
  await ana.phone().getByRole('button', { name: 'Call anyway' }).click();
  // Allowed in the database alone, so that Telnyx's own limits refuse it: it is dialled all the same.
  await waitUntil('it is dialled, with an end', async () =>
    (await sim.commands()).some(
      ({ action, body }) =>
        action === 'dial' && body['to'] === LATVIA && Number(body['time_limit_secs']) < 14_400,
    ),
  );
});

test('[I11] the kill switch: a banner for everybody, live calls out end, only the owner resumes', async ({
  openAgent,
  sim,
}) => {
  const ana = await openAgent({ toneHz: ANA_HZ });
  await ana.signIn('ana@maple.test');
  const nora = await openAgent({ toneHz: OWNER_HZ });
  await nora.signIn('owner@maple.test');
  await sim.callee(MARIA, { behaviour: 'answer', after_ms: 200 });
  await dial(ana, MARIA);
  await expect(ana.phone().getByRole('timer', { name: 'Call duration' })).toHaveText(/^\d+:\d\d$/);

  await openLimits(nora);
  await nora.page.getByRole('button', { name: 'Stop calling out' }).click();
  const asked = nora.page.getByRole('dialog', { name: 'Stop all calls out?' });
  await expect(asked.getByRole('switch', { name: /Also end the calls/ })).toBeChecked();
  expect(await faults(nora.page)).toEqual([]);
  await asked.getByRole('button', { name: 'Stop now' }).click();
  await waitUntil('the call has ended', async () => (await sim.activeCalls()).length === 0, 5_000);
  await expect(ana.page.getByText('Calls out are stopped by Nora.')).toBeVisible();
  await expect(nora.page.getByText(/Stopped by Nora/)).toBeVisible();

  await ana.untilReady();
  await dial(ana, MARIA);
  await expect(ana.phone().getByText('Calls out are stopped', { exact: true })).toBeVisible();
  expect(await faults(ana.page)).toEqual([]);
  await openLimits(ana);
  await expect(ana.page.getByText('Only an owner can resume.').first()).toBeVisible();
  await expect(ana.page.getByRole('button', { name: /Resume/ })).toHaveCount(0);

  await nora.page.getByRole('button', { name: 'Resume calling out' }).click();
  await expect(ana.page.getByText('Calls out are stopped by Nora.')).toHaveCount(0);
});

test('an agent reads the limits and changes none, on a phone too, in both languages', async ({
  openAgent,
  service,
}) => {
  const ana = await openAgent({ toneHz: ANA_HZ, viewport: { width: 390, height: 844 } });
  await ana.signIn('ana@maple.test', { untilReady: false });
  await openLimits(ana);
  await expect(ana.page.getByLabel('Daily limit, US dollars')).toBeDisabled();
  await expect(ana.page.getByRole('switch', { name: 'Premium numbers' })).toBeDisabled();
  await expect(ana.page.getByRole('button', { name: 'Stop calling out' })).toHaveCount(0);
  expect(await isTooWide(ana.page)).toBe(false);
  expect(await faults(ana.page)).toEqual([]);
  await speak(service, 'fr');
  await ana.page.reload();
  await expect(ana.page.getByRole('heading', { name: 'Limites', level: 2 })).toBeVisible();
  await expect(ana.page.getByRole('list', { name: 'Pays autorisés' })).toContainText('États-Unis');
  expect(await isTooWide(ana.page)).toBe(false);
});
