import type { SimCall, SimClient } from '../support/sim-client.ts';
import { waitUntil } from '../support/wait-until.ts';
import type { Agent } from './support/agent.ts';
import { expect, test } from './support/fixtures.ts';

const MARIA = '+14165550123';
const MAIN_LINE = '+14375249932';
const ANA_HZ = 700;
const MARIA_HZ = 1_100;

async function openMaria(agent: Agent): Promise<void> {
  await agent.page.getByRole('link', { name: 'Clients' }).click();
  await agent.page.getByRole('searchbox').fill('Maria Lopez');
  await agent.page.getByRole('link', { name: 'Maria Lopez' }).first().click();
  await expect(agent.page.getByRole('heading', { name: 'Maria Lopez' })).toBeVisible();
}

function calleeLeg(sim: SimClient, wanted: (call: SimCall) => boolean): Promise<SimCall> {
  return waitUntil('the far end', async () => (await sim.activeCalls()).find(wanted));
}

const hears = (sim: SimClient, id: string, hz: number) =>
  waitUntil(`the far end hears ${hz} Hz`, async () => {
    const { heard } = await sim.get(id);
    return heard.tones_hz.some((tone) => Math.abs(tone - hz) <= 15);
  });

const agentHears = (agent: Agent, hz: number) =>
  waitUntil(`the agent hears ${hz} Hz`, async () => Math.abs((await agent.hears()) - hz) <= 15);

test('[I2] Ana calls Maria from her client page: both hear each other, mute is one-way, End ends both', async ({
  openAgent,
  sim,
  service,
}) => {
  const ana = await openAgent({ toneHz: ANA_HZ });
  await ana.signIn('ana@maple.test');
  await openMaria(ana);
  await sim.callee(MARIA, { behaviour: 'answer', after_ms: 1_200, tone_hz: MARIA_HZ });
  await ana.page.getByRole('button', { name: 'Call Maria Lopez', exact: true }).click();
  const leg = await calleeLeg(sim, (call) => call.to === MARIA);
  expect(leg).toMatchObject({ from: MAIN_LINE, state: 'ringing' });
  await expect(ana.phone().getByRole('timer', { name: 'Call duration' })).toHaveText(/^\d+:\d\d$/);
  await expect(ana.phone().getByText('Maria Lopez').first()).toBeVisible();
  await hears(sim, leg.id, ANA_HZ);
  await agentHears(ana, MARIA_HZ);

  await ana.phone().getByRole('button', { name: 'Mute', exact: true }).click();
  await waitUntil('Maria hears nothing of Ana', async () => {
    const { heard } = await sim.get(leg.id);
    return heard.tones_hz.length === 0 && heard.rms < 50;
  });
  await agentHears(ana, MARIA_HZ);
  await ana.phone().getByRole('button', { name: 'Unmute' }).click();
  await hears(sim, leg.id, ANA_HZ);

  await ana.phone().getByRole('button', { name: 'End call', exact: true }).click();
  await waitUntil('it is over for Maria', async () => (await sim.get(leg.id)).state === 'ended');
  await ana.untilReady();
  const { data: row } = await service
    .from('telnyx_calls')
    .select('status, outcome, handled_by, from_number')
    .eq('to_number', MARIA)
    .order('started_at', { ascending: false })
    .limit(1)
    .single();
  expect(row).toEqual({
    status: 'ended',
    outcome: 'answered',
    handled_by: 'person',
    from_number: MAIN_LINE,
  });
});

const ENDS = [
  { behaviour: 'busy', number: '+14165550191', words: /busy/i, after_ms: 400 },
  { behaviour: 'reject', number: '+14165550192', words: /declined|rejected/i, after_ms: 400 },
  // The other network gives up; that ours would after 45 s is asked of the command.
  {
    behaviour: 'no_answer',
    number: '+14165550193',
    words: /no answer|did not answer/i,
    after_ms: 3_000,
  },
] as const;

test('a number that is busy, declines or does not answer: the right word on screen and in the history', async ({
  openAgent,
  sim,
}) => {
  const ana = await openAgent({ toneHz: ANA_HZ });
  await ana.signIn('ana@maple.test');
  await ana.page.getByRole('link', { name: 'Connect Center' }).click();
  for (const { behaviour, number, words, after_ms } of ENDS) {
    await sim.callee(number, { behaviour, after_ms });
    await ana.untilReady();
    await ana.page.getByRole('button', { name: 'New Call' }).first().click();
    await ana.phone().getByRole('textbox', { name: 'Phone number' }).fill(number.slice(2));
    await ana.phone().getByRole('button', { name: 'Call', exact: true }).click();
    await expect(ana.phone().getByText(words).first()).toBeVisible();
    const row = ana.page
      .getByRole('table', { name: 'Call history' })
      .getByRole('row')
      .filter({ hasText: number.slice(-4) })
      .first();
    await expect(row).toContainText(words);
    await expect(row.getByRole('button', { name: 'Call back' })).toBeAttached();
    const dialled = (await sim.commands()).find(({ body }) => body['to'] === number);
    expect(dialled?.body).toMatchObject({ timeout_secs: 45 });
  }
});

test('calls from the number that was chosen', async ({ openAgent, sim }) => {
  const ana = await openAgent({ toneHz: ANA_HZ });
  await ana.signIn('ana@maple.test');
  await sim.callee('+14165550194', { behaviour: 'answer', after_ms: 300 });
  await ana.page.getByRole('button', { name: 'New Call' }).first().click();
  const from = ana.phone().getByRole('combobox', { name: 'Call from' });
  const second = await from.locator('option', { hasText: /555-0100/ }).getAttribute('value');
  await from.selectOption(second);
  await ana.phone().getByRole('textbox', { name: 'Phone number' }).fill('416.555.0194');
  await ana.page.keyboard.press('Enter');
  const leg = await calleeLeg(sim, (call) => call.to === '+14165550194');
  expect(leg.from).toBe('+14375550100');
  await ana.phone().getByRole('button', { name: 'End call', exact: true }).click();
  await waitUntil('it is over', async () => (await sim.get(leg.id)).state === 'ended');
});

test('[I3] reloading during a call keeps the call, its sound and its timer', async ({
  openAgent,
  sim,
}) => {
  const ana = await openAgent({ toneHz: ANA_HZ });
  await ana.signIn('ana@maple.test');
  await sim.callee(MARIA, { behaviour: 'answer', after_ms: 300, tone_hz: MARIA_HZ });
  await openMaria(ana);
  await ana.page.getByRole('button', { name: 'Call Maria Lopez', exact: true }).click();
  const leg = await calleeLeg(sim, (call) => call.to === MARIA);
  await hears(sim, leg.id, ANA_HZ);
  const seconds = async () => {
    const text = (
      await ana.phone().getByRole('timer', { name: 'Call duration' }).innerText()
    ).trim();
    const [minutes = 0, rest = 0] = text.split(':').map(Number);
    return minutes * 60 + rest;
  };
  await waitUntil('some talk', async () => (await seconds()) >= 2);
  const before = await seconds();
  await ana.page.reload();
  await waitUntil('the timer goes on', async () => (await seconds()) >= before);
  await hears(sim, leg.id, ANA_HZ);
  await agentHears(ana, MARIA_HZ);
  await ana.phone().getByRole('button', { name: 'End call', exact: true }).click();
  await waitUntil('it is over for Maria', async () => (await sim.get(leg.id)).state === 'ended');
});

test('a number that cannot be called: plain words, and what was typed stays', async ({
  openAgent,
}) => {
  const ana = await openAgent({ toneHz: ANA_HZ });
  await ana.signIn('ana@maple.test');
  await ana.page.getByRole('button', { name: 'New Call' }).first().click();
  const field = ana.phone().getByRole('textbox', { name: 'Phone number' });
  for (const bad of ['12', '+1 900 555 0134', 'call maria']) {
    await field.fill(bad);
    await ana.page.keyboard.press('Enter');
    await expect(ana.phone().getByRole('alert').first()).toBeVisible();
    await expect(field).toHaveValue(bad);
  }
});

test('microphone denied: red light, words and a way out, no call', async ({ openAgent, sim }) => {
  const ana = await openAgent({ toneHz: ANA_HZ, microphone: 'denied' });
  await ana.signIn('ana@maple.test', { untilReady: false });
  await expect(ana.page.getByText(/microphone/i).first()).toBeVisible();
  await expect(ana.page.getByText('Calls ring here')).toHaveCount(0);
  expect(await sim.activeCalls()).toEqual([]);
});
