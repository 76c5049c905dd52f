import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CONNECTION_ID, JOHN, MAIN_NUMBER, MARIA, startHarness } from './harness.ts';
import type { Answer, Harness } from './harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await startHarness();
});
afterEach(() => h.stop());

const refusal = ({ status, body }: Answer) => [status, body.errors?.[0]?.code];

describe('access', () => {
  test.each([undefined, 'Bearer wrong', 'KEY_switchboard_local'])(
    'authorization %s is refused with 401 / 10009',
    async (authorization) => {
      const response = await fetch(`${h.simulator.url}/v2/phone_numbers`, {
        headers: authorization === undefined ? {} : { authorization },
      });
      const body = (await response.json()) as { errors: { code: string; title: string }[] };
      expect([response.status, body.errors[0]?.code]).toEqual([401, '10009']);
    },
  );

  test('a body that is not JSON is refused with 400 / 10023', async () => {
    const response = await fetch(`${h.simulator.url}/v2/calls`, {
      method: 'POST',
      headers: { authorization: `Bearer ${h.simulator.apiKey}` },
      body: '{"to":',
    });
    expect(response.status).toBe(400);
  });

  test('a call id holds characters that a path must encode, and is found when they are', async () => {
    const { callControlId } = await h.inboundCall();
    expect(callControlId).toMatch(/^v3:.*[+/].*=$/);
    const { status, body } = await h.rest('GET', `/calls/${encodeURIComponent(callControlId)}`);
    expect([status, body.data.call_control_id]).toEqual([200, callControlId]);
    expect((await h.rest('GET', `/calls/${callControlId}`)).status).toBe(404);
  });
});

describe('what a dial must hold', () => {
  test.each([
    ['a missing destination', { to: undefined }, '10004', '/to'],
    ['a destination without its plus', { to: '4165550177' }, '10016', '/to'],
    ['a destination that is no number', { to: 'John' }, '10002', '/to'],
    ['a caller id without its plus', { from: '14375249932' }, '10016', '/from'],
    ['a caller id that is not ours', { from: '+12125550100' }, '10027', '/from'],
    ['an unknown application', { connection_id: '123' }, '10015', '/connection_id'],
    ['a client_state that is not base64', { client_state: '{"a":1}' }, '90017', '/client_state'],
    ['a ring time below 5 s', { timeout_secs: 4 }, '10033', '/timeout_secs'],
    ['a time limit below 30 s', { time_limit_secs: 29 }, '90029', '/time_limit_secs'],
    ['a number as text', { timeout_secs: '30' }, '10026', '/timeout_secs'],
    ['bridge_on_answer without a link', { bridge_on_answer: true }, '10015', '/bridge_on_answer'],
    ['a link to nothing', { link_to: 'v3:nothing' }, '90015', '/link_to'],
    ['an unknown way to park', { park_after_unbridge: 'other' }, '10032', '/park_after_unbridge'],
    [
      'retries over 60 s',
      { webhook_retries_policies: { 'call.hangup': { retries_ms: [40_000, 30_000] } } },
      '10033',
      '/webhook_retries_policies',
    ],
  ])('%s is refused', async (_what, fields, code, pointer) => {
    const { status, body } = await h.dial(fields);
    expect([status, body.errors[0].code, body.errors[0].source.pointer]).toEqual([
      422,
      code,
      pointer,
    ]);
    expect((await h.sim('GET', '/legs')).body).toEqual([]);
  });

  test("a caller's own number may be shown while that caller is on the line", async () => {
    await h.inboundCall();
    expect((await h.dial({ from: MARIA })).status).toBe(422);
    expect((await h.dial({ from: MARIA, diversion: MAIN_NUMBER })).status).toBe(200);
  });

  test('is_alive is false on dial, and real on retrieval', async () => {
    const { body } = await h.dial({ client_state: 'eyJ2IjoxfQ==' });
    expect(body.data).toMatchObject({
      record_type: 'call',
      is_alive: false,
      client_state: 'eyJ2IjoxfQ==',
    });
    const path = `/calls/${encodeURIComponent(body.data.call_control_id)}`;
    expect((await h.rest('GET', path)).body.data.is_alive).toBe(true);
  });
});

describe('state rules', () => {
  const MEDIA_COMMANDS: [string, object][] = [
    ['speak', { payload: 'Hello', voice: 'female' }],
    ['playback_start', { playback_content: 'UklGRg==' }],
    ['gather', {}],
    ['record_start', { channels: 'single', format: 'wav' }],
    ['send_dtmf', { digits: '1' }],
    ['transfer', { to: JOHN }],
  ];

  test.each(MEDIA_COMMANDS)('%s before the answer is 422 / 90034', async (action, body) => {
    const inbound = await h.inboundCall();
    expect(refusal(await h.command(inbound.callControlId, action, body))).toEqual([422, '90034']);
    const outbound = (await h.dial()).body.data.call_control_id;
    expect(refusal(await h.command(outbound, action, body))).toEqual([422, '90034']);
  });

  test.each(['answer', 'hangup', 'reject', 'bridge', ...MEDIA_COMMANDS.map(([action]) => action)])(
    '%s on an ended call is 422 / 90018',
    async (action) => {
      const { id, callControlId } = await h.inboundCall();
      await h.sim('POST', `/calls/${id}/actions`, { type: 'hangup' });
      expect(refusal(await h.command(callControlId, action))).toEqual([422, '90018']);
    },
  );

  test('answering a leg that we dialled is 422 / 90102', async () => {
    const { body } = await h.dial();
    expect(refusal(await h.command(body.data.call_control_id, 'answer'))).toEqual([422, '90102']);
  });

  test('bridging needs two live, answered legs', async () => {
    const caller = await h.answeredCall();
    const ringing = (await h.dial()).body.data.call_control_id;
    const bridge = (other: unknown) =>
      h.command(caller.callControlId, 'bridge', { call_control_id: other });
    expect(refusal(await bridge(ringing))).toEqual([422, '90034']);
    expect(refusal(await bridge('v3:nobody'))).toEqual([422, '90015']);
    expect(refusal(await bridge(undefined))).toEqual([422, '10004']);
    await h.command(ringing, 'hangup');
    expect(refusal(await bridge(ringing))).toEqual([422, '90018']);
  });

  test('bridge with play_ringtone rings into the caller until the other answers', async () => {
    const caller = await h.answeredCall();
    const { call_control_id: ringing, call_leg_id: calleeId } = (await h.dial()).body.data;
    await h.event('call.initiated', ringing);
    const reply = await h.command(caller.callControlId, 'bridge', {
      call_control_id: ringing,
      play_ringtone: true,
    });
    expect(reply.status).toBe(200);
    expect(h.media.isLooping(caller.id)).toBe(true);
    await h.clock.advance(1500);
    expect(h.media.playingTo(caller.id)).toBe(null);
    expect(h.media.partnerOf(caller.id)).toBe(calleeId);
  });

  test('prevent_double_bridge refuses a leg that is taken', async () => {
    const caller = await h.answeredCall();
    const other = await h.answeredCall({ from: JOHN });
    const third = await h.answeredCall({ from: '+14165550188' });
    await h.command(caller.callControlId, 'bridge', { call_control_id: other.callControlId });
    const reply = await h.command(third.callControlId, 'bridge', {
      call_control_id: caller.callControlId,
      prevent_double_bridge: true,
    });
    expect(reply.status).toBe(422);
    expect(h.media.partnerOf(caller.id)).toBe(other.id);
  });

  test('an id that is none is 422 / 90015, one that is unknown 404 / 10005', async () => {
    expect(refusal(await h.command('nonsense', 'hangup'))).toEqual([422, '90015']);
    expect(refusal(await h.command('v3:unknown', 'hangup'))).toEqual([404, '10005']);
  });

  test('an ended call can be read for 10 minutes', async () => {
    const { callControlId } = await h.inboundCall();
    await h.command(callControlId, 'reject', { cause: 'USER_BUSY' });
    const read = () => h.rest('GET', `/calls/${encodeURIComponent(callControlId)}`);
    await h.clock.advance(600_000);
    expect((await read()).body.data.is_alive).toBe(false);
    await h.clock.advance(1);
    expect((await read()).status).toBe(404);
  });

  test('active_calls lists the live calls of an application, with paging', async () => {
    const first = await h.inboundCall();
    await h.inboundCall({ from: JOHN });
    await h.command(first.callControlId, 'hangup');
    await h.inboundCall({ from: '+14165550188' });
    const page = (number: number) =>
      h.rest(
        'GET',
        `/connections/${CONNECTION_ID}/active_calls?page%5Bsize%5D=1&page%5Bnumber%5D=${number}`,
      );
    const { data, meta } = (await page(2)).body;
    expect(meta).toEqual({ page_number: 2, page_size: 1, total_pages: 2, total_results: 2 });
    expect(data).toHaveLength(1);
  });
});

describe('client_state', () => {
  test('is kept per leg, and replaced by each later command', async () => {
    const { callControlId } = await h.inboundCall();
    await h.command(callControlId, 'answer', { client_state: 'QQ==' });
    expect((await h.event('call.answered')).payload['client_state']).toBe('QQ==');
    const path = `/calls/${encodeURIComponent(callControlId)}/actions/client_state_update`;
    expect((await h.rest('PUT', path, { client_state: 'Qg==' })).status).toBe(200);
    await h.command(callControlId, 'hangup');
    expect((await h.event('call.hangup')).payload['client_state']).toBe('Qg==');
  });

  test('of a refused command is not taken', async () => {
    const { callControlId } = await h.inboundCall();
    await h.command(callControlId, 'reject', { cause: 'NO', client_state: 'QQ==' });
    await h.command(callControlId, 'hangup');
    expect((await h.event('call.hangup')).payload['client_state']).toBe(null);
  });
});
