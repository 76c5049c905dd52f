import type { Page } from '@playwright/test';
import type { SimClient } from '../support/sim-client.ts';
import { waitUntil } from '../support/wait-until.ts';
import { epochNowMs } from '../support/when-painted.ts';
import type { Agent } from './support/agent.ts';
import { expect, test } from './support/fixtures.ts';
import { untilAgentHears, untilCallerHears, untilCallerHearsMusic } from './support/talk.ts';

const MARIA = '+14165550123';
const JOHN = '+14165550177';
const MAIN_LINE = '+14375249932';
const MARIA_HZ = 1_300;
const JOHN_HZ = 1_700;
const ANA_HZ = 700;
const BEN_HZ = 500;
/** What the network heard a second ago still counts for it: sound must be of after the reload. */
const PACKETS_OF_A_SECOND = 50;

const press = (agent: Agent, name: string | RegExp) =>
  agent.phone().getByRole('button', { name, exact: true }).click();
const accept = (agent: Agent) => agent.popup().getByRole('button', { name: 'Accept', exact: true });

/** Seconds on the clock of the call in front. */
async function secondsOn(page: Page): Promise<number> {
  const clock = page.getByRole('timer', { name: 'Call duration' }).first();
  const [minutes = 0, seconds = 0] = (await clock.innerText()).trim().split(':').map(Number);
  return minutes * 60 + seconds;
}

/** Reloads; @returns says how long it is since the page was up */
async function reload(agent: Agent): Promise<(what: string) => void> {
  await agent.page.reload();
  const upAt = epochNowMs();
  return (what) =>
    console.log(`${what} ${Math.round(epochNowMs() - upAt)} ms after the page was up`);
}

/** Sound that came after this moment. */
async function untilFreshSound(sim: SimClient, id: string): Promise<void> {
  const { packets } = (await sim.get(id)).heard;
  await waitUntil('a second of sound', async () => {
    return (await sim.get(id)).heard.packets > packets + PACKETS_OF_A_SECOND;
  });
}

async function untilBothTalk(sim: SimClient, id: string, agent: Agent, hz: number): Promise<void> {
  await untilAgentHears(agent, hz);
  await untilFreshSound(sim, id);
  await untilCallerHears(sim, id, { tones: [ANA_HZ] });
}

const legIds = async (sim: SimClient) =>
  (await sim.legs()).map((leg) => leg.call_control_id).toSorted();
/** As many as this, and no more. */
const untilLegs = (sim: SimClient, count: number) =>
  expect.poll(async () => (await legIds(sim)).length).toBe(count);

test('[I2] [I4] reloaded while it rings, is talked in, is held and written up: all is there again', async ({
  openAgent,
  sim,
}) => {
  const ana = await openAgent({ toneHz: ANA_HZ });
  await ana.signIn('ana@maple.test');
  const id = await sim.call({ from: MARIA, to: MAIN_LINE, tone_hz: MARIA_HZ });
  const status = ana.phone().getByRole('status');

  await test.step('ringing', async () => {
    await expect(accept(ana)).toBeVisible();
    const since = await reload(ana);
    await expect(accept(ana)).toBeVisible();
    since('ringing: the popup is back');
    await untilLegs(sim, 1);
  });

  await accept(ana).click();
  await untilBothTalk(sim, id, ana, MARIA_HZ);

  await test.step('active', async () => {
    await waitUntil('some talk', async () => (await secondsOn(ana.page)) >= 3);
    const [before, legs] = [await secondsOn(ana.page), await legIds(sim)];
    const since = await reload(ana);
    await expect(ana.phone().getByText('Maria Lopez')).toBeVisible();
    since('active: the call is on screen');
    expect(await secondsOn(ana.page)).toBeGreaterThanOrEqual(before);
    await untilAgentHears(ana, MARIA_HZ);
    since('active: Ana hears Maria');
    await expect(status.getByText('Connected')).toBeVisible();
    await untilBothTalk(sim, id, ana, MARIA_HZ);
    expect(await legIds(sim)).toEqual(legs);
  });

  await test.step('held', async () => {
    await press(ana, 'Hold');
    await untilCallerHearsMusic(sim, id, [ANA_HZ]);
    const [before, legs] = [await secondsOn(ana.page), await legIds(sim)];
    const since = await reload(ana);
    await expect(ana.phone().getByRole('timer', { name: 'Time on hold' })).toBeVisible();
    await expect(status.getByText('Maria hears music')).toBeVisible();
    since('held: it is on hold on screen');
    expect(await secondsOn(ana.page)).toBeGreaterThanOrEqual(before);
    await untilFreshSound(sim, id);
    await untilCallerHearsMusic(sim, id, [ANA_HZ]);
    await untilAgentHears(ana, 0);
    expect(await legIds(sim)).toEqual(legs);
    await press(ana, 'Resume');
    await untilBothTalk(sim, id, ana, MARIA_HZ);
  });

  await test.step('wrap-up', async () => {
    await sim.act(id, { type: 'hangup' });
    const note = ana.phone().getByRole('textbox', { name: 'Note' });
    await note.fill('Wants the van at two');
    const since = await reload(ana);
    await expect(note).toHaveValue('Wants the van at two');
    since('wrap-up: the note is back');
    await untilLegs(sim, 0);
  });
});

test('[I2] [I4] reloaded right after Accept: the caller is connected, by one leg', async ({
  openAgent,
  sim,
}) => {
  const ana = await openAgent({ toneHz: ANA_HZ });
  await ana.signIn('ana@maple.test');
  const id = await sim.call({ from: MARIA, to: MAIN_LINE, tone_hz: MARIA_HZ });
  const asked = ana.page.waitForRequest(/telnyx-call-control/);
  await accept(ana).click();
  await asked;
  const since = await reload(ana);
  await untilAgentHears(ana, MARIA_HZ);
  since('connecting: Ana hears Maria');
  await untilBothTalk(sim, id, ana, MARIA_HZ);
  await untilLegs(sim, 2);
});

test('[I2] [I4] reloaded with two calls: the one is talked in, the other waits with music, each has one leg', async ({
  openAgent,
  sim,
}) => {
  const ana = await openAgent({ toneHz: ANA_HZ });
  await ana.signIn('ana@maple.test');
  const maria = await sim.call({ from: MARIA, to: MAIN_LINE, tone_hz: MARIA_HZ });
  await accept(ana).click();
  await untilCallerHears(sim, maria, { tones: [ANA_HZ] });
  const john = await sim.call({ from: JOHN, to: MAIN_LINE, tone_hz: JOHN_HZ });
  await accept(ana).click();
  await untilCallerHearsMusic(sim, maria, [ANA_HZ]);
  await untilBothTalk(sim, john, ana, JOHN_HZ);

  const [before, legs] = [await secondsOn(ana.page), await legIds(sim)];
  const since = await reload(ana);
  const waiting = ana.phone().getByRole('list', { name: 'Calls on hold' });
  await expect(waiting.getByText('Maria Lopez')).toBeVisible();
  since('two calls: both are on screen');
  expect(await secondsOn(ana.page)).toBeGreaterThanOrEqual(before);
  // Both legs of hers are up again: the one that the SDK brought back, and the one that was dialled.
  const isBack = async () => {
    const now = await legIds(sim);
    return now.length === 4 && now.some((leg) => !legs.includes(leg));
  };
  const both = waitUntil('both calls have a leg here', isBack).then(() =>
    since('two calls: both have a leg'),
  );
  await untilAgentHears(ana, JOHN_HZ);
  since('two calls: Ana hears John');
  await both;
  await untilBothTalk(sim, john, ana, JOHN_HZ);
  await untilCallerHearsMusic(sim, maria, [ANA_HZ]);

  await press(ana, /^Swap/);
  await untilBothTalk(sim, maria, ana, MARIA_HZ);
  since('two calls: Ana talks with Maria');
  await untilCallerHearsMusic(sim, john, [ANA_HZ]);
  await untilLegs(sim, 4);
  await sim.act(john, { type: 'hangup' });
  await press(ana, 'End call');
  await expect.poll(async () => (await sim.get(maria)).state).toBe('ended');
  await untilLegs(sim, 0);
});

test('[I2] [I4] reloaded in a three-way call, as its holder and as whom was asked in: all hear all again', async ({
  openAgent,
  sim,
}) => {
  const [ana, ben] = await Promise.all([
    openAgent({ toneHz: ANA_HZ }),
    openAgent({ toneHz: BEN_HZ }),
  ]);
  await Promise.all([ana.signIn('ana@maple.test'), ben.signIn('ben@maple.test')]);
  const id = await sim.call({ from: MARIA, to: MAIN_LINE, tone_hz: MARIA_HZ });
  await accept(ana).click();
  await untilCallerHears(sim, id, { tones: [ANA_HZ] });
  await press(ana, 'Add person');
  await ana.phone().getByRole('combobox', { name: 'Person, client or number' }).fill('Ben');
  await expect(ana.phone().getByRole('option', { name: 'Ben' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await press(ana, 'Ask them in');
  await accept(ben).click();
  await untilCallerHears(sim, id, { tones: [ANA_HZ, BEN_HZ] });
  const legs = await legIds(sim);
  expect(legs).toHaveLength(3);

  for (const [agent, words] of [
    [ana, 'All hear each other: Maria, Ben'],
    [ben, 'With Ana and Maria'],
  ] as const) {
    const before = await secondsOn(agent.page);
    const since = await reload(agent);
    await expect(agent.phone().getByRole('status').getByText(words)).toBeVisible();
    since(`three-way: "${words}" is on screen`);
    expect(await secondsOn(agent.page)).toBeGreaterThanOrEqual(before);
    await waitUntil('sound again', async () => (await agent.hears()) > 0);
    await untilFreshSound(sim, id);
    await untilCallerHears(sim, id, { tones: [ANA_HZ, BEN_HZ] });
    expect(await legIds(sim)).toEqual(legs);
  }
  await press(ben, 'End call');
  await untilCallerHears(sim, id, { tones: [ANA_HZ], not: [BEN_HZ] });
  await press(ana, 'End call');
  await untilLegs(sim, 0);
});
