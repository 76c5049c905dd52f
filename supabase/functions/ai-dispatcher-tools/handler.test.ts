import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createWebhookVerifier } from '../_shared/adapters/telnyx-signature.ts';
import type { ToolRun } from '../_shared/core/ai-tool-answers.ts';
import { createHarness, type Harness, settle } from '../_shared/testing/harness.ts';
import { MemoryToolRunner } from '../_shared/testing/memory-tool-runner.ts';
import { createToolsHandler, type ToolsDeps } from './handler.ts';

const keys = generateKeyPairSync('ed25519');
const publicKey = keys.publicKey
  .export({ type: 'spki', format: 'der' })
  .subarray(-32)
  .toString('base64');
const TOKEN = 'the-token-of-our-assistants';
const CALL = 'v3:caller+/=';
const CALL_ID = '00000000-0000-4000-8000-00000000ca11';

let harness: Harness;
let tools: MemoryToolRunner;
let asked: Parameters<ToolsDeps['requestPerson']>[];
let people: Awaited<ReturnType<ToolsDeps['requestPerson']>> | Error;
let handle: (request: Request) => Promise<Response>;

beforeEach(() => {
  harness = createHarness();
  tools = new MemoryToolRunner();
  asked = [];
  people = 'asked';
  handle = handlerWith({});
});

function handlerWith(deps: Partial<ToolsDeps>): (request: Request) => Promise<Response> {
  return createToolsHandler({
    ...harness,
    tools,
    verify: createWebhookVerifier([publicKey]),
    token: TOKEN,
    requestPerson: async (...args) => {
      asked.push(args);
      if (people instanceof Error) throw people;
      return people;
    },
    ...deps,
  });
}

interface Sending {
  skewSeconds?: number;
  key?: typeof keys;
  /** Headers to set; null takes one away. */
  headers?: Record<string, string | null>;
}

function toolCall(tool: string, body: unknown, sending: Sending = {}): Request {
  const raw = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const now = Math.floor(Date.parse(harness.clock.now()) / 1000);
  const seconds = now + (sending.skewSeconds ?? 0);
  const signed = Buffer.concat([Buffer.from(`${seconds}|`), raw]);
  const headers = new Headers({
    'telnyx-signature-ed25519': sign(null, signed, (sending.key ?? keys).privateKey).toString(
      'base64',
    ),
    'telnyx-timestamp': String(seconds),
    'x-telnyx-call-control-id': CALL,
    authorization: `Bearer ${TOKEN}`,
  });
  for (const [name, value] of Object.entries(sending.headers ?? {})) {
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  return new Request(`http://functions.test/ai-dispatcher-tools/${tool}`, {
    method: 'POST',
    headers,
    body: raw,
  });
}

async function send(tool: string, body: unknown = {}, sending: Sending = {}) {
  const response = await handle(toolCall(tool, body, sending));
  await settle();
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const inToronto = (run: Omit<ToolRun, 'ok' | 'language' | 'timeZone'>): ToolRun => ({
  ok: true,
  language: 'en',
  timeZone: 'America/Toronto',
  callId: CALL_ID,
  ...run,
});

describe('a tool call', () => {
  it('is run once, in one round trip, as the call that the header names', async () => {
    tools.answers.push(
      inToronto({
        visitId: 'visit-1',
        startsAt: '2026-11-23T14:00:00Z',
        service: 'Tap repair',
        technician: 'Luis',
        name: 'Maria',
      }),
    );
    const booking = { slot_id: 'slot-1', problem: 'leaking tap', confirmed: true };
    const request = toolCall('book_visit', booking);
    const signature = Buffer.from(request.headers.get('telnyx-signature-ed25519') ?? '', 'base64');
    const response = await handle(request);
    expect(tools.ran).toEqual([
      {
        requestId: createHash('sha256')
          .update(signature)
          .update(`${CALL}\nbook_visit`)
          .digest('hex'),
        callControlId: CALL,
        testConversationId: null,
        tool: 'book_visit',
        arguments: booking,
      },
    ]);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      ok: true,
      visit_id: 'visit-1',
      label: 'tomorrow, Monday, November 23 at 9:00 a.m.',
      day: '2026-11-23',
      time: '09:00',
      service: 'Tap repair',
      technician: 'Luis',
      name: 'Maria',
    });
    expect(tools.refusals).toEqual([]);
  });

  it('speaks the language of the assistant that asks, which its address tells', async () => {
    const run = inToronto({
      visitId: 'v',
      startsAt: '2026-11-24T14:00:00Z',
      service: 'Tap repair',
    });
    const booking = { slot_id: 'slot-1', problem: 'fuite', confirmed: true };
    for (const [address, label] of [
      ['book_visit?language=fr', 'mardi 24 novembre'],
      ['book_visit?language=es', 'martes 24 de noviembre'],
      ['book_visit?language=xx', 'Tuesday, November 24'],
    ] as const) {
      tools.answers.push(run);
      expect((await send(address, booking)).body['label']).toContain(label);
    }
  });

  it('[I10] is answered after the commit, not before', async () => {
    let commit: (run: ToolRun) => void = () => undefined;
    tools.answers.push(
      new Promise((resolve) => {
        commit = resolve;
      }),
    );
    let answered = false;
    const answer = handle(toolCall('cancel_visit', { visit_id: 'v', confirmed: true })).then(
      (response) => {
        answered = true;
        return response;
      },
    );
    await settle();
    expect(answered).toBe(false);
    commit(inToronto({ visitId: 'v', startsAt: '2026-11-25T14:00:00Z', service: 'Tap repair' }));
    expect(await (await answer).json()).toMatchObject({ ok: true });
  });

  it('[I8] whose call it is follows from the header: what the body says of it is dropped', async () => {
    const body = {
      call_control_id: 'v3:harbor',
      'x-telnyx-call-control-id': 'v3:harbor',
      test_conversation: 'conversation-of-harbor',
    };
    await send('look_up_client', body);
    expect(tools.ran).toMatchObject([
      { callControlId: CALL, testConversationId: null, arguments: {} },
    ]);
  });

  it('without a call belongs to the conversation of the test panel that the body names', async () => {
    await send(
      'look_up_client',
      { test_conversation: 'conv-1' },
      { headers: { 'x-telnyx-call-control-id': null } },
    );
    expect(tools.ran).toMatchObject([{ callControlId: null, testConversationId: 'conv-1' }]);
  });

  it.each([42, '', "x'; drop table clients", 'x'.repeat(101)])(
    'a conversation %j is none',
    async (conversation) => {
      const headers = { 'x-telnyx-call-control-id': null };
      await send('look_up_client', { test_conversation: conversation }, { headers });
      expect(tools.ran).toMatchObject([{ callControlId: null, testConversationId: null }]);
    },
  );

  it('is heard when no token is configured, by its signature alone', async () => {
    handle = handlerWith({ token: '' });
    const sending = { headers: { authorization: null } };
    expect((await send('look_up_client', {}, sending)).body).toMatchObject({ ok: true });
  });

  it('takes the path as a hosted project and as the local gateway have it', async () => {
    for (const path of ['look_up_client', 'functions/v1/ai-dispatcher-tools/look_up_client']) {
      expect((await send(path)).body).toMatchObject({ ok: true });
    }
  });

  it('a call id without end is cut, and stays a call id', async () => {
    await send(
      'look_up_client',
      { test_conversation: 'conv-1' },
      {
        headers: { 'x-telnyx-call-control-id': 'v3:'.padEnd(5_000, 'x') },
      },
    );
    expect(tools.ran[0]?.callControlId).toHaveLength(300);
    expect(tools.ran[0]?.testConversationId).toBeNull();
  });

  it('GET is not a way to call a tool', async () => {
    const request = new Request('http://functions.test/ai-dispatcher-tools/find_slots');
    expect((await handle(request)).status).toBe(405);
    expect(tools.refusals).toEqual([]);
  });
});

describe('the same request again', () => {
  it('[I6] has the same id however its signature is written', async () => {
    const first = toolCall('look_up_client', {});
    const signature = first.headers.get('telnyx-signature-ed25519') ?? '';
    const again = toolCall(
      'look_up_client',
      {},
      {
        headers: { 'telnyx-signature-ed25519': signature.replaceAll('=', '') },
      },
    );
    const spaced = toolCall(
      'look_up_client',
      {},
      {
        headers: { 'telnyx-signature-ed25519': `${signature.slice(0, 20)} ${signature.slice(20)}` },
      },
    );
    for (const request of [first, again, spaced]) {
      expect((await handle(request)).status).toBe(200);
    }
    expect(new Set(tools.ran.map((one) => one.requestId)).size).toBe(1);
  });

  it('of another call or tool is another request, though its signature is the same', async () => {
    // Within one second Ed25519 gives two callers who are looked up the same signature.
    const first = toolCall('look_up_client', {});
    const headers = { 'x-telnyx-call-control-id': 'v3:another' };
    const others = [toolCall('look_up_client', {}, { headers }), toolCall('request_person', {})];
    const signatures = [first, ...others].map((one) => one.headers.get('telnyx-signature-ed25519'));
    expect(new Set(signatures).size).toBe(1);
    for (const request of [first, ...others]) await handle(request);
    await settle();
    const ids = [...tools.ran, ...tools.refusals].map((one) => one.requestId);
    expect(new Set(ids).size).toBe(3);
  });
});

describe('[I9] what does not prove itself runs nothing, and leaves one row that belongs to nobody', () => {
  const other = generateKeyPairSync('ed25519');
  it.each<[string, Sending]>([
    ['missing_signature', { headers: { 'telnyx-signature-ed25519': null } }],
    ['missing_signature', { headers: { 'telnyx-timestamp': null } }],
    ['bad_signature', { key: other }],
    ['bad_signature', { headers: { 'telnyx-signature-ed25519': 'AAAA' } }],
    ['stale', { skewSeconds: -301 }],
    ['stale', { skewSeconds: 301 }],
    ['stale', { headers: { 'telnyx-timestamp': 'abc' } }],
    ['bad_token', { headers: { authorization: null } }],
    ['bad_token', { headers: { authorization: 'Bearer wrong' } }],
    ['bad_token', { headers: { authorization: `Bearer ${TOKEN}x` } }],
    ['bad_token', { headers: { authorization: `Basic ${TOKEN}` } }],
  ])('%s %#', async (reason, sending) => {
    const { status, body } = await send('book_visit', { slot_id: 'slot-1' }, sending);
    expect(status).toBe(401);
    expect(body['error']).toMatchObject({ code: 'unauthorized', reason });
    expect(tools.ran).toEqual([]);
    expect(tools.refusals).toEqual([
      { requestId: null, callControlId: null, tool: 'book_visit', reason, detail: {} },
    ]);
  });

  it('a changed body', async () => {
    const genuine = toolCall('cancel_visit', { visit_id: 'mine', confirmed: true });
    const forged = new Request(genuine, {
      method: 'POST',
      body: JSON.stringify({ visit_id: 'yours', confirmed: true }),
    });
    expect((await handle(forged)).status).toBe(401);
    expect(tools.ran).toEqual([]);
  });

  it('without a public key nothing passes', async () => {
    handle = handlerWith({ verify: createWebhookVerifier([]) });
    expect((await send('look_up_client')).body['error']).toMatchObject({
      reason: 'not_configured',
    });
  });

  it('a megabyte: 413, unread', async () => {
    const { status } = await send('take_message', 'x'.repeat(1_000_000));
    expect(status).toBe(413);
    expect(tools.refusals).toMatchObject([{ reason: 'too_large', tool: 'take_message' }]);
  });

  it('a flood is written down 60 times a minute, and logged every time', async () => {
    const flood = async () => {
      for (let times = 0; times < 100; times += 1) await send('x', {}, { key: other });
    };
    await flood();
    expect(tools.refusals).toHaveLength(60);
    expect(harness.logged).toHaveLength(100);
    await harness.clock.advance(60_000);
    await flood();
    expect(tools.refusals).toHaveLength(120);
  });

  it('an odd tool name is made harmless before it is written down', async () => {
    await send(
      `${encodeURIComponent("x\u0000'; drop table clients;--")}${'y'.repeat(100)}`,
      {},
      {
        key: other,
      },
    );
    expect(tools.refusals[0]?.tool).toMatch(/^[\w.?-]{1,60}$/);
  });
});

describe('what the model gets wrong', () => {
  it.each<[string, unknown, string[]]>([
    ['book_visit', {}, ['slot_id', 'problem']],
    ['book_visit', { slot_id: "x' or 1=1 --", problem: 'tap' }, ['slot_id']],
    ['book_visit', { slot_id: 's', problem: 'tap', confirmed: 'yes' }, ['confirmed']],
    ['book_visit', { slot_id: 's', problem: 'tap', organization_id: 'harbor' }, ['unknown']],
    ['book_visit', { slot_id: 's', problem: 'tap', duration_hours: 9999 }, ['unknown']],
    ['find_slots', { problem: 'tap', date_from: '2026-02-30' }, ['date_from']],
    ['find_slots', { problem: 'tap', date_to: 'tomorrow' }, ['date_to']],
    ['find_slots', { problem: 'tap', part_of_day: 'night' }, ['part_of_day']],
    ['find_slots', { problem: { deep: [[[]]] } }, ['problem']],
    ['find_slots', { problem: 'a\u0000b' }, ['problem']],
    ['find_slots', { problem: '\ud800' }, ['problem']],
    ['take_message', { message: 'x'.repeat(2001) }, ['message']],
    ['take_message', { message: '   ' }, ['message']],
    ['quote_price', { service: ['a', 'b'] }, ['service']],
    ['look_up_client', { phone_number: '+14165550123' }, ['unknown']],
    ['look_up_client', '[]', ['body']],
    ['look_up_client', 'null', ['body']],
    ['look_up_client', '{"a":', ['body']],
    ['look_up_client', '', ['body']],
  ])('%s %j: told what is wrong, runs nothing', async (tool, body, problems) => {
    const answer = await send(tool, body);
    expect(answer).toMatchObject({
      status: 200,
      body: { ok: false, reason: 'invalid_arguments', arguments: problems },
    });
    expect(tools.ran).toEqual([]);
    expect(tools.refusals).toMatchObject([
      { tool, reason: 'invalid_arguments', callControlId: CALL, detail: { problems } },
    ]);
  });

  it('JSON that is deeper than any stack is refused like any other', async () => {
    const deep = `{"problem":${'['.repeat(8_000)}${']'.repeat(8_000)}}`;
    expect((await send('find_slots', deep)).body).toMatchObject({ reason: 'invalid_arguments' });
  });

  it.each(['drop_table', 'hangup', '', 'book_visit%2f', '__proto__', 'constructor'])(
    'the tool "%s" is unknown',
    async (tool) => {
      const answer = await send(tool);
      expect(answer).toMatchObject({ status: 200, body: { ok: false, reason: 'unknown_tool' } });
      expect(tools.ran).toEqual([]);
      expect(tools.refusals).toMatchObject([{ reason: 'unknown_tool', callControlId: CALL }]);
    },
  );

  it('what the caller said does not go into the audit log', async () => {
    await send('take_message', { message: 'My card is 4111', organization_id: 'harbor' });
    expect(JSON.stringify(tools.refusals)).not.toMatch(/4111|harbor/);
  });

  it('null and "" are arguments left out', async () => {
    await send('find_slots', { problem: ' tap ', service: null, date_from: '', visit_id: null });
    expect(tools.ran).toMatchObject([{ arguments: { problem: 'tap' } }]);
  });

  it('a confirmation left out is none', async () => {
    await send('cancel_visit', { visit_id: 'v' });
    expect(tools.ran).toMatchObject([{ arguments: { visit_id: 'v', confirmed: false } }]);
  });
});

describe('when the database does not answer', () => {
  it('an error: an apology, and nothing is claimed', async () => {
    tools.answers.push(new Error('down'));
    const answer = await send('book_visit', { slot_id: 's', problem: 'tap', confirmed: true });
    expect(answer).toMatchObject({ status: 200, body: { ok: false, reason: 'unavailable' } });
    expect(tools.refusals).toMatchObject([{ reason: 'unavailable', callControlId: CALL }]);
  });

  it('nothing for 4 s: an apology before the assistant gives up', async () => {
    tools.answers.push(new Promise(() => undefined));
    const answer = handle(toolCall('look_up_client', {}));
    await vi.waitFor(() => expect(tools.ran).toHaveLength(1));
    await harness.clock.advance(3_999);
    expect(harness.logged).toEqual([]);
    await harness.clock.advance(1);
    expect(await (await answer).json()).toMatchObject({ ok: false, reason: 'unavailable' });
  });

  it('also when the refusal cannot be written down', async () => {
    tools.isAway = true;
    tools.answers.push(new Error('down'));
    expect((await send('look_up_client')).body).toMatchObject({ reason: 'unavailable' });
    expect((await send('drop_table')).body).toMatchObject({ reason: 'unknown_tool' });
  });
});

describe('asking for a person', () => {
  const wish = { reason: 'smells gas', urgent: true };

  it('rings people for the call that the database found', async () => {
    tools.answers.push(inToronto({}));
    expect((await send('request_person', wish)).body).toMatchObject({ ok: true });
    expect(asked).toEqual([[CALL_ID, { ...wish, source: 'tool' }]]);
  });

  it('says so when nobody can be rung', async () => {
    people = 'not_possible';
    tools.answers.push(inToronto({}));
    const { body } = await send('request_person', wish);
    expect(body).toMatchObject({ ok: false, message: expect.stringMatching(/take a message/) });
  });

  it('apologises when ringing breaks', async () => {
    people = new Error('down');
    tools.answers.push(inToronto({}));
    expect((await send('request_person', wish)).body).toMatchObject({ reason: 'unavailable' });
  });

  it('rings nobody when it was refused, and nobody from the test panel', async () => {
    tools.answers.push({ ok: false, reason: 'call_not_live', callId: CALL_ID });
    expect((await send('request_person', wish)).body).toMatchObject({ reason: 'call_not_live' });
    tools.answers.push(inToronto({ callId: null }));
    expect((await send('request_person', wish)).body).toMatchObject({ ok: true });
    expect(asked).toEqual([]);
  });
});
