import { createPublicKey, verify } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MAIN_NUMBER, MARIA, startHarness, until } from './harness.ts';
import type { Harness } from './harness.ts';
import type { ReceivedEvent } from './webhook-receiver.ts';

let h: Harness;
beforeEach(async () => {
  h = await startHarness();
});
afterEach(() => h.stop());

/** Telnyx's rule, checked with Node's own Ed25519: `timestamp|rawBody`, raw 32-byte key. */
function isSigned({ headers, raw }: ReceivedEvent, publicKey: string): boolean {
  const der = Buffer.concat([
    Buffer.from('302a300506032b6570032100', 'hex'),
    Buffer.from(publicKey, 'base64'),
  ]);
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  const signature = Buffer.from(String(headers['telnyx-signature-ed25519']), 'base64');
  return verify(null, Buffer.from(`${String(headers['telnyx-timestamp'])}|${raw}`), key, signature);
}

const rowOf = async (type: string) =>
  (await h.sim('GET', '/webhooks')).body.find(
    (row: { event_type: string }) => row.event_type === type,
  );

/** The log row once its delivery has come to an end. */
const settledRow = (type: string) =>
  until(`${type} to settle`, async () => {
    const row = await rowOf(type);
    return row !== undefined && row.state !== 'pending' && row;
  });

const attempts = (count: number) =>
  until(
    `${count} attempts`,
    async () => (await rowOf('call.initiated'))?.attempts.length === count,
  );

describe('[I9] the signature', () => {
  test('covers timestamp and exact body, with the published key', async () => {
    await h.inboundCall({ caller_name: 'Zoë “Z” Łopez' });
    const event = await h.event('call.initiated');
    const published = (await h.rest('GET', '/public_key')).body.data.public;
    expect(published).toBe(h.simulator.publicKey);
    expect(Buffer.from(published, 'base64')).toHaveLength(32);
    expect(isSigned(event, published)).toBe(true);
    expect(isSigned({ ...event, raw: event.raw.replace(MARIA, MAIN_NUMBER) }, published)).toBe(
      false,
    );
    expect(event.headers['telnyx-timestamp']).toBe(String(h.clock.now() / 1000));
    expect(event.headers['user-agent']).toBe('telnyx-webhooks');
  });

  test('is of a key that outlives a restart, and is replaced by a rotation', async () => {
    const before = h.simulator.publicKey;
    await h.restart();
    expect(h.simulator.publicKey).toBe(before);
    const rotated = (await h.sim('POST', '/keys/rotate')).body.public_key;
    await h.inboundCall();
    const event = await h.event('call.initiated');
    expect([isSigned(event, before), isSigned(event, rotated)]).toEqual([false, true]);
  });

  test('can be forged, and the timestamp shifted, on request', async () => {
    await h.sim('PUT', '/faults', { webhooks: { forge: 1, timestamp_offset_secs: -301 } });
    await h.inboundCall();
    const event = await h.event('call.initiated');
    expect(isSigned(event, h.simulator.publicKey)).toBe(false);
    expect(Number(event.headers['telnyx-timestamp'])).toBe(h.clock.now() / 1000 - 301);
  });
});

describe('the envelope', () => {
  test('has a unique id, microsecond time, first attempt and the address it went to', async () => {
    await h.answeredCall();
    const [first, second] = [await h.event('call.initiated'), await h.event('call.answered')];
    expect(first.meta).toEqual({ attempt: 1, delivered_to: `${h.app.url}/voice` });
    expect(first.occurredAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    expect(second.occurredAt > first.occurredAt).toBe(true);
    expect(first.id).not.toBe(second.id);
  });

  test('goes to the webhook_url of the command for the rest of that leg', async () => {
    const { callControlId } = await h.inboundCall();
    await h.command(callControlId, 'answer', { webhook_url: `${h.app.url}/special` });
    expect((await h.event('call.answered')).path).toBe('/special');
  });
});

describe('[I1] retries', () => {
  test.each([500, 503, 429, 408, 0])(
    'an answer of %i is tried again, with the same id',
    async (status) => {
      h.app.answerWith(({ meta }) => (meta.attempt === 1 ? status : 200));
      await h.inboundCall();
      await attempts(1);
      await h.clock.advance(1000);
      await attempts(2);
      const row = await settledRow('call.initiated');
      expect(row.state).toBe('delivered');
      expect(row.attempts.map((entry: { status: number | null }) => entry.status)).toEqual([
        status === 0 ? null : status,
        200,
      ]);
      expect(h.app.events.map(({ id, meta }) => [id, meta.attempt])).toEqual([
        [row.id, 1],
        [row.id, 2],
      ]);
    },
  );

  test.each([400, 401, 404, 413])('an answer of %i is final', async (status) => {
    h.app.answerWith(() => status);
    await h.inboundCall();
    const row = await settledRow('call.initiated');
    await h.clock.advance(60_000);
    expect([row.state, h.app.events.length, h.failover.events.length]).toEqual(['failed', 1, 0]);
  });

  test('after three attempts the failover URL has its three', async () => {
    h.app.answerWith(() => 500);
    h.failover.answerWith(({ meta }) => (meta.attempt === 6 ? 200 : 500));
    await h.inboundCall();
    for (const count of [1, 2, 4, 5]) {
      await attempts(count);
      await h.clock.advance(2000);
    }
    const row = await settledRow('call.initiated');
    expect(row.attempts.map((entry: { url: string }) => entry.url)).toEqual([
      ...Array.from({ length: 3 }, () => `${h.app.url}/voice`),
      ...Array.from({ length: 3 }, () => `${h.failover.url}/failover`),
    ]);
    expect(h.failover.events.at(-1)?.meta).toEqual({
      attempt: 6,
      delivered_to: `${h.failover.url}/failover`,
    });
  });

  test('follow the policy of the command', async () => {
    h.app.answerWith(({ type }) => (type === 'call.hangup' ? 500 : 200));
    await h.rest('PATCH', `/call_control_applications/${h.simulator.connectionId}`, {
      application_name: 'Switchboard',
      webhook_event_url: `${h.app.url}/voice`,
      webhook_event_failover_url: '',
    });
    const { body } = await h.dial({
      webhook_retries_policies: { 'call.hangup': { retries_ms: [250] } },
    });
    await h.event('call.initiated');
    await h.command(body.data.call_control_id, 'hangup');
    await until(
      'the first attempt',
      async () => (await rowOf('call.hangup'))?.attempts.length === 1,
    );
    await h.clock.advance(250);
    expect((await settledRow('call.hangup')).attempts).toHaveLength(2);
  });

  test('an app that does not answer in time is tried again', async () => {
    let isSlow = true;
    h.app.answerWith(() => {
      if (!isSlow) return 200;
      isSlow = false;
      return -1;
    });
    await h.inboundCall();
    await until('the first request', () => h.app.events.length === 1);
    await h.clock.advance(1999);
    expect((await rowOf('call.initiated')).attempts).toEqual([]);
    await h.clock.advance(1);
    await attempts(1);
    expect((await rowOf('call.initiated')).attempts[0]).toMatchObject({
      status: null,
      error: 'timeout',
    });
    await h.clock.advance(1000);
    await settledRow('call.initiated');
    expect(h.app.events).toHaveLength(2);
  });

  test("wait as long as the application's webhook_timeout_secs", async () => {
    await h.rest('PATCH', `/call_control_applications/${h.simulator.connectionId}`, {
      application_name: 'Switchboard',
      webhook_event_url: `${h.app.url}/voice`,
      webhook_timeout_secs: 10,
    });
    h.app.answerWith(() => -1);
    await h.inboundCall();
    await until('the first request', () => h.app.events.length === 1);
    await h.clock.advance(9999);
    expect((await rowOf('call.initiated')).attempts).toEqual([]);
    await h.clock.advance(1);
    await attempts(1);
  });
});

describe('faults', () => {
  const callAndHangUp = async () => {
    const { callControlId } = await h.answeredCall();
    await h.command(callControlId, 'hangup');
    return callControlId;
  };

  test('drop: the event never arrives, and the log says so', async () => {
    await h.sim('PUT', '/faults', { webhooks: { drop: 1 } });
    await h.inboundCall();
    const row = await settledRow('call.initiated');
    expect([row.state, row.attempts, h.app.events.length]).toEqual(['dropped', [], 0]);
    await h.sim('DELETE', '/faults');
    await h.inboundCall();
    await h.event('call.initiated');
  });

  test('duplicate: the same event twice, under one id', async () => {
    await h.sim('PUT', '/faults', { webhooks: { duplicate: 1 } });
    await h.inboundCall();
    await until('both', () => h.app.events.length === 2);
    expect(h.app.events[0]?.id).toBe(h.app.events[1]?.id);
  });

  test('delay_ms: held back that long', async () => {
    await h.sim('PUT', '/faults', { webhooks: { delay_ms: 3000 } });
    await h.inboundCall();
    await h.clock.advance(2999);
    expect((await rowOf('call.initiated')).attempts).toEqual([]);
    await h.clock.advance(1);
    await h.event('call.initiated');
  });

  test('reorder: a later event overtakes an earlier one, and none is lost', async () => {
    await h.sim('PUT', '/faults', { seed: 7, webhooks: { reorder: 0.5 } });
    for (let count = 0; count < 5; count += 1) {
      const { callControlId } = await h.inboundCall();
      await h.command(callControlId, 'answer');
      await h.command(callControlId, 'hangup');
    }
    await until('the first ones', () => h.app.events.length > 0);
    await h.clock.advance(1500);
    await until('all', () => h.app.events.length === 15);
    const times = h.app.events.map(({ occurredAt }) => occurredAt);
    expect(times).not.toEqual([...times].sort());
    expect(new Set(h.app.events.map(({ id }) => id)).size).toBe(15);
  });

  test('the same seed misbehaves in the same way', async () => {
    const run = async (seed: number): Promise<string[][]> => {
      await h.sim('POST', '/reset');
      await h.sim('PUT', '/faults', { seed, webhooks: { drop: 0.3, duplicate: 0.3 } });
      const last = (await h.sim('GET', '/webhooks')).body.at(-1)?.seq ?? 0;
      for (let count = 0; count < 6; count += 1) {
        const { callControlId } = await h.inboundCall();
        await h.command(callControlId, 'hangup');
      }
      const rows = (await h.sim('GET', `/webhooks?after=${last}`)).body;
      return rows.map((row: { faults: string[] }) => row.faults);
    };
    const first = await run(11);
    expect(first.flat().length).toBeGreaterThan(0);
    expect(await run(11)).toEqual(first);
    expect(await run(12)).not.toEqual(first);
  });

  test('the log keeps the exact bytes, so that a genuine event can be replayed', async () => {
    await callAndHangUp();
    const row = await settledRow('call.hangup');
    const event = await h.event('call.hangup');
    expect(row.raw).toBe(event.raw);
    expect(row.body).toEqual(JSON.parse(event.raw));
    expect(row.headers['telnyx-signature-ed25519']).toBe(event.headers['telnyx-signature-ed25519']);
  });
});
