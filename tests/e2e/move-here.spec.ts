import type { Page } from '@playwright/test';
import type { SimClient } from '../support/sim-client.ts';
import { waitUntil } from '../support/wait-until.ts';
import { epochNowMs } from '../support/when-painted.ts';
import type { Agent } from './support/agent.ts';
import { expect, test } from './support/fixtures.ts';
import { processOf } from './support/process.ts';
import { hearsIn, openTabs } from './support/tabs.ts';
import { untilAgentHears, untilCallerHears } from './support/talk.ts';

const MARIA = '+14165550123';
const MAIN_LINE = '+14375249932';
const MARIA_HZ = 1_300;
const LAPTOP_HZ = 700;
const DESK_HZ = 500;
/** [acceptance 3] The call is back in another tab. */
const BACK_MS = 5_000;
/** What the network heard a second ago still counts for it. */
const PACKETS_OF_A_SECOND = 50;
/** What the network is told, in this order, when a call moves. */
const ORDER = ['hangup', 'conference_hold', 'conference_unhold'];

const phoneOf = (page: Page) => page.getByRole('dialog', { name: 'Call', exact: true });
const accept = (agent: Agent) => agent.popup().getByRole('button', { name: 'Accept', exact: true });
const untilLegs = (sim: SimClient, count: number) =>
  expect.poll(async () => (await sim.legs()).length).toBe(count);

test('[I2] [I7] a call moved to the other device: talked on there, music between, the first lets go', async ({
  openAgent,
  sim,
}) => {
  const [laptop, desk] = await Promise.all([
    openAgent({ toneHz: LAPTOP_HZ }),
    openAgent({ toneHz: DESK_HZ }),
  ]);
  await Promise.all([laptop.signIn('ana@maple.test'), desk.signIn('ana@maple.test')]);
  const id = await sim.call({ from: MARIA, to: MAIN_LINE, tone_hz: MARIA_HZ });
  await accept(laptop).click();
  await untilCallerHears(sim, id, { tones: [LAPTOP_HZ], not: [DESK_HZ] });
  const elsewhere = (agent: Agent) =>
    agent.page.getByRole('region', { name: 'On your other device' });
  const { seq = 0 } = (await sim.commands()).at(-1) ?? {};

  await elsewhere(desk)
    .getByRole('button', { name: /^Move the call with Maria/ })
    .click();
  const pressedAt = epochNowMs();
  await untilAgentHears(desk, MARIA_HZ);
  console.log(`moved: the desk hears Maria ${Math.round(epochNowMs() - pressedAt)} ms after`);
  await untilCallerHears(sim, id, { tones: [DESK_HZ], not: [LAPTOP_HZ] });
  // Shorter than what can be listened for here: music from when the first leg went until the desk is on.
  const between = (await sim.commands(seq)).map(({ action }) => action);
  expect(between.filter((action) => ORDER.includes(action))).toEqual(ORDER);

  await expect(phoneOf(desk.page).getByRole('status').getByText('Connected')).toBeVisible();
  await expect(elsewhere(desk)).toHaveCount(0);
  // It did not end: there is nothing to write up, and it can come back.
  await expect(phoneOf(laptop.page)).toHaveCount(0);
  await expect(elsewhere(laptop)).toBeVisible();
  await untilLegs(sim, 2);

  await elsewhere(laptop)
    .getByRole('button', { name: /^Move the call with Maria/ })
    .click();
  await untilAgentHears(laptop, MARIA_HZ);
  await untilCallerHears(sim, id, { tones: [LAPTOP_HZ], not: [DESK_HZ] });
  await untilLegs(sim, 2);
  await phoneOf(laptop.page).getByRole('button', { name: 'End call', exact: true }).click();
  await untilLegs(sim, 0);
  await expect(elsewhere(desk)).toHaveCount(0);
});

test('[I2] the tab with the phone falls asleep in a call: the other has it, and the sleeper ends nothing', async ({
  openAgent,
  sim,
}) => {
  const ana = await openAgent({ toneHz: LAPTOP_HZ });
  await ana.signIn('ana@maple.test');
  const [other] = (await openTabs(ana, 1)) as [Page];
  const id = await sim.call({ from: MARIA, to: MAIN_LINE, tone_hz: MARIA_HZ });
  await accept(ana).click();
  await untilCallerHears(sim, id, { tones: [LAPTOP_HZ] });
  const [sleeper, awake] = [await processOf(ana.page), await processOf(other)];
  expect(sleeper).not.toBe(awake);

  process.kill(sleeper, 'SIGSTOP');
  try {
    const asleepAt = epochNowMs();
    await waitUntil('Ana hears Maria in the other tab', async () => {
      return Math.abs((await hearsIn(other)) - MARIA_HZ) <= 15;
    });
    const backMs = Math.round(epochNowMs() - asleepAt);
    console.log(`asleep: the call is back in the other tab ${backMs} ms after`);
    expect(backMs).toBeLessThan(BACK_MS);
    await expect(phoneOf(other).getByRole('status').getByText('Connected')).toBeVisible();
    const { packets } = (await sim.get(id)).heard;
    await waitUntil('a second of sound', async () => {
      return (await sim.get(id)).heard.packets > packets + PACKETS_OF_A_SECOND;
    });
    await untilCallerHears(sim, id, { tones: [LAPTOP_HZ] });
    await untilLegs(sim, 2);
  } finally {
    process.kill(sleeper, 'SIGCONT');
  }
  // Awake, it follows: it shows the call and leaves its legs alone.
  await expect(phoneOf(ana.page).getByRole('status').getByText('Connected')).toBeVisible();
  await phoneOf(ana.page).getByRole('button', { name: 'Mute', exact: true }).click();
  await expect(phoneOf(other).getByRole('button', { name: 'Unmute', exact: true })).toBeVisible();
  await untilCallerHearsNobody(sim, id);
  await untilLegs(sim, 2);
  await phoneOf(ana.page).getByRole('button', { name: 'End call', exact: true }).click();
  await untilLegs(sim, 0);
});

async function untilCallerHearsNobody(sim: SimClient, id: string): Promise<void> {
  await waitUntil('Maria hears nobody', async () => {
    return (await sim.get(id)).heard.tones_hz.length === 0;
  });
}
