import { expect, test } from './support/fixtures.ts';
import { untilAgentHears, untilCallerHears, untilCallerHearsMusic } from './support/talk.ts';

const MARIA = '+14165550123';
const JOHN = '+14165550177';
const MAIN_LINE = '+14375249932';
const MARIA_HZ = 1_300;
const JOHN_HZ = 1_700;
const ANA_HZ = 700;

test('[I2] on hold Maria hears music and not Ana, and Ana not Maria; resumed, both talk', async ({
  openAgent,
  sim,
}) => {
  const ana = await openAgent({ toneHz: ANA_HZ });
  await ana.signIn('ana@maple.test');
  const id = await sim.call({ from: MARIA, to: MAIN_LINE, tone_hz: MARIA_HZ });
  await ana.popup().getByRole('button', { name: 'Accept', exact: true }).click();
  await untilCallerHears(sim, id, { tones: [ANA_HZ] });
  await untilAgentHears(ana, MARIA_HZ);

  await ana.phone().getByRole('button', { name: 'Hold', exact: true }).click();
  await expect(ana.phone().getByRole('timer', { name: 'Time on hold' })).toBeVisible();
  await expect(ana.phone().getByRole('status').getByText('Maria hears music')).toBeVisible();
  await untilCallerHearsMusic(sim, id, [ANA_HZ]);
  await untilAgentHears(ana, 0);

  await ana.phone().getByRole('button', { name: 'Resume', exact: true }).click();
  await untilCallerHears(sim, id, { tones: [ANA_HZ] });
  await untilAgentHears(ana, MARIA_HZ);
  await ana.phone().getByRole('button', { name: 'End call', exact: true }).click();
  await expect.poll(async () => (await sim.get(id)).state).toBe('ended');
});

test('[I2] a second call: the first hears music, swapped ten times nothing is lost, each ends by itself', async ({
  openAgent,
  sim,
}) => {
  test.setTimeout(120_000);
  const ana = await openAgent({ toneHz: ANA_HZ });
  await ana.signIn('ana@maple.test');
  const maria = await sim.call({ from: MARIA, to: MAIN_LINE, tone_hz: MARIA_HZ });
  await ana.popup().getByRole('button', { name: 'Accept', exact: true }).click();
  await untilCallerHears(sim, maria, { tones: [ANA_HZ] });
  const john = await sim.call({ from: JOHN, to: MAIN_LINE, tone_hz: JOHN_HZ });
  await expect(ana.popup().getByText('Accepting puts Maria on hold')).toBeVisible();
  await ana.popup().getByRole('button', { name: 'Accept', exact: true }).click();
  await untilCallerHearsMusic(sim, maria, [ANA_HZ]);
  await untilCallerHears(sim, john, { tones: [ANA_HZ] });
  await untilAgentHears(ana, JOHN_HZ);

  for (let swap = 0; swap < 10; swap += 1) {
    await ana.phone().getByRole('button', { name: /^Swap/ }).click();
  }
  // An even number of swaps: John is in front again.
  await untilCallerHears(sim, john, { tones: [ANA_HZ] });
  await untilCallerHearsMusic(sim, maria, [ANA_HZ]);
  await untilAgentHears(ana, JOHN_HZ);

  await ana.phone().getByRole('button', { name: 'End the call with Maria' }).click();
  await expect.poll(async () => (await sim.get(maria)).state).toBe('ended');
  await untilCallerHears(sim, john, { tones: [ANA_HZ] });
  await sim.act(john, { type: 'hangup' });
  await ana.untilReady();
});
