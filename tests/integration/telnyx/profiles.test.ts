import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CONNECTION_ID, VOICE_PROFILE_ID, startHarness } from './harness.ts';
import type { Harness } from './harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await startHarness();
});
afterEach(() => h.stop());

const PROFILES = '/outbound_voice_profiles';
const namesIn = async (path: string) =>
  (await h.rest('GET', path)).body.data.map(
    (row: Record<string, string>) =>
      row['name'] ?? row['application_name'] ?? row['connection_name'],
  );

describe('an outbound voice profile', () => {
  test('is there from the start, on the application and the credential connection', async () => {
    const { data } = (await h.rest('GET', `${PROFILES}/${VOICE_PROFILE_ID}`)).body;
    expect(data).toMatchObject({
      name: 'Switchboard',
      enabled: true,
      whitelisted_destinations: ['US', 'CA'],
      connections_count: 2,
    });
    const used = '?filter%5Boutbound.outbound_voice_profile_id%5D=2709042883142354950';
    expect(await namesIn(`/call_control_applications${used}`)).toEqual(['Switchboard']);
  });

  test('is made, changed field by field, found by its name and deleted', async () => {
    const made = await h.rest('POST', PROFILES, {
      name: 'Org 7',
      whitelisted_destinations: ['CA'],
      daily_spend_limit: '12.50',
      daily_spend_limit_enabled: true,
      concurrent_call_limit: 4,
      max_destination_rate: 0.05,
    });
    const { id } = made.body.data;
    expect([made.status, made.body.data.concurrent_call_limit]).toEqual([201, 4]);
    await h.rest('PATCH', `${PROFILES}/${id}`, { name: 'Org 7', daily_spend_limit: '20.00' });
    expect((await h.rest('GET', `${PROFILES}/${id}`)).body.data).toMatchObject({
      daily_spend_limit: '20.00',
      whitelisted_destinations: ['CA'],
    });
    expect(await namesIn(`${PROFILES}?filter%5Bname%5D%5Bcontains%5D=org`)).toEqual(['Org 7']);
    await h.rest('DELETE', `${PROFILES}/${id}`);
    expect((await h.rest('GET', `${PROFILES}/${id}`)).status).toBe(404);
  });

  test('allows no destination unless it is told to', async () => {
    const { data } = (await h.rest('POST', PROFILES, { name: 'Bare' })).body;
    expect(data).toMatchObject({ whitelisted_destinations: [], enabled: true });
  });

  test.each([
    [{}, '10004', '/name'],
    [{ name: 'A', whitelisted_destinations: ['Canada'] }, '10026', '/whitelisted_destinations'],
    [{ name: 'A', daily_spend_limit: 12 }, '10026', '/daily_spend_limit'],
    [{ name: 'A', daily_spend_limit: 'much' }, '10026', '/daily_spend_limit'],
    [{ name: 'A', concurrent_call_limit: 1.5 }, '10026', '/concurrent_call_limit'],
    [{ name: 'A', max_destination_rate: -1 }, '10026', '/max_destination_rate'],
  ])('%j is refused', async (fields, code, pointer) => {
    const { status, body } = await h.rest('POST', PROFILES, fields);
    expect([status, body.errors[0].code, body.errors[0].source.pointer]).toEqual([
      422,
      code,
      pointer,
    ]);
  });

  test('that is in use cannot be deleted, and a foreign one cannot be attached', async () => {
    const path = `${PROFILES}/${VOICE_PROFILE_ID}`;
    expect((await h.rest('DELETE', path)).status).toBe(422);
    const unknown = await h.rest('POST', '/call_control_applications', {
      application_name: 'Second',
      webhook_event_url: 'http://127.0.0.1/voice',
      outbound: { outbound_voice_profile_id: '17' },
    });
    expect(unknown.body.errors[0].source.pointer).toBe('/outbound/outbound_voice_profile_id');
    for (const name of ['call_control_applications', 'credential_connections']) {
      const [{ id }] = (await h.rest('GET', `/${name}`)).body.data;
      await h.rest('PATCH', `/${name}/${id}`, {
        application_name: 'Switchboard',
        webhook_event_url: `${h.app.url}/voice`,
        outbound: { outbound_voice_profile_id: null },
      });
    }
    expect((await h.rest('DELETE', path)).status).toBe(200);
  });
});

describe('a messaging profile', () => {
  test('needs a name and destinations, is put on a number, and leaves it when deleted', async () => {
    expect((await h.rest('POST', '/messaging_profiles', { name: 'Texts' })).body.errors[0]).toEqual(
      expect.objectContaining({ code: '10004', source: { pointer: '/whitelisted_destinations' } }),
    );
    const made = await h.rest('POST', '/messaging_profiles', {
      name: 'Texts',
      whitelisted_destinations: ['*'],
    });
    const { id } = made.body.data;
    const [number] = (await h.rest('GET', '/phone_numbers')).body.data;
    const path = `/phone_numbers/${number.id}/messaging`;
    const set = await h.rest('PATCH', path, { messaging_profile_id: id });
    expect(set.body.data).toMatchObject({ messaging_profile_id: id, type: 'longcode' });
    const wrong = await h.rest('PATCH', path, { messaging_profile_id: 'nobody' });
    expect(wrong.status).toBe(422);
    await h.rest('PATCH', `/messaging_profiles/${id}`, { enabled: false });
    await h.restart();
    expect((await h.rest('GET', `/messaging_profiles/${id}`)).body.data.enabled).toBe(false);
    await h.rest('DELETE', `/messaging_profiles/${id}`);
    expect((await h.rest('GET', path)).body.data.messaging_profile_id).toBeNull();
  });
});

test('what an interrupted set-up made can be found again by its name', async () => {
  await h.rest('POST', '/call_control_applications', {
    application_name: 'Switchboard 7f3a',
    webhook_event_url: 'http://127.0.0.1/voice',
  });
  await h.rest('POST', '/credential_connections', {
    connection_name: 'Browsers 7f3a',
    user_name: 'org7f3a',
    password: 'a-long-password',
  });
  await h.rest('POST', '/messaging_profiles', { name: '7f3a', whitelisted_destinations: ['CA'] });
  const contains = (field: string) => `?filter%5B${field}%5D%5Bcontains%5D=7f3a`;
  expect([
    await namesIn(`/call_control_applications${contains('application_name')}`),
    await namesIn(`/credential_connections${contains('connection_name')}`),
    await namesIn('/messaging_profiles?filter%5Bname%5D=7f3a'),
    await namesIn(`/call_control_applications?filter%5Bapplication_name%5D=Switchboard`),
  ]).toEqual([['Switchboard 7f3a'], ['Browsers 7f3a'], ['7f3a'], ['Switchboard']]);
});

async function browserOfOwnConnection() {
  const made = await h.rest('POST', '/credential_connections', {
    connection_name: 'Browsers',
    user_name: 'browsers',
    password: 'a-long-password',
  });
  const credential = await h.rest('POST', '/telephony_credentials', {
    connection_id: made.body.data.id,
  });
  const { id, sip_username: sipUsername } = credential.body.data;
  const token = (await h.rest('POST', `/telephony_credentials/${id}/token`)).body;
  h.gateway.register(token);
  return { path: `/credential_connections/${made.body.data.id}`, id, sipUsername, token };
}

test('deleting a credential connection puts its browsers out', async () => {
  const { path, id, sipUsername, token } = await browserOfOwnConnection();
  await h.rest('PATCH', path, { active: false });
  expect(h.gateway.register(token).ok).toBe(false);
  await h.rest('DELETE', path);
  expect(h.gateway.isRegistered(sipUsername)).toBe(false);
  expect((await h.rest('GET', `/telephony_credentials/${id}`)).status).toBe(404);
  expect((await h.rest('GET', `/call_control_applications/${CONNECTION_ID}`)).status).toBe(200);
});

test('a reset puts out the browsers of connections that go with it, and no others', async () => {
  const theirs = await browserOfOwnConnection();
  const ours = await h.browser();
  await h.sim('POST', '/reset');
  expect([
    h.gateway.isRegistered(theirs.sipUsername),
    h.gateway.isRegistered(ours.sipUsername),
  ]).toEqual([false, true]);
});
