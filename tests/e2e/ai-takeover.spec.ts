import { callFunction, signIn } from '../support/api-client.ts';
import type { SimClient } from '../support/sim-client.ts';
import { waitUntil } from '../support/wait-until.ts';
import { epochNowMs } from '../support/when-painted.ts';
import { expect, test } from './support/fixtures.ts';
import { apiUrl } from './support/stack-env.ts';

/** The line that the AI answers here; other tests use the main one. */
const LINE = '+14375550100';
const LINE_ID = 'a3000000-0000-4000-8000-000000000002';
const ANA_HZ = 700;
const ROUNDS = 20;

async function manageAi(body: Record<string, unknown>): Promise<void> {
  const owner = await signIn(apiUrl(), 'owner@maple.test');
  const answer = await callFunction(apiUrl(), owner, 'manage-ai-dispatcher', body);
  expect(answer.status, JSON.stringify(answer.body.error)).toBe(200);
}

test.beforeAll(() => manageAi({ phone_number_id: LINE_ID, enabled: true, mode: 'always' }));
test.afterAll(() => manageAi({ phone_number_id: LINE_ID, enabled: false }));

/** In words: the browser's own sound is a tone. */
async function sayAsAgent(sim: SimClient, id: string, text: string): Promise<void> {
  const leg = await waitUntil('they talk', async () =>
    (await sim.legs()).find((one) => one.bridged_to === id && one.party === 'browser'),
  );
  await sim.sayAs(leg.call_control_id, text);
}

test('[I2] [I4] [I6] twenty times over and back in one call: sound both ways, hardly a silence, no leg left; the AI knows what was said to the person', async ({
  openAgent,
  sim,
  service,
}) => {
  test.setTimeout(300_000);
  const ana = await openAgent({ toneHz: ANA_HZ });
  await ana.signIn('ana@maple.test');
  const id = await sim.call({ from: '+12125550188', to: LINE, script: [] });
  const takeOver = ana.page.getByRole('button', { name: /^Take over/ }).first();
  const tookMs: number[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    await takeOver.hover();
    const clickedAt = epochNowMs();
    await takeOver.click();
    await waitUntil(`the caller hears Ana, round ${round}`, async () => {
      const { heard } = await sim.get(id);
      return heard.tones_hz.some((tone) => Math.abs(tone - ANA_HZ) <= 15);
    });
    tookMs.push(Math.round(epochNowMs() - clickedAt));
    if (round === 1) {
      await sim.act(id, { type: 'tone', tone_hz: 1_300, duration_ms: 2_500 });
      await waitUntil(
        'Ana hears the caller',
        async () => Math.abs((await ana.hears()) - 1_300) <= 15,
      );
    }
    if (round === ROUNDS)
      await sayAsAgent(sim, id, 'Your gate code is 4512, please write it down.');
    await ana.phone().getByRole('switch', { name: 'AI Dispatcher' }).click();
    await waitUntil(`the AI goes on, round ${round}`, async () => {
      const { bridged_to: others, transcript } = await sim.get(id);
      return others.length === 0 && transcript.length > round;
    });
  }
  const { heard } = await sim.get(id);
  const sorted = tookMs.toSorted((a, b) => a - b);
  console.log(`take-over to sound: ${tookMs.join(', ')} ms; median ${sorted[ROUNDS / 2]} ms`);
  console.log(`longest silence at the caller's ear: ${heard.longest_silence_ms} ms`);
  expect(heard.longest_silence_ms).toBeLessThan(2_000);
  await sim.act(id, { type: 'say', text: 'What did she say is my gate code?' });
  await waitUntil(
    'the AI knows it',
    async () => /4512|4 5 1 2/.test((await sim.get(id)).transcript.slice(-1).join(' ')),
    20_000,
  );
  await sim.act(id, { type: 'hangup' });
  await waitUntil('no leg is left', async () => {
    const { data } = await service
      .from('call_legs')
      .select('call_control_id, telnyx_calls!inner(from_number)')
      .eq('telnyx_calls.from_number', '+12125550188')
      .is('ended_at', null);
    return data?.length === 0;
  });
  const alive = (await sim.activeCalls()).filter((call) => call.id === id);
  expect(alive).toEqual([]);
});
