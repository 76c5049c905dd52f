import { beforeEach, describe, expect, it } from 'vitest';
import { healthAnswer, type HealthFix, repairAnswer } from '../_shared/core/contracts/health.ts';
import type { ResourceFields } from '../_shared/core/number-account.ts';
import { type MemberName, memberRequest } from '../_shared/testing/harness.ts';
import { createHealthWorld, type HealthTestWorld } from '../_shared/testing/health-world.ts';
import { createHealthHandler } from './handler.ts';

let world: HealthTestWorld;
beforeEach(() => {
  world = createHealthWorld();
});

async function ask(member: MemberName | null, body: unknown) {
  const response = await createHealthHandler(world.deps)(memberRequest(member, body));
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function run(): Promise<Record<string, string>> {
  const { body } = await ask('nora', { action: 'run' });
  const { checks } = healthAnswer.parse(body);
  return Object.fromEntries(checks.map(({ id, state, code }) => [id, `${state} ${code}`]));
}

const faultsOf = (found: Record<string, string>) =>
  Object.entries(found).filter(([, said]) => !/^(ok|off)/.test(said));

describe('who may', () => {
  const fixing = [
    { action: 'repair', fix: 'set_webhook_url' },
    { action: 'dead_letters' },
    { action: 'retry_dead_letter', id: 'x' },
    { action: 'dismiss_dead_letter', id: 'x' },
  ];
  it.each(fixing)('an agent may not %j, and nothing happens', async (body) => {
    expect((await ask('ana', body)).status).toBe(403);
    expect(world.did).toEqual([]);
  });

  it('an agent may look', async () => {
    expect((await ask('ana', { action: 'run' })).status).toBe(200);
  });

  it.each([{ action: 'run' }, ...fixing])('nobody without a membership: %j', async (body) => {
    expect((await ask(null, body)).status).toBe(401);
  });

  it.each([{}, { action: 'mend' }, { action: 'repair', fix: 'everything' }, { action: 'repair' }])(
    'refuses what it does not know: %j',
    async (body) => {
      expect((await ask('nora', body)).status).toBe(400);
    },
  );
});

describe('a check', () => {
  it('finds nothing where nothing is wrong, and keeps a report', async () => {
    expect(faultsOf(await run())).toEqual([]);
    expect(world.reports).toEqual([{ state: 'ok', codes: [] }]);
  });

  it('a part that throws hides no other', async () => {
    world.deps.account.findNumber = () => Promise.reject(new Error('broken'));
    world.deps.functions.ping = () => Promise.reject(new Error('broken'));
    world.application.webhookUrl = 'https://old.test/';
    expect(faultsOf(await run())).toEqual([
      ['webhook', 'bad points_elsewhere'],
      ['numbers', 'warn no_answer'],
      ['functions', 'warn no_answer'],
    ]);
  });

  it('a part that never answers is given up, and hides no other', async () => {
    world.deps.account.readPublicKey = () => new Promise(() => undefined);
    world.application.isActive = false;
    const running = run();
    await world.clock.advance(7_100);
    expect(faultsOf(await running)).toEqual([
      ['application', 'bad inactive'],
      ['signature', 'warn no_answer'],
    ]);
  });

  it('without the database there is nothing to say', async () => {
    const away = Object.assign(new Error('away'), { name: 'UnavailableError' });
    world.deps.health.facts = () => Promise.reject(away);
    expect((await ask('nora', { action: 'run' })).status).toBe(503);
  });
});

describe('a repair', () => {
  const faults: [HealthFix, () => void, string][] = [
    ['set_webhook_url', () => (world.application.webhookUrl = 'https://old.test/'), 'webhook'],
    ['activate_application', () => (world.application.isActive = false), 'application'],
    ['attach_voice_profile', () => (world.application.voiceProfileId = ''), 'voice_profile'],
    ['enable_sip_calling', () => (world.browsers.sipUriCalling = 'disabled'), 'sip_calling'],
    [
      'activate_credential_connection',
      () => (world.browsers.isActive = false),
      'credential_connection',
    ],
    ['attach_number', () => (world.numberAt = 'another'), 'numbers'],
    ['fetch_public_key', () => (world.publicKey = 'rotated'), 'signature'],
    ['run_sweeper', () => (world.sweptAt = null), 'sweeper'],
  ];

  it.each(faults)('%s mends what it claims, and is written down', async (fix, broken, id) => {
    broken();
    expect((await run())[id]).toMatch(/^bad/);
    const { body } = await ask('nora', { action: 'repair', fix });
    expect(repairAnswer.parse(body)).toMatchObject({ repaired: true, refused: null });
    expect((await run())[id]).toMatch(/^ok/);
    expect(world.repairs).toMatchObject([{ fix, repaired: true }]);
    expect(world.reports.at(-1)?.state).toBe('ok');
  });

  it('that Telnyx took and that changed nothing claims no success', async () => {
    world.application.webhookUrl = 'https://old.test/';
    world.deps.account.changeResource = () => Promise.resolve({ ok: true, value: null });
    const { body } = await ask('nora', { action: 'repair', fix: 'set_webhook_url' });
    expect(body).toMatchObject({ repaired: false, refused: null });
    expect(world.repairs).toMatchObject([{ repaired: false }]);
  });

  it.each([
    ['api_key_refused', 'key_refused'],
    ['telnyx_unavailable', 'no_answer'],
    ['refused', 'failed'],
  ] as const)('that Telnyx refuses with %s says %s', async (code, refused) => {
    world.application.isActive = false;
    world.deps.account.changeResource = () => Promise.resolve({ ok: false, code });
    const { body } = await ask('nora', { action: 'repair', fix: 'activate_application' });
    expect(body).toMatchObject({ repaired: false, refused });
  });

  it('of what is gone says so', async () => {
    world.deps.account.readResource = () => Promise.resolve({ ok: true, value: null });
    const { body } = await ask('nora', { action: 'repair', fix: 'enable_sip_calling' });
    expect(body).toMatchObject({ repaired: false, refused: 'missing' });
  });

  it('changes what is asked for and nothing else', async () => {
    const untouched: ResourceFields = { ...world.application };
    world.application.isActive = false;
    await ask('nora', { action: 'repair', fix: 'activate_application' });
    expect(world.application).toEqual(untouched);
    expect(world.did).toEqual(['change application']);
  });
});

describe('a self-test', () => {
  it('dials the line from another number of ours, reserved before', async () => {
    const { body } = await ask('ana', { action: 'self_test' });
    expect(body).toMatchObject({ refused: null, from: '+14375550100', to: '+14375249932' });
    expect(world.did).toEqual(['reserve self_test', 'dial +14375249932']);
    await ask('ana', { action: 'end_self_test', test_id: body['test_id'] });
    expect(world.did.at(-1)).toBe('hang up v3:outside');
  });

  it('[I11] is not dialled where the limits refuse', async () => {
    world.deps.guard.reserve = () =>
      Promise.resolve({ ok: false, code: 'spend_limit', country: 'CA' });
    const { body } = await ask('ana', { action: 'self_test' });
    expect(body).toMatchObject({ refused: 'limits' });
    expect(world.did).toEqual([]);
  });

  it('that Telnyx refuses gives its reservation back', async () => {
    world.deps.probes.dialTest = () => Promise.resolve({ ok: false, code: 'refused' });
    const { body } = await ask('ana', { action: 'self_test' });
    expect(body).toMatchObject({ refused: 'refused' });
    expect(world.did).toEqual(['reserve self_test', 'release']);
  });
});
