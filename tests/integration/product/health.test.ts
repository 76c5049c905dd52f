import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callFunction, type Api } from '../../support/api-client.ts';
import { waitUntil } from '../../support/wait-until.ts';
import { APPLICATION, BROWSERS, type HealthWorld, startHealthWorld } from './health-fixture.ts';

/** What the issue grants: a fault has its name within 30 s. */
const NAMED_WITHIN_MS = 30_000;
let world: HealthWorld;

beforeAll(async () => {
  world = await startHealthWorld();
  await world.sweep();
}, 180_000);
afterAll(() => world.stop());

/** Waits until a part has this finding. */
const named = (id: string, state: string, code: string) =>
  waitUntil(
    `${id} is ${state}: ${code}`,
    async () => {
      const found = await world.check(id);
      return found.state === state && found.code === code ? found : null;
    },
    NAMED_WITHIN_MS,
  );

async function audited(fix: string): Promise<{ repaired: boolean } | undefined> {
  const { data } = await world.service
    .from('audit_log')
    .select('detail')
    .eq('action', 'health.repaired')
    .order('id', { ascending: false });
  return (data ?? []).map((row) => row.detail).find((detail) => detail.fix === fix);
}

/** The button is there, mends, and is in the log. */
async function mends(fix: string, id: string): Promise<void> {
  const { status, body } = await world.repair(fix);
  expect([status, body['repaired'], body['refused']]).toEqual([200, true, null]);
  expect((await world.check(id)).state).not.toBe('bad');
  expect(await audited(fix)).toMatchObject({ fix, repaired: true });
}

const application = (changed: object) =>
  world.telnyx('PATCH', `/call_control_applications/${APPLICATION}`, {
    application_name: 'Switchboard',
    webhook_event_url: `${world.stack.apiUrl}/functions/v1/telnyx-voice-webhook`,
    ...changed,
  });

describe('a healthy installation', () => {
  it('has no fault', async () => {
    await world.sweep();
    const faults = (await world.checks()).filter(({ state }) => state === 'bad');
    expect(faults).toEqual([]);
  });

  it('keeps a report, one a minute', async () => {
    await world.checks();
    await world.checks();
    const { data } = await world.service
      .from('health_reports')
      .select('state, codes')
      .eq('organization_id', 'a0000000-0000-4000-8000-000000000001');
    expect(data).toHaveLength(1);
  });

  it('[I8] an agent reads and mends nothing; another business is not told of', async () => {
    const asAgent = await callFunction(world.stack.apiUrl, world.agent, 'health-check', {
      action: 'run',
    });
    expect(asAgent.status).toBe(200);
    expect((await world.repair('run_sweeper', world.agent)).status).toBe(403);
    const letters = await callFunction(world.stack.apiUrl, world.agent, 'health-check', {
      action: 'dead_letters',
    });
    expect(letters.status).toBe(403);
  });
});

describe('[I9] what bears no valid signature', () => {
  it('is counted, and leaves nothing else', async () => {
    const rows = async () => {
      const { count } = await world.service
        .from('call_events')
        .select('id', { count: 'exact', head: true });
      return count;
    };
    const before = await rows();
    const address = `${world.stack.apiUrl}/functions/v1/telnyx-voice-webhook`;
    for (let times = 0; times < 3; times += 1) {
      expect((await fetch(address, { method: 'POST', body: '{}' })).status).toBe(401);
    }
    const found = await named('signature', 'warn', 'refused_lately');
    expect(found.detail.count).toBeGreaterThanOrEqual(1);
    expect(await rows()).toBe(before);
  });
});

describe('each fault has its name and, where one can, a button that mends it', () => {
  it('a wrong API key: that, and nothing else of Telnyx’s is blamed for it', async () => {
    const { api_key: key } = await world.account('GET', '');
    await world.account('PUT', '', { api_key: 'KEY_of_somebody_else' });
    const found = await named('api_key', 'bad', 'key_refused');
    expect(found.fixes).toEqual([]);
    const others = await world.checks();
    expect(others.filter(({ state }) => state === 'bad').map(({ id }) => id)).toEqual(['api_key']);
    // A repair that cannot be done claims nothing.
    expect((await world.repair('set_webhook_url')).body).toMatchObject({
      repaired: false,
      refused: 'key_refused',
    });
    await world.account('PUT', '', { api_key: key });
    await named('api_key', 'ok', 'fine');
  });

  it('a webhook that points elsewhere', async () => {
    await application({ webhook_event_url: 'https://old-project.supabase.co/functions/v1/hook' });
    const found = await named('webhook', 'bad', 'points_elsewhere');
    expect(found.detail.host).toBe('old-project.supabase.co');
    expect(found.fixes).toEqual(['set_webhook_url']);
    await mends('set_webhook_url', 'webhook');
    const { data } = await world.telnyx('GET', `/call_control_applications/${APPLICATION}`);
    expect(data).toMatchObject({
      webhook_event_url: `${world.stack.apiUrl}/functions/v1/telnyx-voice-webhook`,
    });
  });

  it('an application that is switched off', async () => {
    await application({ active: false });
    const found = await named('application', 'bad', 'inactive');
    expect(found.fixes).toEqual(['activate_application']);
    await mends('activate_application', 'application');
  });

  it('an application without a voice profile', async () => {
    await application({ outbound: { outbound_voice_profile_id: '' } });
    const found = await named('voice_profile', 'bad', 'missing');
    expect(found.fixes).toEqual(['attach_voice_profile']);
    await mends('attach_voice_profile', 'voice_profile');
  });

  it('a number on another connection', async () => {
    const number = '/phone_numbers/+14375249932';
    await world.telnyx('PATCH', number, { connection_id: BROWSERS });
    const found = await named('numbers', 'bad', 'other_connection');
    expect(found.detail.numbers).toEqual(['+14375249932']);
    expect(found.fixes).toEqual(['attach_number']);
    await mends('attach_number', 'numbers');
    const { data } = await world.telnyx('GET', number);
    expect(data).toMatchObject({ connection_id: APPLICATION });
  });

  it('calls to browsers switched off', async () => {
    const path = `/credential_connections/${BROWSERS}`;
    await world.telnyx('PATCH', path, { sip_uri_calling_preference: 'disabled' });
    const found = await named('sip_calling', 'bad', 'disabled');
    expect(found.fixes).toEqual(['enable_sip_calling']);
    await mends('enable_sip_calling', 'sip_calling');
  });

  it('a signing key that was rotated', async () => {
    await world.account('POST', '/rotate_key');
    const found = await named('signature', 'bad', 'key_unknown');
    expect(found.fixes).toEqual(['fetch_public_key']);
    await mends('fetch_public_key', 'signature');
  });

  it('a sweeper that stands still', async () => {
    // The fixture has no timer: it has been standing still since the last sweep.
    const found = await named('sweeper', 'bad', 'stopped');
    expect(found.fixes).toEqual(['run_sweeper']);
    await mends('run_sweeper', 'sweeper');
  });

  it('a function that crashes when it starts', async () => {
    await world.startFunctions({ AI_TOOLS_TOKEN: '' });
    // Others may lose their port at the start and be started again.
    await waitUntil(
      'only one of them crashes',
      async () => {
        const { code, detail } = await world.check('functions');
        const isOnlyOne = detail.functions?.join() === 'manage-ai-dispatcher';
        return code === 'crashing' && isOnlyOne ? true : null;
      },
      NAMED_WITHIN_MS,
    );
    await world.startFunctions();
    await named('functions', 'ok', 'fine');
  });

  it('webhooks that do not arrive while Telnyx has a call', async () => {
    await world.sim.faults({ webhooks: { drop: 1 } });
    const id = await world.sim.call({ from: '+14165550144', to: '+14375249932' });
    const found = await named('last_event', 'bad', 'not_arriving');
    expect(found.detail.count).toBe(1);
    await world.sim.noFaults();
    await world.sim.act(id, { type: 'hangup' });
    await waitUntil('no call is untold', async () => {
      const { state } = await world.check('last_event');
      return state === 'bad' ? null : state;
    });
  });
});

describe('events that were set aside', () => {
  const letters = async (as: Api, body: object) =>
    callFunction(world.stack.apiUrl, as, 'health-check', body) as unknown as Promise<{
      status: number;
      body: { settled?: boolean; letters: { id: string; reason: string }[] };
    }>;

  it('are another business’s as long as there are two', async () => {
    await world.service.rpc('park_dead_letter', {
      p_id: 'letter',
      p_source: 'telnyx-voice-webhook',
      p_reason: 'not_an_event',
      p_body: '{"data": {}}',
    });
    const seen = await letters(world.owner, { action: 'dead_letters' });
    expect(seen.body.letters).toEqual([]);
    const dismissed = await letters(world.owner, { action: 'dismiss_dead_letter', id: 'letter' });
    expect(dismissed.status).toBe(404);
  });

  it('can be looked at, tried again and dismissed', async () => {
    await world.service
      .from('dead_letters')
      .update({ organization_id: 'a0000000-0000-4000-8000-000000000001' })
      .eq('id', 'letter');
    await named('dead_letters', 'warn', 'set_aside');
    const again = await letters(world.owner, { action: 'retry_dead_letter', id: 'letter' });
    expect(again.body.settled).toBe(false);
    expect(again.body.letters.map(({ id }) => id)).toEqual(['letter']);
    const dismissed = await letters(world.owner, { action: 'dismiss_dead_letter', id: 'letter' });
    expect(dismissed.body).toMatchObject({ settled: true, letters: [] });
    await named('dead_letters', 'ok', 'fine');
  });
});
