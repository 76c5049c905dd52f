import { startProduct } from '../support/product.ts';
import { SimClient } from '../support/sim-client.ts';
import { waitUntil } from '../support/wait-until.ts';
import { Agent } from './support/agent.ts';
import { expect, test } from './support/fixtures.ts';

/** Tokens so short that one runs out within the test. */
const LIFETIME_SECONDS = 8;

test('an access token that runs out in the middle of a call costs nothing', async () => {
  test.setTimeout(120_000);
  const product = await startProduct({
    withApp: true,
    env: { JWT_EXPIRES_IN_SECONDS: String(LIFETIME_SECONDS) },
  });
  const ana = await Agent.open({ toneHz: 700, baseUrl: product.appUrl });
  try {
    const sim = new SimClient(product.simUrl);
    await ana.signIn('ana@maple.test');
    const signedInAt = performance.now();
    const id = await sim.call({ from: '+14165550123', to: '+14375249932', tone_hz: 1_300 });
    await ana.popup().getByRole('button', { name: 'Accept', exact: true }).click();
    const hearsAna = () =>
      waitUntil('the caller hears Ana', async () => {
        const { heard } = await sim.get(id);
        return heard.tones_hz.some((tone) => Math.abs(tone - 700) <= 15);
      });
    await hearsAna();
    await waitUntil(
      'the first token has run out',
      () => performance.now() - signedInAt > (LIFETIME_SECONDS + 2) * 1_000,
      30_000,
    );
    await hearsAna();
    await ana.phone().getByRole('button', { name: 'End call', exact: true }).click();
    await waitUntil('the call is over', async () => (await sim.get(id)).state === 'ended');
    await ana.untilReady();
    const next = await sim.call({ from: '+14165550177', to: '+14375249932' });
    await expect(ana.popup().getByText('John Chen').first()).toBeVisible();
    await sim.act(next, { type: 'hangup' });
  } finally {
    await ana.close();
    await product.stop();
  }
});
