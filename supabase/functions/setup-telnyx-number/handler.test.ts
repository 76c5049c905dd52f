import { beforeEach, describe, expect, it } from 'vitest';
import {
  accountAnswer,
  numberSetupAnswer,
  searchAnswer,
} from '../_shared/core/contracts/number-setup.ts';
import {
  createHarness,
  MEMBERS,
  type MemberName,
  memberRequest,
} from '../_shared/testing/harness.ts';
import { createNumberWorld, type World } from '../_shared/testing/number-setup-world.ts';
import { createSetupNumberHandler, type SetupNumberDeps } from './handler.ts';

let world: World;
let deps: SetupNumberDeps;
const PHONE = '+16475550123';

beforeEach(() => {
  world = createNumberWorld();
  deps = { ...createHarness(), ...world.deps };
});

async function ask(member: MemberName | null, body: unknown) {
  const response = await createSetupNumberHandler(deps)(memberRequest(member, body));
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const codeOf = (answer: { body: Record<string, unknown> }) =>
  (answer.body['error'] as { code: string } | undefined)?.code;

async function bought() {
  world.setups.offers.add(PHONE);
  await ask('nora', { action: 'buy', phone_number: PHONE, label: 'Main' });
  await world.sweep();
  return numberSetupAnswer.parse((await ask('nora', { action: 'status' })).body);
}

describe('setting up numbers', () => {
  it.each(['status', 'account'])('%s: not for agents, and nobody else', async (action) => {
    expect(codeOf(await ask('ana', { action }))).toBe('not_allowed');
    expect(codeOf(await ask(null, { action }))).toBe('unauthorized');
  });

  it.each([
    { action: 'sell' },
    { action: 'search' },
    { action: 'search', country: 'ca' },
    { action: 'buy', phone_number: '4165550123' },
    { action: 'attach', phone_number: PHONE, connection_id: '../../x' },
    { action: 'release', phone_number_id: 'x', confirm: '' },
  ])('refuses what is not of its form (%#)', async (body) => {
    expect(codeOf(await ask('nora', body))).toBe('invalid_request');
    expect(world.account.changes).toEqual([]);
  });

  it('shows what is for sale with its price, and only that can be bought', async () => {
    expect(codeOf(await ask('nora', { action: 'buy', phone_number: PHONE }))).toBe('offer_expired');
    world.account.port.searchNumbers = async () => ({
      ok: true,
      value: [
        {
          phoneNumber: PHONE,
          type: 'local',
          locality: 'TORONTO',
          region: 'ON',
          features: ['voice'],
          monthlyCost: '1.00',
          upfrontCost: '1.00',
          currency: 'USD',
        },
      ],
    });
    const found = await ask('nora', { action: 'search', country: 'CA', area_code: '647' });
    expect(searchAnswer.parse(found.body).offers[0]).toMatchObject({
      phone_number: PHONE,
      monthly_cost: '1.00',
    });
    expect((await ask('nora', { action: 'buy', phone_number: PHONE })).status).toBe(200);
  });

  it('tells every step with its state, code and remedy', async () => {
    world.setups.offers.add(PHONE);
    world.account.refusals.set('order', 'insufficient_funds');
    const { body } = await ask('nora', { action: 'buy', phone_number: PHONE });
    const { unfinished } = numberSetupAnswer.parse(body);
    expect(unfinished).toMatchObject({ state: 'failed', is_replaceable: true });
    expect(unfinished?.steps.map(({ state }) => state)).toEqual([
      'done',
      'done',
      'done',
      'done',
      'failed',
      'pending',
      'pending',
      'pending',
      'pending',
    ]);
    expect(unfinished?.steps[4]).toMatchObject({
      id: 'order',
      code: 'insufficient_funds',
      remedy: 'add_funds',
    });
  });

  it('a bought number stands among the numbers, with nothing unfinished', async () => {
    const state = await bought();
    expect(state).toMatchObject({
      unfinished: null,
      numbers: [{ phone_number: PHONE, setup: { state: 'done' } }],
      webhook_url: 'https://functions.test/voice',
    });
  });

  it('release wants the number itself, and gives it back once', async () => {
    const number = (await bought()).numbers[0];
    const uuid = '00000000-0000-4000-8000-0000000000f1';
    for (const row of [...world.setups.numbers, ...world.setups.rows]) {
      if ('phoneNumberId' in row) row.phoneNumberId = uuid;
      else row.id = uuid;
    }
    const release = (confirm: string) =>
      ask('nora', { action: 'release', phone_number_id: uuid, confirm });
    expect(number?.phone_number).toBe(PHONE);
    expect(codeOf(await release('yes'))).toBe('confirm_mismatch');
    expect(world.account.numbers).toHaveLength(1);
    expect((await release('+1 (647) 555-0123')).status).toBe(200);
    expect(world.account.numbers).toHaveLength(0);
    expect(codeOf(await release(PHONE))).toBe('not_found');
  });

  it('keep_at_telnyx only takes it out of here', async () => {
    await bought();
    const uuid = '00000000-0000-4000-8000-0000000000f1';
    for (const row of world.setups.numbers) row.id = uuid;
    await ask('nora', {
      action: 'release',
      phone_number_id: uuid,
      confirm: PHONE,
      keep_at_telnyx: true,
    });
    expect(world.account.numbers).toHaveLength(1);
    expect(world.setups.numbers).toHaveLength(0);
  });

  it('says what Telnyx wants, and names a key that it does not accept', async () => {
    await bought();
    const { body } = await ask('nora', { action: 'account' });
    expect(accountAnswer.parse(body)).toMatchObject({ balance: { amount: '12.50' } });
    world.account.port.readBalance = async () => ({ ok: false, code: 'api_key_refused' });
    const refused = await ask('nora', { action: 'account' });
    expect(refused).toMatchObject({
      status: 502,
      body: { error: { code: 'telnyx_error', reason: 'api_key_refused' } },
    });
  });

  it('[I8] sees no other business', async () => {
    await bought();
    expect(MEMBERS.dana.organizationId).not.toBe(MEMBERS.nora.organizationId);
    const other = numberSetupAnswer.parse((await ask('dana', { action: 'status' })).body);
    expect(other).toMatchObject({ numbers: [], unfinished: null });
    expect(codeOf(await ask('dana', { action: 'attach', phone_number: PHONE, move: true }))).toBe(
      'number_taken',
    );
  });
});

describe('attaching a number that the account owns', () => {
  const application = (id: string, webhookUrl: string) => ({
    id,
    name: 'theirs',
    fields: {
      webhookUrl,
      failoverUrl: '',
      webhookApiVersion: '2',
      isActive: true,
      voiceProfileId: 'their-profile',
    },
  });
  const attach = (more: object = {}) =>
    ask('nora', { action: 'attach', phone_number: PHONE, ...more });

  it('on the installation’s connection, which calls us: taken over as it is', async () => {
    world.account.add('application', application('installation-app', deps.webhook.url));
    world.account.addNumber({ phoneNumber: PHONE, connectionId: 'installation-app' });
    await attach({ connection_id: 'installation-app' });
    expect(world.setups.business(MEMBERS.nora.organizationId).resources).toMatchObject({
      callControlApplicationId: 'installation-app',
    });
    expect(world.account.numbers[0]?.connectionId).toBe('installation-app');
    expect(world.account.changes).not.toContain('connect');
    expect(world.account.changes).not.toContain('create application');
    expect(world.account.changes).not.toContain('order');
  });

  it('of somebody else’s application: refused, or moved when asked to', async () => {
    world.account.add('application', application('theirs', 'https://else.test/'));
    world.account.addNumber({ phoneNumber: PHONE, connectionId: 'theirs' });
    expect(codeOf(await attach())).toBe('points_elsewhere');
    expect(world.setups.rows).toEqual([]);
    expect((await attach({ move: true })).status).toBe(200);
    const own = world.setups.business(MEMBERS.nora.organizationId).resources;
    expect(world.account.numbers[0]?.connectionId).toBe(own.callControlApplicationId);
    expect(world.account.resources.get('theirs')?.fields.webhookUrl).toBe('https://else.test/');
  });

  it('[I8] on another business’s application: not even moved', async () => {
    world.setups.business('other').resources.callControlApplicationId = 'theirs';
    world.account.add('application', application('theirs', deps.webhook.url));
    world.account.addNumber({ phoneNumber: PHONE, connectionId: 'theirs' });
    expect(codeOf(await attach())).toBe('number_taken');
    expect(codeOf(await attach({ move: true }))).toBe('number_taken');
    expect(world.account.changes).toEqual([]);
  });

  it('on another connection than the one that was expected: refused', async () => {
    world.account.add('application', application('installation-app', deps.webhook.url));
    world.account.addNumber({ phoneNumber: PHONE, connectionId: 'installation-app' });
    expect(codeOf(await attach({ connection_id: '42' }))).toBe('points_elsewhere');
  });

  it('connected to nothing: to the business’s own application', async () => {
    world.account.addNumber({ phoneNumber: PHONE });
    await attach();
    expect(world.account.of('application')).toHaveLength(1);
    expect(world.account.numbers[0]?.connectionId).toBe(world.account.of('application')[0]?.id);
  });

  it('a business with an application of its own keeps both: only what is broken is mended', async () => {
    world.setups.business(MEMBERS.nora.organizationId).resources.callControlApplicationId = 'own';
    world.account.add('application', { ...application('second', deps.webhook.url) });
    world.account.addNumber({
      phoneNumber: PHONE,
      connectionId: 'second',
      messagingProfileId: 'x',
    });
    await attach();
    expect(world.setups.rows[0]).toMatchObject({ state: 'done', keptConnectionId: 'second' });
    expect(world.account.resources.get('second')?.fields.voiceProfileId).toBe('their-profile');
    expect(world.account.numbers[0]).toMatchObject({
      connectionId: 'second',
      messagingProfileId: 'x',
    });
  });
});
