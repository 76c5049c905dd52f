import { createPublicKey, verify } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MARIA, VOICE_PROFILE_ID, startHarness } from './harness.ts';
import type { Harness } from './harness.ts';
import type { ReceivedEvent } from './webhook-receiver.ts';

let h: Harness;
beforeEach(async () => {
  h = await startHarness();
});
afterEach(() => h.stop());

const account = async () => (await h.sim('GET', '/account')).body;

function isSigned({ raw, headers }: ReceivedEvent, publicKey: string): boolean {
  const prefix = Buffer.from('302a300506032b6570032100', 'hex');
  const key = createPublicKey({
    key: Buffer.concat([prefix, Buffer.from(publicKey, 'base64')]),
    format: 'der',
    type: 'spki',
  });
  const signed = Buffer.from(`${String(headers['telnyx-timestamp'])}|${raw}`);
  const signature = Buffer.from(String(headers['telnyx-signature-ed25519']), 'base64');
  return verify(null, signed, key, signature);
}

test('the account is counted: settings, money, and how many of everything', async () => {
  expect(await account()).toMatchObject({
    tier: 'verified',
    balance: 10_000,
    spent_today: 0,
    numbers: 3,
    applications: 1,
    connections: 1,
    voice_profiles: 1,
    messaging_profiles: 0,
    orders: 0,
  });
});

test('another API key makes the old one wrong at once', async () => {
  await h.sim('PUT', '/account', { api_key: 'KEY_other' });
  const refused = await h.rest('GET', '/balance');
  expect([refused.status, refused.body.errors[0].code]).toEqual([401, '10009']);
  const accepted = await fetch(`${h.simulator.url}/v2/balance`, {
    headers: { authorization: 'Bearer KEY_other' },
  });
  expect(accepted.status).toBe(200);
});

test('a rotated signing key is published and signs at once', async () => {
  const before = h.simulator.publicKey;
  const { public_key: rotated } = (await h.sim('POST', '/account/rotate_key')).body;
  expect((await h.rest('GET', '/public_key')).body.data.public).toBe(rotated);
  await h.inboundCall({ from: MARIA });
  const event = await h.event('call.initiated');
  expect([isSigned(event, before), isSigned(event, rotated)]).toEqual([false, true]);
});

describe('PUT /sim/account', () => {
  test('changes what is given, and leaves the rest', async () => {
    const { body } = await h.sim('PUT', '/account', { tier: 'paid', spent_today: 3.5 });
    expect(body).toMatchObject({ tier: 'paid', spent_today: 3.5, balance: 10_000 });
  });

  test('sets what the voice profiles have spent, too', async () => {
    await h.rest('PATCH', `/outbound_voice_profiles/${VOICE_PROFILE_ID}`, {
      name: 'Switchboard',
      daily_spend_limit: '3.00',
    });
    await h.sim('PUT', '/account', { spent_today: 3 });
    expect((await h.dial()).status).toBe(403);
  });

  test.each([
    [{ tier: 'gold' }],
    [{ balance: 'much' }],
    [{ order_outcome: 'maybe' }],
    [{ tier: 'paid', order_delay_ms: -1 }],
    [{ api_key: '' }],
    [{ numbers: 3 }],
  ])('refuses %j', async (fields) => {
    const before = await account();
    expect((await h.sim('PUT', '/account', fields)).status).toBe(422);
    expect(await account()).toEqual(before);
  });
});

test('a reset restores the settings, the key, the numbers and the profiles', async () => {
  const before = await account();
  const inNewArea = '?filter%5Bnational_destination_code%5D=514';
  await h.rest('GET', `/available_phone_numbers${inNewArea}`);
  await h.rest('POST', '/number_orders', { phone_numbers: [{ phone_number: '+15145550100' }] });
  await h.rest('POST', '/outbound_voice_profiles', { name: 'Second' });
  await h.rest('DELETE', '/phone_numbers/%2B14375550100');
  await h.rest('PATCH', `/outbound_voice_profiles/${VOICE_PROFILE_ID}`, {
    name: 'Switchboard',
    enabled: false,
  });
  await h.sim('POST', '/account/rotate_key');
  await h.sim('PUT', '/account', { tier: 'trial', balance: 1, api_key: 'KEY_other' });
  await h.sim('POST', '/reset');
  expect(await account()).toEqual(before);
  expect((await h.dial()).status).toBe(200);
  // The order that was under way is forgotten.
  await h.clock.advance(10_000);
  expect((await account()).numbers).toBe(3);
});
