import type { SimCall, SimClient } from '../support/sim-client.ts';
import { waitUntil } from '../support/wait-until.ts';
import type { Agent } from './support/agent.ts';
import { expect, test } from './support/fixtures.ts';
import {
  untilAgentHears,
  untilAgentHearsAll,
  untilCallerHears,
  untilCallerHearsMusic,
} from './support/talk.ts';

const MARIA = '+14165550123';
const JOHN = '+14165550177';
const MAIN_LINE = '+14375249932';
const MARIA_HZ = 1_300;
const JOHN_HZ = 1_700;
const ANA_HZ = 700;
const BEN_HZ = 500;

const press = (agent: Agent, name: string | RegExp) =>
  agent.phone().getByRole('button', { name, exact: true }).click();

const accept = (agent: Agent) =>
  agent.popup().getByRole('button', { name: 'Accept', exact: true }).click();

/** Opens the panel and chooses somebody by name or number. */
async function choose(agent: Agent, panel: 'Transfer' | 'Add person', search: string) {
  await press(agent, panel);
  await agent.phone().getByRole('combobox', { name: 'Person, client or number' }).fill(search);
  await expect(agent.phone().getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
}

/** Maria calls, and Ana talks with her. */
async function mariaWithAna(sim: SimClient, ana: Agent): Promise<string> {
  const id = await sim.call({ from: MARIA, to: MAIN_LINE, tone_hz: MARIA_HZ });
  await accept(ana);
  await untilCallerHears(sim, id, { tones: [ANA_HZ] });
  return id;
}

const untilEnded = (sim: SimClient, id: string) =>
  expect.poll(async () => (await sim.get(id)).state).toBe('ended');

/** The leg at somebody whom we call. */
const legAt = (sim: SimClient, number: string): Promise<SimCall> =>
  waitUntil(`a leg at ${number}`, async () =>
    (await sim.activeCalls()).find(({ to, state }) => to === number && state === 'answered'),
  );

/** Two outside people talk, and nobody's browser is in it any more. */
async function untilOnlyTheTwoTalk(sim: SimClient, maria: string, john: string): Promise<void> {
  await untilCallerHears(sim, maria, { tones: [JOHN_HZ], not: [ANA_HZ] });
  await untilCallerHears(sim, john, { tones: [MARIA_HZ], not: [ANA_HZ] });
  await expect
    .poll(async () => (await sim.legs()).map(({ party }) => party))
    .not.toContain('browser');
}

test('parked and picked up; sent, declined and back; sent and taken; a guest leaves; the holder ends it for all', async ({
  openAgent,
  sim,
}) => {
  const [ana, ben] = await Promise.all([
    openAgent({ toneHz: ANA_HZ }),
    openAgent({ toneHz: BEN_HZ }),
  ]);
  await Promise.all([ana.signIn('ana@maple.test'), ben.signIn('ben@maple.test')]);
  const id = await mariaWithAna(sim, ana);

  await test.step('parked by Ana, picked up by Ben', async () => {
    await press(ana, 'More');
    await ana.page.getByRole('menuitem', { name: 'Park the call' }).click();
    await expect(ana.phone().getByText(/^Maria is parked in place \d/)).toBeVisible();
    await untilCallerHearsMusic(sim, id, [ANA_HZ, BEN_HZ]);
    await untilAgentHears(ana, 0);
    await ben.page.getByRole('button', { name: 'Pick up Maria Lopez' }).click();
    await untilCallerHears(sim, id, { tones: [BEN_HZ], not: [ANA_HZ] });
    await untilAgentHears(ben, MARIA_HZ);
    await untilAgentHears(ana, 0);
  });

  await test.step('sent to Ana, who declines: back to Ben, who is told why', async () => {
    await choose(ben, 'Transfer', 'Ana');
    await press(ben, 'Send now');
    await expect(ana.popup().getByText('Ben sends you Maria')).toBeVisible();
    await untilCallerHearsMusic(sim, id, [ANA_HZ, BEN_HZ]);
    await ana.popup().getByRole('button', { name: 'Decline', exact: true }).click();
    await expect(ben.popup().getByText('Ana did not take Maria’s call')).toBeVisible();
    await untilCallerHearsMusic(sim, id, [ANA_HZ, BEN_HZ]);
    await accept(ben);
    await untilCallerHears(sim, id, { tones: [BEN_HZ] });
  });

  await test.step('sent to Ana, who takes it', async () => {
    await choose(ben, 'Transfer', 'Ana');
    await press(ben, 'Send now');
    await accept(ana);
    await untilCallerHears(sim, id, { tones: [ANA_HZ], not: [BEN_HZ] });
    await untilAgentHears(ana, MARIA_HZ);
    await ben.untilReady();
  });

  await test.step('a guest who ends leaves; the holder who ends ends it for all', async () => {
    await askBenIn(ana, ben);
    await untilCallerHears(sim, id, { tones: [ANA_HZ, BEN_HZ] });
    await press(ben, 'End call');
    await untilCallerHears(sim, id, { tones: [ANA_HZ], not: [BEN_HZ] });
    await untilAgentHears(ana, MARIA_HZ);
    await expect(ana.phone().getByText('Ben left the call')).toBeVisible();
    await askBenIn(ana, ben);
    await untilCallerHears(sim, id, { tones: [ANA_HZ, BEN_HZ] });
    await press(ana, 'End call');
    await untilEnded(sim, id);
    await Promise.all([ana.untilReady(), ben.untilReady()]);
  });
});

async function askBenIn(ana: Agent, ben: Agent): Promise<void> {
  await choose(ana, 'Add person', 'Ben');
  await press(ana, 'Ask them in');
  await accept(ben);
}

test('to an outside number, sent and after asking; a second call; two calls into one', async ({
  openAgent,
  sim,
}) => {
  const ana = await openAgent({ toneHz: ANA_HZ });
  await ana.signIn('ana@maple.test');
  await sim.callee(JOHN, { behaviour: 'answer', after_ms: 300, tone_hz: JOHN_HZ });

  await test.step('sent to a number', async () => {
    const maria = await mariaWithAna(sim, ana);
    await choose(ana, 'Transfer', JOHN);
    await press(ana, 'Send now');
    const john = await legAt(sim, JOHN);
    await untilOnlyTheTwoTalk(sim, maria, john.id);
    await sim.act(maria, { type: 'hangup' });
    await untilEnded(sim, john.id);
  });

  await test.step('to a number after talking with whoever is there', async () => {
    const maria = await mariaWithAna(sim, ana);
    await choose(ana, 'Transfer', JOHN);
    await press(ana, 'Talk first');
    const john = await legAt(sim, JOHN);
    await untilAgentHears(ana, JOHN_HZ);
    await untilCallerHears(sim, john.id, { tones: [ANA_HZ], not: [MARIA_HZ] });
    await untilCallerHearsMusic(sim, maria, [ANA_HZ, JOHN_HZ]);
    await press(ana, 'Complete transfer');
    await untilOnlyTheTwoTalk(sim, maria, john.id);
    await sim.act(john.id, { type: 'hangup' });
    await untilEnded(sim, maria);
  });

  await test.step('a second call, then both in one', async () => {
    const maria = await mariaWithAna(sim, ana);
    const john = await sim.call({ from: JOHN, to: MAIN_LINE, tone_hz: JOHN_HZ });
    await accept(ana);
    const acceptedAt = performance.now();
    await untilCallerHearsMusic(sim, maria, [ANA_HZ, JOHN_HZ]);
    const waited = Math.round(performance.now() - acceptedAt);
    // A figure to read, not to judge by: the machine does other things too.
    test
      .info()
      .annotations.push({ type: 'first caller hears music after', description: `${waited} ms` });
    console.log(`Second call: the first caller heard music ${waited} ms after Accept`);
    await untilCallerHears(sim, john, { tones: [ANA_HZ] });
    await press(ana, /^Merge/);
    await untilCallerHears(sim, maria, { tones: [ANA_HZ, JOHN_HZ] });
    await untilCallerHears(sim, john, { tones: [ANA_HZ, MARIA_HZ] });
    await untilAgentHearsAll(ana, [MARIA_HZ, JOHN_HZ]);
    await press(ana, 'End call');
    await untilEnded(sim, maria);
    await untilEnded(sim, john);
  });
});
