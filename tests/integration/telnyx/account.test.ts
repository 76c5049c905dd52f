import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CONNECTION_ID, MAIN_NUMBER, VOICE_PROFILE_ID, startHarness, until } from './harness.ts';
import type { Harness } from './harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await startHarness();
});
afterEach(() => h.stop());

const createCredential = (fields: object = {}) =>
  h.rest('POST', '/telephony_credentials', {
    connection_id: h.simulator.credentialConnectionId,
    name: 'Ana',
    tag: 'org-1',
    ...fields,
  });

const tokenOf = async (id: string) =>
  (await h.rest('POST', `/telephony_credentials/${id}/token`)).body as string;

describe('telephony credentials', () => {
  test('are made with a SIP user name, found by filters, changed and deleted', async () => {
    const made = await createCredential();
    const { id, sip_username: sipUsername } = made.body.data;
    expect([made.status, made.body.data.resource_id]).toEqual([
      201,
      `connection:${h.simulator.credentialConnectionId}`,
    ]);
    expect(sipUsername).toMatch(/^gencred[A-Za-z0-9]+$/);
    await createCredential({ tag: 'org-2' });
    const list = await h.rest('GET', '/telephony_credentials?filter%5Btag%5D=org-1');
    expect(list.body.data.map((row: { id: string }) => row.id)).toEqual([id]);
    const changed = await h.rest('PATCH', `/telephony_credentials/${id}`, { name: 'Ben' });
    expect(changed.body.data.name).toBe('Ben');
    await h.rest('DELETE', `/telephony_credentials/${id}`);
    expect((await h.rest('GET', `/telephony_credentials/${id}`)).status).toBe(404);
  });

  test('of an unknown connection are refused', async () => {
    const { status, body } = await createCredential({ connection_id: '1' });
    expect([status, body.errors[0].source.pointer]).toEqual([422, '/connection_id']);
  });

  test('outlive a restart: the browser that holds one can still be rung', async () => {
    const { id } = (await createCredential()).body.data;
    const token = await tokenOf(id);
    await h.restart();
    expect(h.gateway.register(token)).toMatchObject({ ok: true });
  });
});

describe('login tokens', () => {
  test('are plain text: a three-part JWT that expires in a day and that atob can read', async () => {
    const { id } = (await createCredential()).body.data;
    const answer = await h.rest('POST', `/telephony_credentials/${id}/token`);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    const [, payload = '', ...rest] = (answer.body as string).split('.');
    expect(rest).toHaveLength(1);
    expect(payload).not.toMatch(/[-_]/);
    expect(JSON.parse(atob(payload)).exp).toBe(Math.floor(h.clock.now() / 1000) + 86_400);
  });

  test('end with the credential when that ends sooner', async () => {
    const endMs = h.clock.now() + 3_600_000;
    const { id } = (await createCredential({ expires_at: new Date(endMs).toISOString() })).body
      .data;
    const [, payload = ''] = (await tokenOf(id)).split('.');
    expect(JSON.parse(atob(payload)).exp).toBe(endMs / 1000);
    await h.clock.advance(3_600_000);
    const read = await h.rest('GET', `/telephony_credentials/${id}`);
    expect(read.body.data.expired).toBe(true);
    expect((await h.rest('POST', `/telephony_credentials/${id}/token`)).status).toBe(422);
  });

  test('let in who holds a genuine one, and nobody else', async () => {
    const { id, sip_username: sipUsername } = (await createCredential()).body.data;
    const token = await tokenOf(id);
    expect(h.gateway.register(token)).toEqual({
      ok: true,
      sipUsername,
      connectionId: h.simulator.credentialConnectionId,
    });
    const [header, payload, signature = ''] = token.split('.');
    const tampered = `${header}.${payload}.${signature.split('').reverse().join('')}`;
    for (const wrong of [tampered, 'a.b.c', '']) {
      expect(h.gateway.register(wrong)).toMatchObject({ ok: false, code: -32_001 });
    }
    await h.rest('DELETE', `/telephony_credentials/${id}`);
    expect(h.gateway.register(token)).toMatchObject({ ok: false, code: -32_001 });
    expect(h.gateway.isRegistered(sipUsername)).toBe(false);
  });

  test('expire, sooner if a fault says so', async () => {
    const { id } = (await createCredential()).body.data;
    await h.sim('PUT', '/faults', { rtc: { token_ttl_secs: 60 } });
    const token = await tokenOf(id);
    await h.clock.advance(59_999);
    expect(h.gateway.register(token).ok).toBe(true);
    await h.clock.advance(1);
    expect(h.gateway.register(token)).toMatchObject({ ok: false, code: -32_000 });
  });

  test('or the name and password of the credential', async () => {
    const { sip_username: login, sip_password: password } = (await createCredential()).body.data;
    const { authenticate } = h.gateway.world;
    expect(authenticate({ login, password }).ok).toBe(true);
    expect(authenticate({ login, password: 'wrong' })).toMatchObject({ code: -32_001 });
  });
});

describe('phone numbers', () => {
  const list = async (query = '') => (await h.rest('GET', `/phone_numbers${query}`)).body;

  test('are ours, active and on the application', async () => {
    const { data, meta } = await list();
    expect(data.map((row: { phone_number: string }) => row.phone_number)).toEqual([
      '+14375249932',
      '+14375550100',
      '+16475550100',
    ]);
    expect(data[0]).toMatchObject({ status: 'active', connection_id: CONNECTION_ID });
    expect(meta.total_results).toBe(3);
    const one = await list(`?filter%5Bphone_number%5D=${encodeURIComponent(MAIN_NUMBER)}`);
    expect(one.data).toHaveLength(1);
  });

  test.each([
    ['moved off every connection', { connection_id: '' }],
    ['moved to a credential connection', { connection_id: '2709042883142354900' }],
  ])('%s hang their callers up with SIP 480 (D21), without a webhook', async (_how, change) => {
    const [{ id }] = (await list()).data;
    await h.rest('PATCH', `/phone_numbers/${id}`, change);
    const call = await h.inboundCall();
    expect((await h.sim('GET', `/calls/${call.id}`)).body).toMatchObject({
      state: 'ended',
      sip_hangup_cause: '480',
    });
    expect((await h.rest('PATCH', `/phone_numbers/${id}`, { connection_id: '77' })).status).toBe(
      422,
    );
    expect(h.app.events).toEqual([]);
  });

  test('of an inactive application hang their callers up as well', async () => {
    await h.rest('PATCH', `/call_control_applications/${CONNECTION_ID}`, {
      application_name: 'Switchboard',
      webhook_event_url: `${h.app.url}/voice`,
      active: false,
    });
    const call = await h.inboundCall();
    expect((await h.sim('GET', `/calls/${call.id}`)).body.sip_hangup_cause).toBe('480');
  });

  test('keep their id over a reset, and have voice settings that merge', async () => {
    const [{ id }] = (await list()).data;
    const forwarding = { call_forwarding: { forwards_to: '+14165550188' } };
    const { body } = await h.rest('PATCH', `/phone_numbers/${id}/voice`, forwarding);
    expect(body.data.call_forwarding).toMatchObject({
      forwards_to: '+14165550188',
      forwarding_type: 'always',
    });
    await h.sim('POST', '/reset');
    const after = await h.rest('GET', `/phone_numbers/${id}/voice`);
    expect(after.body.data.call_forwarding.forwards_to).toBe('');
  });
});

describe('applications and connections', () => {
  test('an application is made, changed and deleted; without a URL it cannot dial', async () => {
    const made = await h.rest('POST', '/call_control_applications', {
      application_name: 'Second',
      webhook_event_url: `${h.app.url}/second`,
      outbound: { outbound_voice_profile_id: VOICE_PROFILE_ID },
    });
    const { id } = made.body.data;
    expect((await h.dial({ connection_id: id })).status).toBe(200);
    expect((await h.event('call.initiated')).path).toBe('/second');
    const path = `/call_control_applications/${id}`;
    const partial = await h.rest('PATCH', path, { active: false });
    expect(partial.body.errors.map((error: { code: string }) => error.code)).toEqual([
      '10004',
      '10004',
    ]);
    await h.rest('PATCH', path, {
      application_name: 'Second',
      webhook_event_url: `${h.app.url}/second`,
      active: false,
    });
    expect((await h.dial({ connection_id: id })).status).toBe(422);
    await h.rest('DELETE', path);
    expect((await h.rest('GET', path)).status).toBe(404);
  });

  test('a credential connection rings its browsers only when its preference allows it', async () => {
    const { sipUsername } = await h.browser();
    const path = `/credential_connections/${h.simulator.credentialConnectionId}`;
    expect((await h.rest('GET', path)).body.data).toMatchObject({
      sip_uri_calling_preference: 'internal',
      password: '********',
    });
    const hangupOfDial = async () => {
      const { body } = await h.dial({ to: `sip:${sipUsername}@sip.telnyx.com` });
      return (await h.event('call.hangup', body.data.call_control_id)).payload['sip_hangup_cause'];
    };
    for (const preference of ['disabled', '', null]) {
      await h.rest('PATCH', path, { sip_uri_calling_preference: preference });
      expect(await hangupOfDial()).toBe('403');
    }
    await h.rest('PATCH', path, { sip_uri_calling_preference: 'unrestricted', active: false });
    expect(await hangupOfDial()).toBe('404');
    await h.rest('PATCH', path, { active: true });
    await h.dial({ to: `sip:${sipUsername}@sip.telnyx.com` });
    await until('the browser to ring', () => h.gateway.invites[0]);
    const wrong = await h.rest('PATCH', path, { sip_uri_calling_preference: 'always' });
    expect(wrong.body.errors[0].code).toBe('10032');
  });

  test('first_command_timeout ends a call that the app ignores', async () => {
    await h.rest('PATCH', `/call_control_applications/${CONNECTION_ID}`, {
      application_name: 'Switchboard',
      webhook_event_url: `${h.app.url}/voice`,
      first_command_timeout: true,
      first_command_timeout_secs: 10,
    });
    const ignored = await h.inboundCall();
    const commanded = await h.inboundCall({ from: '+14165550177' });
    const path = `/calls/${encodeURIComponent(commanded.callControlId)}/actions/client_state_update`;
    await h.rest('PUT', path, { client_state: 'QQ==' });
    await h.clock.advance(10_000);
    await h.event('call.hangup', ignored.callControlId);
    expect((await h.sim('GET', `/calls/${commanded.id}`)).body.state).toBe('ringing');
  });
});
