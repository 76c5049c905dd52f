import { beforeEach, describe, expect, it } from 'vitest';
import { ORDER_SETTLES_MS } from '../core/number-setup.ts';
import {
  BUSINESS,
  createNumberWorld,
  type Killing,
  KilledError,
  WANTED,
  type World,
} from '../testing/number-setup-world.ts';
import { verifyNumbers } from './manage-numbers.ts';

let world: World;

beforeEach(() => {
  world = createNumberWorld();
  world.setups.offers.add(WANTED.phoneNumber);
});

/** What an owner may expect to find, however often a function was killed on the way. */
function expectOneOfEach(made: World) {
  const { account, setups } = made;
  const creations = account.changes.filter((change) => /^(create|order)/.test(change));
  expect(creations).toEqual([...new Set(creations)]);
  expect(account.of('voice_profile')).toHaveLength(1);
  expect(account.of('application')).toHaveLength(1);
  expect(account.of('credential_connection')).toHaveLength(1);
  expect(account.of('messaging_profile')).toHaveLength(1);
  expect(account.orders.map(({ status }) => status)).toEqual(['success']);
  expect(account.numbers).toMatchObject([
    { phoneNumber: WANTED.phoneNumber, status: 'active', callerName: 'MAPLE PLUMBING' },
  ]);
  const { resources } = setups.business(BUSINESS.organizationId);
  expect(resources).toEqual({
    outboundVoiceProfileId: account.of('voice_profile')[0]?.id,
    callControlApplicationId: account.of('application')[0]?.id,
    credentialConnectionId: account.of('credential_connection')[0]?.id,
    messagingProfileId: account.of('messaging_profile')[0]?.id,
  });
  expect(account.numbers[0]?.connectionId).toBe(resources.callControlApplicationId);
  expect(account.numbers[0]?.messagingProfileId).toBe(resources.messagingProfileId);
  expect(setups.rows.map(({ state }) => state)).toEqual(['done']);
  expect(setups.numbers).toMatchObject([
    { phoneNumber: WANTED.phoneNumber, connectionId: resources.callControlApplicationId },
  ]);
  expect(setups.keys).toEqual([account.publicKey]);
  expect(setups.audit).toEqual(['number.bought']);
}

/** How many things a whole set-up asks for. */
async function countAsked(): Promise<number> {
  const other = createNumberWorld();
  other.setups.offers.add(WANTED.phoneNumber);
  const { counter, deps } = other.mortal({ at: Infinity, when: 'before' });
  await other.buy(WANTED, deps);
  for (let times = 0; times < 5; times += 1) {
    other.passMs(30_000);
    await verifyNumbers(deps, BUSINESS, null);
  }
  expectOneOfEach(other);
  return counter.asked;
}

async function ignoreKill(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof KilledError)) throw error;
  });
}

describe('the set-up of a number', () => {
  it('makes what is missing, each thing once, and waits for the order', async () => {
    expect(await world.buy()).toEqual({ ok: true, value: null });
    expect(world.setups.rows[0]).toMatchObject({
      state: 'waiting',
      steps: { order: { state: 'waiting', code: 'waiting_for_order' } },
    });
    await world.sweep();
    expectOneOfEach(world);
  });

  it('gives the application our addresses in version 2, and browsers SIP calls from inside only', async () => {
    await world.buy();
    const profileId = world.account.of('voice_profile')[0]?.id;
    const { webhook } = world.deps;
    expect(world.account.of('application')[0]?.fields).toEqual({
      webhookUrl: webhook.url,
      failoverUrl: webhook.failoverUrl,
      webhookApiVersion: '2',
      isActive: true,
      voiceProfileId: profileId,
    });
    expect(world.account.of('credential_connection')[0]?.fields).toMatchObject({
      sipUriCalling: 'internal',
      voiceProfileId: profileId,
    });
  });

  it('[acceptance 1] killed at any moment, before or after it was done: the same end, one of each', async () => {
    const asked = await countAsked();
    expect(asked).toBeGreaterThan(40);
    for (let at = 1; at <= asked; at += 1) {
      for (const when of ['before', 'after'] as const) {
        const mortal = createNumberWorld();
        mortal.setups.offers.add(WANTED.phoneNumber);
        await runKilled(mortal, { at, when });
        // The owner presses again, as one would; what is under way already is not begun twice.
        await mortal.buy();
        await mortal.sweep();
        expectOneOfEach(mortal);
      }
    }
  });

  it('[acceptance 1] killed a second time while going on: the same end', async () => {
    const asked = await countAsked();
    for (let first = 1; first <= asked; first += 3) {
      for (let second = 1; second <= 24; second += 2) {
        const mortal = createNumberWorld();
        mortal.setups.offers.add(WANTED.phoneNumber);
        await runKilled(mortal, { at: first, when: 'after' });
        mortal.passMs(25_000);
        await runKilled(mortal, { at: second, when: 'after' });
        await mortal.buy();
        await mortal.sweep();
        expectOneOfEach(mortal);
      }
    }
  });

  it('two tabs that press Buy at once buy one number', async () => {
    await Promise.all([world.buy(), world.buy(), world.buy()]);
    await world.sweep();
    expectOneOfEach(world);
  });

  it('a second number is refused while one is being bought', async () => {
    const other = { phoneNumber: '+16475550124', label: '' };
    world.setups.offers.add(other.phoneNumber);
    const [first, second] = await Promise.all([world.buy(), world.buy(other)]);
    expect(first.ok).toBe(true);
    expect(second).toEqual({ ok: false, code: 'setup_running' });
    expect(await world.buy(other)).toEqual({ ok: false, code: 'setup_running' });
    await world.sweep();
    expectOneOfEach(world);
  });

  it('a number that no search has shown cannot be bought', async () => {
    world.setups.offers.clear();
    expect(await world.buy()).toEqual({ ok: false, code: 'offer_expired' });
    expect(world.account.changes).toEqual([]);
  });

  it('an order without an answer is looked for, and not repeated before it is settled', async () => {
    const place = world.account.port.placeOrder;
    world.account.port.placeOrder = async () => ({ ok: false, code: 'telnyx_unavailable' });
    await world.buy();
    expect(world.setups.rows[0]).toMatchObject({ state: 'waiting', order: 'tried' });
    let orders = 0;
    world.account.port.placeOrder = async (order) => {
      orders += 1;
      return place(order);
    };
    world.passMs(ORDER_SETTLES_MS / 2);
    await verifyNumbers(world.deps, BUSINESS, null);
    expect(orders).toBe(0);
    await world.sweep();
    expect(orders).toBe(1);
    expectOneOfEach(world);
  });

  it('an order that the network sends twice: the refusal of the second is none', async () => {
    const place = world.account.port.placeOrder;
    world.account.port.placeOrder = async (order) => {
      await place(order);
      return place(order);
    };
    await world.buy();
    await world.sweep();
    expectOneOfEach(world);
  });

  it('a refused order says what to do, and another number may be taken', async () => {
    world.account.refusals.set('order', 'insufficient_funds');
    await world.buy();
    expect(world.setups.rows[0]).toMatchObject({
      state: 'failed',
      steps: { order: { state: 'failed', code: 'insufficient_funds' } },
    });
    world.account.refusals.clear();
    const other = { phoneNumber: '+16475550124', label: '' };
    world.setups.offers.add(other.phoneNumber);
    expect((await world.buy(other)).ok).toBe(true);
    await world.sweep();
    expect(world.setups.rows.map(({ state }) => state)).toEqual(['replaced', 'done']);
    expect(world.account.of('application')).toHaveLength(1);
    expect(world.account.numbers).toHaveLength(1);
  });

  it('after an order that Telnyx could not deliver the same number can be ordered anew', async () => {
    world.account.orderOutcome = 'failure';
    await world.buy();
    await world.sweep();
    expect(world.setups.rows[0]).toMatchObject({
      state: 'failed',
      steps: { order: { code: 'order_failed' } },
    });
    world.account.orderOutcome = 'success';
    await world.buy();
    await world.sweep();
    expect(world.setups.rows.map(({ state }) => state)).toEqual(['replaced', 'done']);
    expect(world.account.numbers).toHaveLength(1);
  });

  it('a name that carriers do not take holds nothing up', async () => {
    world.account.refusals.set('name', 'refused');
    await world.buy();
    await world.sweep();
    expect(world.setups.rows[0]).toMatchObject({
      state: 'done',
      steps: { caller_name: { state: 'done', code: 'caller_name_refused' } },
    });
  });
});

/** Buys, and goes on by checking, until it is killed. */
async function runKilled(mortal: World, killing: Killing): Promise<void> {
  const { deps } = mortal.mortal(killing);
  await ignoreKill(
    (async () => {
      await mortal.buy(WANTED, deps);
      for (let times = 0; times < 5; times += 1) {
        mortal.passMs(30_000);
        await verifyNumbers(deps, BUSINESS, null);
      }
    })(),
  );
}

describe('checking a number again', () => {
  beforeEach(async () => {
    await world.buy();
    await world.sweep();
    world.account.changes.length = 0;
  });

  const verify = () => verifyNumbers(world.deps, BUSINESS, null);

  it('changes nothing where nothing is wrong', async () => {
    await verify();
    expect(world.account.changes).toEqual([]);
    expectOneOfEach(world);
  });

  it.each([
    ['the webhook points elsewhere', 'application', { webhookUrl: 'https://else.test/' }],
    ['the application is inactive', 'application', { isActive: false }],
    ['events come in version 1', 'application', { webhookApiVersion: '1' }],
    ['SIP calls are switched off', 'credential_connection', { sipUriCalling: 'disabled' }],
    ['the voice profile is off', 'credential_connection', { voiceProfileId: '' }],
  ] as const)('%s: mended', async (_what, kind, wrong) => {
    const id = world.account.of(kind)[0]?.id ?? '';
    const before = structuredClone(world.account.resources.get(id));
    Object.assign(world.account.resources.get(id)?.fields ?? {}, wrong);
    await verify();
    expect(world.account.resources.get(id)).toEqual(before);
    expect(world.account.changes).toEqual([`change ${kind}`]);
  });

  it('a number that was moved to another connection comes back', async () => {
    Object.assign(world.account.numbers[0] ?? {}, { connectionId: 'elsewhere' });
    await verify();
    expectOneOfEach(world);
  });

  it('a deleted application is made anew, and the number moved to it', async () => {
    world.account.resources.delete(world.account.of('application')[0]?.id ?? '');
    await verify();
    expectOneOfEach(world);
  });

  it('a number that is gone from the account is said to be gone', async () => {
    world.account.numbers.length = 0;
    await verify();
    expect(world.setups.rows[0]).toMatchObject({
      state: 'failed',
      steps: { active: { state: 'failed', code: 'number_gone' } },
    });
    expect(world.account.changes).toEqual([]);
  });

  it('a new signing key is stored beside the old one', async () => {
    world.account.publicKey = 'n'.repeat(44);
    await verify();
    expect(world.setups.keys).toEqual(['k'.repeat(44), 'n'.repeat(44)]);
  });

  it('what was made twice is taken away but for the one in use', async () => {
    const [kept] = world.account.of('application');
    world.account.add('application', {
      id: 'twin',
      name: kept?.name ?? '',
      fields: kept?.fields ?? {},
    });
    await verify();
    expect(world.account.of('application').map(({ id }) => id)).toEqual([kept?.id]);
  });
});
