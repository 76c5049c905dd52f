import { describe, expect, it } from 'vitest';
import type { CommandBody } from '../core/call-plan.ts';
import { createTelnyxApi } from './telnyx-api.ts';
import { createCredentials, createTelephony } from './telnyx-telephony.ts';

const CALL = '0b6a3a52-0f57-4a0e-9a3c-2b8f0c2f1d11';
const SETTINGS = {
  connectionId: 'cc-app',
  ringbackAudioUrl: 'https://example.com/ringback.mp3',
};

interface Seen {
  method: string;
  url: string;
  authorization: string | null;
  body: Record<string, unknown> | null;
}

/** Telnyx at the level of HTTP: notes what came, answers as told. */
function wire(status: number, answer: unknown, headers: Record<string, string> = {}) {
  const seen: Seen[] = [];
  const api = createTelnyxApi({
    baseUrl: 'https://telnyx.test/v2',
    apiKey: 'KEY',
    fetch: (input, init) => {
      seen.push({
        method: init?.method ?? 'GET',
        url: String(input),
        authorization: new Headers(init?.headers).get('authorization'),
        body: init?.body ? (JSON.parse(String(init.body)) as Record<string, unknown>) : null,
      });
      const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
      return Promise.resolve(new Response(text, { status, headers }));
    },
  });
  return {
    seen,
    telephony: createTelephony(api, SETTINGS),
    credentials: createCredentials(api),
  };
}

const decode = (state: unknown): unknown => JSON.parse(atob(String(state)));
const OK = { data: { result: 'ok' } };
const DIALLED = {
  data: {
    record_type: 'call',
    call_control_id: 'v3:new',
    call_leg_id: 'leg',
    call_session_id: 'session',
    is_alive: false,
  },
};
const dialAgent: CommandBody = {
  kind: 'dial_agent',
  attempt: 2,
  sipUsername: 'gencredAbC',
  from: '+14375249932',
  linkTo: 'v3:caller',
  timeoutMs: 8_000,
};
const dialFar: CommandBody = {
  kind: 'dial_external',
  to: '+14165550123',
  from: '+14375249932',
  linkTo: 'v3:agent',
  timeoutMs: 45_000,
};

describe('our commands in Telnyx’s words', () => {
  it('joins two legs by the name that the wire has for the other one', async () => {
    const { seen, telephony } = wire(200, OK);
    await telephony.execute({
      commandId: `${CALL}:bridge:v3:agent`,
      body: { kind: 'bridge', callControlId: 'v3:caller/+=', agentCallControlId: 'v3:agent' },
    });
    expect(seen[0]).toMatchObject({
      url: 'https://telnyx.test/v2/calls/v3%3Acaller%2F%2B%3D/actions/bridge',
      body: { call_control_id: 'v3:agent', command_id: `${CALL}:bridge:v3:agent` },
    });
  });

  it('lists the legs that live, with what they carry for us', async () => {
    const { telephony } = wire(200, {
      data: [{ call_control_id: 'v3:a', client_state: 'e30=' }, { call_control_id: 'v3:b' }, {}],
    });
    expect(await telephony.listActiveLegs()).toEqual([
      { callControlId: 'v3:a', clientState: 'e30=' },
      { callControlId: 'v3:b', clientState: null },
    ]);
    expect(await wire(503, '').telephony.listActiveLegs()).toBeNull();
  });

  it('looks on every application once, and one that is gone hides no others', async () => {
    const { seen, telephony } = wire(200, { data: [{ call_control_id: 'v3:a' }] });
    expect(await telephony.listActiveLegs(['own', 'cc-app'])).toHaveLength(2);
    expect(seen.map(({ url }) => /connections\/([^/]+)/.exec(url)?.[1])).toEqual(['cc-app', 'own']);
  });

  it("dials from the application of the call's number, else from the installation's", async () => {
    const { seen, telephony } = wire(200, DIALLED);
    const command = { commandId: `${CALL}:dial_external:1`, body: dialFar };
    await telephony.execute({ ...command, connectionId: 'own' });
    await telephony.execute({ ...command, connectionId: null });
    expect(seen.map(({ body }) => body?.['connection_id'])).toEqual(['own', 'cc-app']);
  });

  it("dials an agent's browser: joined to the caller when it answers, and to nobody twice [I2]", async () => {
    const { seen, telephony } = wire(200, DIALLED);
    const result = await telephony.execute({ commandId: `${CALL}:dial_agent:2`, body: dialAgent });
    expect(result).toEqual({
      ok: true,
      leg: { callControlId: 'v3:new' },
    });
    const [{ client_state: state, ...body }] = seen.map((one) => one.body ?? {}) as [
      Record<string, unknown>,
    ];
    expect(decode(state)).toEqual({ v: 1, c: CALL, r: 'agent', n: 2 });
    expect(body).toEqual({
      connection_id: 'cc-app',
      to: 'sip:gencredAbC@sip.telnyx.com',
      from: '+14375249932',
      timeout_secs: 8,
      retry_on_timeout: false,
      time_limit_secs: 14_400,
      custom_headers: [{ name: 'X-Call-Id', value: CALL }],
      link_to: 'v3:caller',
      bridge_on_answer: true,
      prevent_double_bridge: true,
      bridge_intent: true,
      park_after_unbridge: 'self',
      command_id: `${CALL}:dial_agent:2`,
    });
    expect(seen[0]).toMatchObject({
      method: 'POST',
      url: 'https://telnyx.test/v2/calls',
      authorization: 'Bearer KEY',
    });
  });

  it('dials an agent who calls out: nothing to join yet', async () => {
    const { seen, telephony } = wire(200, DIALLED);
    await telephony.execute({
      commandId: `${CALL}:dial_agent:1`,
      body: { ...dialAgent, linkTo: null },
    });
    for (const name of ['link_to', 'bridge_on_answer', 'prevent_double_bridge', 'bridge_intent']) {
      expect(seen[0]?.body).not.toHaveProperty(name);
    }
  });

  it("dials the far end with the line's number, not the agent's", async () => {
    const { seen, telephony } = wire(200, DIALLED);
    await telephony.execute({ commandId: `${CALL}:dial_external:1`, body: dialFar });
    expect(seen[0]?.body).toMatchObject({
      to: '+14165550123',
      from: '+14375249932',
      link_to: 'v3:agent',
      bridge_on_answer: true,
      prevent_double_bridge: true,
      park_after_unbridge: 'self',
      timeout_secs: 45,
    });
    expect(seen[0]?.body).not.toHaveProperty('bridge_intent');
    expect(decode(seen[0]?.body?.['client_state'])).toEqual({ v: 1, c: CALL, r: 'external', n: 0 });
  });

  it('no ring time is shorter than Telnyx takes', async () => {
    const { seen, telephony } = wire(200, DIALLED);
    await telephony.execute({ commandId: `${CALL}:x:1`, body: { ...dialAgent, timeoutMs: 900 } });
    expect(seen[0]?.body?.['timeout_secs']).toBe(5);
  });

  it.each([
    ['answer', 'answer', {}],
    ['hangup', 'hangup', {}],
    ['play_ringback', 'playback_start', { audio_url: SETTINGS.ringbackAudioUrl, loop: 'infinity' }],
    ['stop_ringback', 'playback_stop', { stop: 'all' }],
  ] as const)('%s goes to the leg, whose id is escaped', async (kind, action, more) => {
    const { seen, telephony } = wire(200, OK);
    const commandId = `${CALL}:${kind}:v3:a+/=`;
    const result = await telephony.execute({ commandId, body: { kind, callControlId: 'v3:a+/=' } });
    expect(result).toEqual({ ok: true, leg: null });
    expect(seen[0]?.url).toBe(`https://telnyx.test/v2/calls/v3%3Aa%2B%2F%3D/actions/${action}`);
    expect(seen[0]?.body).toMatchObject({ command_id: commandId, ...more });
  });

  it.each([
    [422, '90018', 'leg_ended'],
    [404, '10005', 'leg_ended'],
    [422, '90034', 'wrong_state'],
    [429, '10011', 'rate_limited'],
    [429, '90103', 'rate_limited'],
    [403, '90041', 'rate_limited'],
    [422, '10016', 'bad_destination'],
    [401, '10009', 'unauthorized'],
    [403, '10010', 'unauthorized'],
    [500, '10007', 'unavailable'],
    [503, null, 'unavailable'],
    [408, null, 'unavailable'],
    [422, '10027', 'refused'],
    [400, null, 'refused'],
  ] as const)('%i/%s means %s', async (status, code, expected) => {
    const body = code ? { errors: [{ code, title: 'x' }] } : '<html>';
    const { telephony } = wire(status, body);
    const command = {
      commandId: `${CALL}:hangup:1`,
      body: { kind: 'hangup', callControlId: 'v3:a' } as const,
    };
    expect(await telephony.execute(command)).toMatchObject({ ok: false, code: expected });
  });

  it('429 says when to come back', async () => {
    const { telephony } = wire(429, { errors: [{ code: '10011' }] }, { 'x-ratelimit-reset': '2' });
    expect(await telephony.execute({ commandId: `${CALL}:x:1`, body: dialFar })).toMatchObject({
      retryAfterMs: 2_000,
    });
  });

  it('no connection is unavailable, whatever was thrown', async () => {
    const api = createTelnyxApi({
      baseUrl: 'https://telnyx.test/v2',
      apiKey: 'KEY',
      fetch: () => Promise.reject(new TypeError('fetch failed')),
    });
    const telephony = createTelephony(api, SETTINGS);
    expect(await telephony.execute({ commandId: `${CALL}:x:1`, body: dialFar })).toMatchObject({
      code: 'unavailable',
    });
    expect(await telephony.isLegAlive('v3:a')).toBeNull();
  });

  it.each([
    [200, { data: { is_alive: true } }, true],
    [200, { data: { is_alive: false } }, false],
    [404, { errors: [{ code: '10005' }] }, false],
    [422, { errors: [{ code: '90018' }] }, false],
    [500, {}, null],
    [429, { errors: [{ code: '10011' }] }, null],
    [200, { data: {} }, null],
  ])('whether a leg lives: %i %j is %s', async (status, body, expected) => {
    const { telephony, seen } = wire(status, body);
    expect(await telephony.isLegAlive('v3:a/b')).toBe(expected);
    expect(seen[0]).toMatchObject({
      method: 'GET',
      url: 'https://telnyx.test/v2/calls/v3%3Aa%2Fb',
    });
  });
});

describe('credentials of browsers', () => {
  it('makes one on the credential connection', async () => {
    const { credentials, seen } = wire(200, { data: { id: 'cred', sip_username: 'gencredAbC' } });
    expect(
      await credentials.createCredential('switchboard laptop', 'credential-connection'),
    ).toEqual({
      ok: true,
      credentialId: 'cred',
      sipUsername: 'gencredAbC',
    });
    expect(seen[0]?.body).toEqual({
      connection_id: 'credential-connection',
      name: 'switchboard laptop',
    });
  });

  it("a token's life is what it says itself", async () => {
    const exp = Date.parse('2026-11-23T01:00:00Z') / 1000;
    const part = (value: object) =>
      btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    const jwt = `${part({ alg: 'RS256' })}.${part({ exp, sub: 'ÿ' })}.signature`;
    const { credentials } = wire(200, `${jwt}\n`);
    expect(await credentials.createToken('cred')).toEqual({
      ok: true,
      token: jwt,
      expiresAt: '2026-11-23T01:00:00.000Z',
    });
  });

  it.each([
    [404, { errors: [{ code: '10005' }] }, 'not_found'],
    [500, {}, 'unavailable'],
    [200, 'no token', 'refused'],
  ])('no token (%#)', async (status, body, code) => {
    const { credentials } = wire(status, body);
    expect(await credentials.createToken('cred')).toEqual({ ok: false, code });
  });
});
