import { type Api, callFunction, signIn } from '../support/api-client.ts';
import type { SimClient } from '../support/sim-client.ts';
import { waitUntil } from '../support/wait-until.ts';
import type { Agent } from './support/agent.ts';
import { expect, test } from './support/fixtures.ts';
import { faultsInLooks, picture } from './support/looks.ts';
import { apiUrl } from './support/stack-env.ts';

const MARIA = '+14165550123';
/** The line that the AI answers here; the other tests use the main one. */
const LINE = '+14375550100';
const LINE_ID = 'a3000000-0000-4000-8000-000000000002';
const CALLER_HZ = 1_300;
const ANA_HZ = 700;
const BEN_HZ = 500;

async function manageAi(body: Record<string, unknown>): Promise<void> {
  const owner = await signIn(apiUrl(), 'owner@maple.test');
  const answer = await callFunction(apiUrl(), owner, 'manage-ai-dispatcher', body);
  expect(answer.status, JSON.stringify(answer.body.error)).toBe(200);
}

test.beforeAll(async () => {
  test.setTimeout(60_000);
  await manageAi({ dispatcher: {}, publish: true, despite_failures: true });
  await manageAi({ phone_number_id: LINE_ID, enabled: true, mode: 'always' });
});

test.afterAll(async () => {
  await manageAi({ phone_number_id: LINE_ID, enabled: false });
});

const lane = ({ page }: Agent) => page.getByRole('region', { name: /^With the AI/ });

async function say(sim: SimClient, id: string, text: string): Promise<void> {
  await sim.act(id, { type: 'say', text });
}

/** Sound both ways: the agent's voice is a tone, and the caller answers with another. */
async function bothHear(sim: SimClient, id: string, agent: Agent, agentHz: number): Promise<void> {
  await waitUntil('the caller hears the agent', async () => {
    const { heard } = await sim.get(id);
    return heard.tones_hz.some((tone) => Math.abs(tone - agentHz) <= 15);
  });
  await sim.act(id, { type: 'tone', tone_hz: CALLER_HZ });
  await waitUntil(
    'the agent hears the caller',
    async () => Math.abs((await agent.hears()) - CALLER_HZ) <= 15,
  );
}

test('the AI answers; Ana reads along, takes over, hands back and reads on', async ({
  openAgent,
  sim,
}) => {
  test.setTimeout(120_000);
  const ana = await openAgent({ toneHz: ANA_HZ });
  await ana.signIn('ana@maple.test');
  const id = await sim.call({ from: MARIA, to: LINE });
  await expect(lane(ana).getByText('Maria Lopez')).toBeVisible();
  await expect(lane(ana).getByText(/Maple Plumbing/)).toBeVisible({ timeout: 20_000 });
  expect(await ana.popup().count()).toBe(0);

  await say(sim, id, 'Hello, my kitchen drain is blocked.');
  await expect(lane(ana).getByText('Hello, my kitchen drain is blocked.').last()).toBeVisible({
    timeout: 20_000,
  });
  await lane(ana).getByRole('button', { name: 'Take over Maria Lopez' }).click();
  await bothHear(sim, id, ana, ANA_HZ);
  await expect(ana.phone().getByText('Connected')).toBeVisible();
  await expect(lane(ana).getByText('Maria Lopez')).toHaveCount(0);
  await picture(ana.page, 'taken-over');

  await ana.phone().getByRole('textbox', { name: 'Tell the AI' }).fill('She wants Friday');
  await ana.phone().getByRole('switch', { name: 'AI Dispatcher' }).click();
  await expect(ana.phone().getByText('The AI is talking with Maria')).toBeVisible({
    timeout: 15_000,
  });
  await ana.untilReady();
  await say(sim, id, 'Friday would be best for me.');
  await expect(ana.phone().getByText('Friday would be best for me.')).toBeVisible({
    timeout: 20_000,
  });

  await picture(ana.page, 'handed');

  await sim.act(id, { type: 'hangup' });
  const row = ana.page
    .getByRole('table', { name: 'Call history' })
    .getByRole('row')
    .filter({ hasText: 'Maria Lopez' })
    .first();
  await expect(row).toContainText('AI, then Ana');
});

test('[I7] the AI asks for a person: everybody rings with the reason, one declines, one takes over', async ({
  openAgent,
  sim,
}) => {
  test.setTimeout(120_000);
  const [ana, ben] = await Promise.all([
    openAgent({ toneHz: ANA_HZ }),
    openAgent({ toneHz: BEN_HZ }),
  ]);
  await Promise.all([ana.signIn('ana@maple.test'), ben.signIn('ben@maple.test')]);
  const id = await sim.call({ from: MARIA, to: LINE });
  await expect(lane(ana).getByText(/Maple Plumbing/)).toBeVisible({ timeout: 20_000 });
  await say(sim, id, 'I want to speak to a person, please.');
  for (const agent of [ana, ben]) {
    await expect(agent.popup().getByText('The AI asks for a person')).toBeVisible({
      timeout: 20_000,
    });
    await expect(agent.popup().getByText('Maria Lopez')).toBeVisible();
  }
  await ana.popup().getByRole('button', { name: 'Decline', exact: true }).click();
  await expect(ana.popup()).toHaveCount(0);
  await ben.popup().getByRole('button', { name: 'Accept', exact: true }).click();
  await bothHear(sim, id, ben, BEN_HZ);
  await sim.act(id, { type: 'hangup' });
  await ben.untilReady();
});

const GRACE = 'ee000000-0000-4000-8000-000000000001';
const JOHN = 'ee000000-0000-4000-8000-000000000002';

/** Calls that the AI has, as the engine would have written them; nothing runs behind them. */
async function writeLiveCalls(service: Api): Promise<void> {
  const secondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1_000).toISOString();
  const { data: line } = await service
    .from('telnyx_phone_numbers')
    .select('organization_id')
    .eq('id', LINE_ID)
    .single();
  const organization_id = line?.organization_id as string;
  const call = (id: string, from_number: string, wants: unknown, summary_line: string) => ({
    id,
    organization_id,
    direction: 'inbound',
    from_number,
    to_number: LINE,
    phone_number_id: LINE_ID,
    handled_by: 'ai',
    status: 'active',
    started_at: secondsAgo(100),
    answered_at: secondsAgo(96),
    version: 3,
    summary_line,
    ai: { status: 'talking', since: secondsAgo(96), language: 'en', reason: 'overflow', wants },
  });
  const wants = {
    reason: 'Water is coming through the ceiling',
    urgent: true,
    since: secondsAgo(4),
    deadlineAt: null,
  };
  await service
    .from('telnyx_calls')
    .insert([
      call(GRACE, '+14165550186', null, 'Wants a dishwasher connected'),
      call(JOHN, '+14165550177', wants, 'Told to close the main valve'),
    ])
    .throwOnError();
  const slots = [{ slotId: 'a', startsAt: '2026-11-26T19:00:00Z' }];
  const tool = {
    name: 'find_slots',
    arguments: { problem: 'connect a dishwasher' },
    ok: true,
    reason: null,
    result: { slots },
    durationMs: 212,
  };
  const segment = (call_id: string, after: number, speaker: string, text: string) => ({
    id: `${call_id}:${after}`,
    organization_id,
    call_id,
    speaker,
    text,
    language: 'en',
    at: secondsAgo(100 - after),
    tool: speaker === 'tool' ? tool : null,
  });
  await service
    .from('call_transcript_segments')
    .insert([
      segment(GRACE, 4, 'ai', 'Maple Plumbing, how can I help?'),
      segment(GRACE, 12, 'caller', 'I bought a dishwasher and need somebody to connect it.'),
      segment(GRACE, 20, 'tool', 'find_slots'),
      segment(JOHN, 9, 'caller', 'There is water coming through my kitchen ceiling!'),
    ])
    .throwOnError();
}

test('calls with the AI are free of serious axe faults, wide and narrow, light and dark', async ({
  openAgent,
  service,
}) => {
  test.setTimeout(120_000);
  await writeLiveCalls(service);
  const ana = await openAgent({ toneHz: ANA_HZ });
  await ana.signIn('ana@maple.test', { untilReady: false });
  await expect(ana.popup().getByText('Water is coming through the ceiling')).toBeVisible();
  await expect(lane(ana).getByText('1 free slot found')).toBeVisible();
  await picture(ana.page, 'popup');
  expect.soft(await faultsInLooks(ana.page), 'lanes and popup').toEqual([]);
  await ana.popup().getByRole('button', { name: 'Decline', exact: true }).click();
  await expect(ana.popup()).toHaveCount(0);
  await lane(ana).getByRole('button', { name: 'Transcript, 416 555-0186' }).click();
  await ana.page.getByText('1 free slot found').last().click();
  await expect(ana.page.getByText('connect a dishwasher')).toBeVisible();
  await picture(ana.page, 'transcript');
  expect.soft(await faultsInLooks(ana.page), 'transcript').toEqual([]);
  await service.from('telnyx_calls').delete().in('id', [GRACE, JOHN]).throwOnError();
});
