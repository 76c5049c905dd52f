import type { Page } from '@playwright/test';
import { type Api, signIn } from '../support/api-client.ts';
import { waitUntil } from '../support/wait-until.ts';
import type { Agent } from './support/agent.ts';
import { expect, test } from './support/fixtures.ts';
import { apiUrl } from './support/stack-env.ts';

// A line of its own: what it is set to does not reach the calls of other tests.
const LINE = '+14375550100';
const LINE_ID = 'a3000000-0000-4000-8000-000000000002';
const NORA = 'a1000000-0000-4000-8000-000000000001';
const ANA = 'a1000000-0000-4000-8000-000000000002';
const BEN = 'a1000000-0000-4000-8000-000000000003';
const MOBILE = '+14165550198';
/** The longest that a dead tab may look alive, and be waited for [acceptance 3]. */
const DEAD_TAB_MS = 15_000;
/** From waking up to green. */
const AWAKE_MS = 5_000;

let owner: Api;
let callers = 0;

/** Each call has a caller of its own, so that its row is found. */
function freshCaller(): string {
  callers += 1;
  return `+1289555${String(100 + callers).padStart(4, '0')}`;
}

async function save(name: 'save_who_rings' | 'save_line_hours', p: object): Promise<void> {
  const { data, error } = await owner.rpc(name, { p: { numberId: LINE_ID, ...p } });
  expect({ data, error }).toMatchObject({ data: { ok: true }, error: null });
}

const ring = (
  strategy: 'all' | 'in_order',
  ...steps: { ringSeconds: number; memberIds: string[] }[]
) =>
  save('save_who_rings', { strategy, steps, unansweredOutcome: 'none', unansweredMessage: null });
/** Hours of its own that has none: closed for ever. */
const close = (more: object) => save('save_line_hours', { usesOwnHours: true, week: [], ...more });

test.beforeEach(async ({ service }) => {
  owner = await signIn(apiUrl(), 'owner@maple.test');
  // Browsers of tests before: they ended without a goodbye.
  await service
    .from('agent_devices')
    .update({ state: 'signed_out' })
    .in('member_id', [NORA, ANA, BEN])
    .throwOnError();
});

test.afterEach(async () => {
  await ring('all', { ringSeconds: 20, memberIds: [] });
  await save('save_line_hours', { usesOwnHours: false, closedOutcome: 'ring', forwardTo: null });
  for (const email of ['ana@maple.test', 'ben@maple.test']) {
    const api = await signIn(apiUrl(), email);
    await api.rpc('save_my_preferences', { p: { availability: 'available' } });
  }
});

async function presenceOf(memberId: string): Promise<string | undefined> {
  const { data } = await owner.rpc('team').throwOnError();
  const team = data as { memberId: string; presence: string }[];
  return team.find((member) => member.memberId === memberId)?.presence;
}

const teamRow = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Team' }).getByRole('listitem').filter({ hasText: name });

/**
 * Stops or goes on with the processes of this person's tabs: as when a machine sleeps, nothing in them
 * runs, not even a worker, and they are not told. (Chromium itself never freezes a tab that is in front.)
 */
async function signalTabs(agent: Agent, signal: 'SIGSTOP' | 'SIGCONT'): Promise<void> {
  const session = await agent.context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('a browser of its own expected');
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  for (const { type, id } of processInfo) if (type === 'renderer') process.kill(id, signal);
}

/** The tab's process dies: no goodbye, nothing. */
async function crash(agent: Agent): Promise<void> {
  await agent.page.goto('chrome://crash').catch(() => null);
}

async function signInBoth(openAgent: (options: { toneHz: number }) => Promise<Agent>) {
  const [ana, ben] = await Promise.all([openAgent({ toneHz: 700 }), openAgent({ toneHz: 500 })]);
  await Promise.all([ana.signIn('ana@maple.test'), ben.signIn('ben@maple.test')]);
  await expect(teamRow(ben.page, 'Ana')).toContainText('rings there');
  return { ana, ben };
}

test('[I7] a tab that is put to sleep is red for colleagues, not rung, and green when it wakes', async ({
  openAgent,
  sim,
}) => {
  const { ana, ben } = await signInBoth(openAgent);
  await ring(
    'in_order',
    { ringSeconds: 60, memberIds: [ANA] },
    { ringSeconds: 60, memberIds: [BEN] },
  );

  await signalTabs(ana, 'SIGSTOP');
  await expect(teamRow(ben.page, 'Ana')).toContainText('cannot be reached', {
    timeout: DEAD_TAB_MS,
  });
  const id = await sim.call({ from: freshCaller(), to: LINE });
  // Ana would have a minute: nobody waits for her.
  await expect(ben.popup()).toBeVisible();
  await sim.act(id, { type: 'hangup' });
  await expect(ben.popup().getByRole('button', { name: 'Accept', exact: true })).toHaveCount(0);

  await signalTabs(ana, 'SIGCONT');
  // What the colleague's browser asks the server for, without its pause between two questions.
  await waitUntil(
    'Ana is reached again',
    async () => (await presenceOf(ANA)) === 'available',
    AWAKE_MS,
  );
  await expect(ana.page.getByText('Calls ring here').first()).toBeVisible({ timeout: AWAKE_MS });
  await expect(teamRow(ben.page, 'Ana')).toContainText('rings there', { timeout: DEAD_TAB_MS });
});

test('[I7] a tab that dies without a word while it rings is red, and the call goes on to the next', async ({
  openAgent,
  sim,
}) => {
  const { ana, ben } = await signInBoth(openAgent);
  await ring(
    'in_order',
    { ringSeconds: 60, memberIds: [ANA] },
    { ringSeconds: 60, memberIds: [BEN] },
  );
  const id = await sim.call({ from: freshCaller(), to: LINE });
  await expect(ana.popup()).toBeVisible();
  const lane = ben.page.getByRole('group', { name: 'Live calls' });
  await expect(lane.getByText('Rings at Ana')).toBeVisible();
  expect(await ben.popup().count()).toBe(0);

  await crash(ana);
  await Promise.all([
    expect(teamRow(ben.page, 'Ana')).toContainText('cannot be reached', { timeout: DEAD_TAB_MS }),
    // The lease, and one look of the timer or the sweeper.
    expect(ben.popup()).toBeVisible({ timeout: DEAD_TAB_MS + 5_000 }),
  ]);
  await expect(teamRow(ben.page, 'Ana')).toContainText('asleep or closed', {
    timeout: DEAD_TAB_MS,
  });
  await sim.act(id, { type: 'hangup' });
});

test('one after the other: Ana for 8 s, then Ben; her popup goes, and declining moves on at once', async ({
  openAgent,
  sim,
}) => {
  const { ana, ben } = await signInBoth(openAgent);
  await ring(
    'in_order',
    { ringSeconds: 8, memberIds: [ANA] },
    { ringSeconds: 60, memberIds: [BEN] },
  );
  const id = await sim.call({ from: freshCaller(), to: LINE });
  await expect(ana.popup()).toBeVisible();
  expect(await ben.popup().count()).toBe(0);
  await expect(ben.popup()).toBeVisible({ timeout: 20_000 });
  await expect(ana.popup()).toHaveCount(0, { timeout: 1_000 });
  // It rings for Ben alone, and Ana can still pick it up in the lane.
  const lane = ana.page.getByRole('group', { name: 'Live calls' });
  await expect(lane.getByText('Rings at Ben')).toBeVisible();
  await lane.getByRole('button', { name: /^Accept/ }).click();
  await expect(ben.popup()).toHaveCount(0);
  await expect(ana.phone().getByRole('timer')).toBeVisible();
  await sim.act(id, { type: 'hangup' });
  await ana.untilReady();

  await ring(
    'in_order',
    { ringSeconds: 90, memberIds: [ANA] },
    { ringSeconds: 60, memberIds: [BEN] },
  );
  const next = await sim.call({ from: freshCaller(), to: LINE });
  await ana.popup().getByRole('button', { name: 'Decline', exact: true }).click();
  await expect(ben.popup()).toBeVisible();
  await sim.act(next, { type: 'hangup' });
});

test('away and do not disturb: no popup, an honest light, and the colleagues see it', async ({
  openAgent,
  sim,
}) => {
  const { ana, ben } = await signInBoth(openAgent);
  await ring('all', { ringSeconds: 60, memberIds: [ANA, BEN, NORA] });
  const choose = async (name: string) => {
    await ana.page.getByRole('button', { name: 'Account menu' }).click();
    await ana.page.getByRole('menuitemradio', { name }).click();
    await ana.page.keyboard.press('Escape');
  };
  for (const [name, word] of [
    ['Do not disturb', 'do not disturb'],
    ['Away', 'away'],
  ] as const) {
    await choose(name);
    await expect(ana.page.getByText(`${name}, no call rings`).first()).toBeVisible();
    await expect(teamRow(ben.page, 'Ana')).toContainText(word, { timeout: DEAD_TAB_MS });
    const id = await sim.call({ from: freshCaller(), to: LINE });
    await expect(ben.popup()).toBeVisible();
    // She sees that it rings at Ben, so she would have her popup by now.
    const lane = ana.page.getByRole('group', { name: 'Live calls' });
    await expect(lane.getByText('Rings at Ben')).toBeVisible();
    expect(await ana.popup().count()).toBe(0);
    await sim.act(id, { type: 'hangup' });
    await expect(ben.popup()).toHaveCount(0);
  }
  await ana.page.getByRole('button', { name: 'Ring here again' }).click();
  const id = await sim.call({ from: freshCaller(), to: LINE });
  await expect(ana.popup()).toBeVisible();
  await sim.act(id, { type: 'hangup' });

  await ana.page.getByRole('button', { name: 'Account menu' }).click();
  await ana.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(teamRow(ben.page, 'Ana')).toContainText('signed out', { timeout: DEAD_TAB_MS });
});

test('[I12] closed: the caller hears the message, and the call stands on the call-back list', async ({
  openAgent,
  sim,
}) => {
  const ana = await openAgent({ toneHz: 700 });
  await ana.signIn('ana@maple.test');
  await close({ closedOutcome: 'message', closedMessage: 'We open on Monday at eight.' });
  const from = freshCaller();
  const id = await sim.call({ from, to: LINE });
  await waitUntil('the message was said and the call ended', async () => {
    const call = await sim.get(id);
    const heard = [...call.spoken, ...call.transcript].join(' ');
    return call.state === 'ended' && heard.includes('We open on Monday');
  });
  expect(await ana.popup().count()).toBe(0);
  const list = ana.page.getByRole('complementary', { name: 'Needs a call-back' });
  await expect(list.getByText(from.slice(-4)).first()).toBeVisible({ timeout: 15_000 });
});

test('[I11] closed, forwarded to a mobile: both hear each other, and no leg is left', async ({
  openAgent,
  sim,
}) => {
  const ana = await openAgent({ toneHz: 700 });
  await ana.signIn('ana@maple.test');
  await close({ closedOutcome: 'forward', closedMessage: null, forwardTo: MOBILE });
  await sim.callee(MOBILE, { behaviour: 'answer', after_ms: 300, tone_hz: 620 });
  const id = await sim.call({ from: freshCaller(), to: LINE, tone_hz: 1_300 });
  const hears = (heard: { tones_hz: number[] }, toneHz: number) =>
    heard.tones_hz.some((tone) => Math.abs(tone - toneHz) <= 15);
  await waitUntil('the caller hears the mobile', async () => hears((await sim.get(id)).heard, 620));
  await waitUntil('the mobile hears the caller', async () => {
    const mobile = (await sim.activeCalls()).find(({ to }) => to === MOBILE);
    return mobile !== undefined && hears(mobile.heard, 1_300);
  });
  const lane = ana.page.getByRole('group', { name: 'Live calls' });
  await expect(lane.getByText(/with the mobile \+1416•••0198/)).toBeVisible();
  await sim.act(id, { type: 'hangup' });
  await waitUntil('no leg is left', async () => (await sim.activeCalls()).length === 0);
});
