import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { JOHN, MAIN_NUMBER, MARIA, startHarness, until } from './harness.ts';
import type { Harness } from './harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await startHarness();
});
afterEach(() => h.stop());

/** A request with headers that fetch would not let us set. */
function rawStatus(path: string, headers: Record<string, string>): Promise<number> {
  const { port } = new URL(h.simulator.url);
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

describe('the control API', () => {
  test('says when it is ready', async () => {
    expect((await h.sim('GET', '/health')).body).toEqual({ ready: true });
  });

  test("shows a call with the contract's fields", async () => {
    const { id } = await h.inboundCall({ caller_name: 'Maria Lopez' });
    expect((await h.sim('GET', `/calls/${id}`)).body).toMatchObject({
      id,
      direction: 'inbound',
      state: 'ringing',
      from: MARIA,
      to: MAIN_NUMBER,
      hangup_cause: null,
      bridged_to: [],
      heard: { packets: 0, rms: 0, tones_hz: [], dtmf: '', longest_silence_ms: 0 },
      spoken: [],
      transcript: [],
    });
  });

  test('lists outside persons only, the live ones when asked', async () => {
    const { sipUsername } = await h.browser();
    const first = await h.inboundCall();
    const second = await h.inboundCall({ from: JOHN });
    await h.dial({ to: `sip:${sipUsername}@sip.telnyx.com` });
    await h.sim('POST', `/calls/${first.id}/actions`, { type: 'hangup' });
    const ids = (body: { id: string }[]) => body.map(({ id }) => id);
    expect(ids((await h.sim('GET', '/calls')).body)).toEqual([first.id, second.id]);
    expect(ids((await h.sim('GET', '/calls?active=true')).body)).toEqual([second.id]);
    expect((await h.sim('GET', '/legs')).body).toHaveLength(3);
  });

  test('sends a steady tone when asked, on the answer or later', async () => {
    const { id } = await h.answeredCall({ script: undefined, tone_hz: 440 });
    expect(h.media.spokenBy(id)).toEqual([{ kind: 'tone', hz: 440 }]);
    await h.sim('POST', `/calls/${id}/actions`, { type: 'tone', tone_hz: 700 });
    expect(h.media.spokenBy(id).at(-1)).toEqual({ kind: 'tone', hz: 700 });
  });

  test.each([
    ['POST', '/calls', { to: MAIN_NUMBER }, 422],
    ['POST', '/calls', { from: MARIA, to: MAIN_NUMBER, script: [{ sing: 'la' }] }, 422],
    ['POST', '/calls', { from: MARIA, to: MAIN_NUMBER, tone_hz: 5000 }, 422],
    ['POST', '/calls', { from: MARIA, to: MAIN_NUMBER, shaken_stir_attestation: 'D' }, 422],
    ['PUT', '/callees/%2B14165550177', { behaviour: 'sleeps' }, 422],
    ['PUT', '/callees/John', { behaviour: 'busy' }, 422],
    ['PUT', '/faults', { webhooks: { drop: 2 } }, 422],
    ['PUT', '/faults', { webhooks: { dorp: 1 } }, 422],
    ['PUT', '/faults', { rest: { fail: [{ action: 'dial', status: 200 }] } }, 422],
    ['GET', '/calls/nobody', undefined, 404],
    ['POST', '/calls/nobody/actions', { type: 'hangup' }, 404],
    ['GET', '/nowhere', undefined, 404],
  ])('%s %s %j is answered with %#: a clear error', async (method, path, body, status) => {
    const answer = await h.sim(method, path, body);
    expect(answer.status).toBe(status);
    expect(answer.body.error.message).toMatch(/\w/);
  });

  test.each([
    ['say', { text: 'Hi' }],
    ['dtmf', { digits: '1' }],
    ['tone', { tone_hz: 440 }],
    ['answer', {}],
    ['reject', {}],
  ])('%s does not fit a caller who is still ringing', async (type, fields) => {
    const { id } = await h.inboundCall();
    const { status, body } = await h.sim('POST', `/calls/${id}/actions`, { type, ...fields });
    expect([status, body.error.code]).toEqual([409, 'not_in_this_state']);
  });

  test('keeps outside texts and does not pretend to have delivered them', async () => {
    const posted = await h.sim('POST', '/messages', {
      from: MARIA,
      to: MAIN_NUMBER,
      text: 'Hello',
    });
    expect([posted.status, posted.body.delivered_to_app]).toEqual([202, false]);
    const list = (await h.sim('GET', '/messages')).body;
    expect(list).toMatchObject([{ direction: 'inbound', from: MARIA, text: 'Hello' }]);
    expect(h.app.events).toEqual([]);
  });

  test('drops the sockets of browsers once', async () => {
    await h.sim('PUT', '/faults', { rtc: { drop_sockets: true } });
    expect(h.gateway.socketDrops()).toBe(1);
  });

  test('fails REST commands as often as told, with the status and code', async () => {
    const fail = [{ action: 'answer', status: 429, code: '10011', times: 2 }];
    await h.sim('PUT', '/faults', { rest: { fail } });
    const { callControlId } = await h.inboundCall();
    const statuses = [];
    for (let count = 0; count < 3; count += 1) {
      statuses.push((await h.command(callControlId, 'answer')).status);
    }
    expect(statuses).toEqual([429, 429, 200]);
    const rows = (await h.sim('GET', '/commands')).body;
    expect(rows.map((row: { status: number }) => row.status)).toEqual([429, 429, 200]);
  });
});

describe('reset', () => {
  test('hangs up, tells the app, forgets logs, faults and behaviours, keeps browsers', async () => {
    const { sipUsername } = await h.browser();
    const { callControlId } = await h.inboundCall();
    await h.sim('PUT', `/callees/${encodeURIComponent(JOHN)}`, { behaviour: 'busy' });
    await h.sim('PUT', '/faults', { webhooks: { drop: 1 } });
    await h.sim('POST', '/reset');
    await h.event('call.hangup', callControlId);
    for (const path of ['/calls', '/webhooks', '/commands', '/callees', '/messages']) {
      expect((await h.sim('GET', path)).body).toEqual([]);
    }
    expect((await h.sim('GET', '/faults')).body.webhooks.drop).toBe(0);
    expect((await h.sim('GET', '/registrations')).body).toMatchObject([
      { sip_username: sipUsername },
    ]);
    await h.inboundCall();
    const [row] = (await h.sim('GET', '/webhooks')).body;
    expect(row.seq).toBeGreaterThan(2);
  });
});

describe('access from elsewhere', () => {
  test('a page of another origin is refused, and so is a name made to point here', async () => {
    const { host } = new URL(h.simulator.url);
    expect(await rawStatus('/sim/calls', { host })).toBe(200);
    expect(await rawStatus('/sim/calls', { host, origin: `http://${host}` })).toBe(200);
    expect(await rawStatus('/sim/calls', { host, origin: 'https://evil.example' })).toBe(403);
    expect(await rawStatus('/sim/calls', { host: 'evil.example' })).toBe(403);
  });

  test("the SDK's call report is taken from any origin", async () => {
    const response = await fetch(`${h.simulator.url}/call_report`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });
});

describe('the phone booth', () => {
  test('is a page with its files, under a policy that lets nothing else in', async () => {
    const page = await fetch(`${h.simulator.url}/`);
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
    const html = await page.text();
    const files = [...html.matchAll(/(?:src|href)="(\/booth\/[^"]+)"/g)].map(
      ([, file]) => file ?? '',
    );
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) {
      expect((await fetch(h.simulator.url + file)).status).toBe(200);
    }
    expect((await fetch(`${h.simulator.url}/booth/..%2fserve-booth.ts`)).status).toBe(404);
  });

  test('passes the microphone on in frames of 20 ms, once the call is answered', async () => {
    const { id, callControlId } = await h.inboundCall();
    const socket = new WebSocket(`${h.simulator.url.replace('http', 'ws')}/sim/audio?call=${id}`);
    await new Promise((resolve) => socket.once('open', resolve));
    await h.command(callControlId, 'answer');
    socket.send(Buffer.alloc(320, 0x55));
    await until('two frames', () => h.media.microphoneFrames(id) === 2);
    h.media.speakIntoEar(id, new Uint8Array(160).fill(0x2a));
    const heard = await new Promise<Buffer>((resolve) => {
      socket.once('message', (data: Buffer) => resolve(data));
      h.media.speakIntoEar(id, new Uint8Array(160).fill(0x2a));
    });
    expect(heard).toEqual(Buffer.alloc(160, 0x2a));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await h.sim('POST', `/calls/${id}/actions`, { type: 'hangup' });
    await closed;
  });

  test('has no sound of a call that does not exist', async () => {
    const socket = new WebSocket(`${h.simulator.url.replace('http', 'ws')}/sim/audio?call=nobody`);
    const error = await new Promise<Error>((resolve) => socket.once('error', resolve));
    expect(error.message).toMatch(/404/);
  });

  test('is told of webhooks, commands and calls as they happen', async () => {
    const abort = new AbortController();
    const stream = await fetch(`${h.simulator.url}/sim/events`, { signal: abort.signal });
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    await h.answeredCall();
    let text = '';
    while (
      !/event: command/.test(text) ||
      !/event: webhook/.test(text) ||
      !/event: call\n/.test(text)
    ) {
      text += (await reader.read()).value ?? '';
    }
    abort.abort();
  });
});
