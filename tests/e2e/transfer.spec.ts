import type { Agent } from './support/agent.ts';
import { expect, test } from './support/fixtures.ts';
import {
  untilAgentHears,
  untilAgentHearsAll,
  untilCallerHears,
  untilCallerHearsMusic,
} from './support/talk.ts';

const MARIA = '+14165550123';
const MAIN_LINE = '+14375249932';
const MARIA_HZ = 1_300;
const ANA_HZ = 700;
const BEN_HZ = 500;
const NORA_HZ = 900;

const press = (agent: Agent, name: string | RegExp) =>
  agent.phone().getByRole('button', { name, exact: true }).click();

/** Opens the panel and chooses somebody by name. */
async function choose(agent: Agent, panel: 'Transfer' | 'Add person', name: string) {
  await press(agent, panel);
  await agent.phone().getByRole('combobox', { name: 'Person, client or number' }).fill(name);
  await expect(agent.phone().getByRole('option', { name })).toHaveAttribute(
    'aria-selected',
    'true',
  );
}

test('attended transfer: Ana asks Ben, completes, and only the two others hear each other', async ({
  openAgent,
  sim,
}) => {
  test.setTimeout(120_000);
  const [ana, ben] = await Promise.all([
    openAgent({ toneHz: ANA_HZ }),
    openAgent({ toneHz: BEN_HZ }),
  ]);
  await Promise.all([ana.signIn('ana@maple.test'), ben.signIn('ben@maple.test')]);
  const id = await sim.call({ from: MARIA, to: MAIN_LINE, tone_hz: MARIA_HZ });
  await ana.popup().getByRole('button', { name: 'Accept', exact: true }).click();
  await untilCallerHears(sim, id, { tones: [ANA_HZ] });

  await choose(ana, 'Transfer', 'Ben');
  await press(ana, 'Talk first');
  await expect(ben.popup().getByText(/Ana asks you about a caller/)).toBeVisible();
  await ben.popup().getByRole('button', { name: 'Accept', exact: true }).click();
  await untilAgentHears(ana, BEN_HZ);
  await untilAgentHears(ben, ANA_HZ);
  await untilCallerHearsMusic(sim, id, [ANA_HZ, BEN_HZ]);

  await press(ana, 'Complete transfer');
  await untilCallerHears(sim, id, { tones: [BEN_HZ], not: [ANA_HZ] });
  await untilAgentHears(ben, MARIA_HZ);
  await ana.untilReady();
  await press(ben, 'End call');
  await expect.poll(async () => (await sim.get(id)).state).toBe('ended');
});

test('three-way: all hear all; whisper: only the agent hears the owner', async ({
  openAgent,
  sim,
}) => {
  test.setTimeout(150_000);
  const [ana, ben, nora] = await Promise.all([
    openAgent({ toneHz: ANA_HZ }),
    openAgent({ toneHz: BEN_HZ }),
    openAgent({ toneHz: NORA_HZ }),
  ]);
  await Promise.all([
    ana.signIn('ana@maple.test'),
    ben.signIn('ben@maple.test'),
    nora.signIn('owner@maple.test'),
  ]);
  const id = await sim.call({ from: MARIA, to: MAIN_LINE, tone_hz: MARIA_HZ });
  await ana.popup().getByRole('button', { name: 'Accept', exact: true }).click();
  await untilCallerHears(sim, id, { tones: [ANA_HZ] });

  // By the message, not by the next look at all calls: that would be up to 20 s later.
  await expect(nora.page.getByRole('button', { name: 'Whisper to Ana' })).toBeVisible();
  await nora.page.getByRole('button', { name: 'Whisper to Ana' }).click();
  await expect(nora.phone().getByText('Only Ana hears you')).toBeVisible();
  await expect(ana.phone().getByText('Nora listens and speaks to you')).toBeVisible();
  await untilAgentHearsAll(ana, [MARIA_HZ, NORA_HZ]);
  await untilAgentHearsAll(nora, [MARIA_HZ, ANA_HZ]);
  await untilCallerHears(sim, id, { tones: [ANA_HZ], not: [NORA_HZ] });
  await nora.phone().getByRole('button', { name: 'Stop', exact: true }).click();

  await choose(ana, 'Add person', 'Ben');
  await press(ana, 'Ask them in');
  await ben.popup().getByRole('button', { name: 'Accept', exact: true }).click();
  await untilCallerHears(sim, id, { tones: [ANA_HZ, BEN_HZ], not: [NORA_HZ] });
  await untilAgentHearsAll(ana, [MARIA_HZ, BEN_HZ], [NORA_HZ]);
  await untilAgentHearsAll(ben, [MARIA_HZ, ANA_HZ]);
  await press(ana, 'End call');
  await expect.poll(async () => (await sim.get(id)).state).toBe('ended');
});

test('digits in a room arrive once and in order', async ({ openAgent, sim }) => {
  const ana = await openAgent({ toneHz: ANA_HZ });
  await ana.signIn('ana@maple.test');
  const id = await sim.call({ from: MARIA, to: MAIN_LINE, tone_hz: MARIA_HZ });
  await ana.popup().getByRole('button', { name: 'Accept', exact: true }).click();
  await untilCallerHears(sim, id, { tones: [ANA_HZ] });
  await press(ana, 'Hold');
  await untilCallerHearsMusic(sim, id, [ANA_HZ]);
  await press(ana, 'Resume');
  await untilCallerHears(sim, id, { tones: [ANA_HZ] });
  await press(ana, 'Keypad');
  for (const digit of '24019') await press(ana, digit);
  await expect.poll(async () => (await sim.get(id)).heard.dtmf).toBe('24019');
  await press(ana, 'End call');
});
