import { generateKeyPairSync, sign } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { createWebhookVerifier } from '../_shared/adapters/telnyx-signature.ts';
import { readTelnyxEvent } from '../_shared/adapters/telnyx-transform.ts';
import { accept } from '../_shared/application/accept-call.ts';
import { encodeClientState } from '../_shared/core/client-state.ts';
import { createHarness, type Harness, MAPLE, MEMBERS, settle } from '../_shared/testing/harness.ts';
import { createWebhookHandler } from './handler.ts';

const keys = generateKeyPairSync('ed25519');
const rawPublicKey = keys.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
const publicKey = rawPublicKey.toString('base64');

let harness: Harness;
let handle: (request: Request) => Promise<Response>;

beforeEach(() => {
  harness = createHarness();
  handle = createWebhookHandler({
    ...harness,
    verify: createWebhookVerifier([publicKey]),
    read: readTelnyxEvent,
  });
});

interface Sent {
  id?: string;
  type: string;
  ms?: number;
  payload?: Record<string, unknown>;
}

const CALLER = 'v3:caller+/=';

function body({ id, type, ms = 0, payload = {} }: Sent): string {
  const occurredAt = new Date(Date.parse('2026-11-22T15:00:00.000Z') + ms).toISOString();
  return JSON.stringify({
    data: {
      record_type: 'event',
      event_type: type,
      id: id ?? `${type}-${String(payload['call_control_id'] ?? CALLER)}`,
      occurred_at: occurredAt,
      payload: {
        call_control_id: CALLER,
        call_session_id: 'session',
        connection_id: '2709042883142354871',
        direction: 'incoming',
        from: '+14165550123',
        to: MAPLE.phoneNumber,
        ...payload,
      },
    },
    meta: { attempt: 1 },
  });
}

function signed(
  raw: string | Uint8Array,
  options: { skewSeconds?: number; key?: typeof keys } = {},
) {
  const seconds = Math.floor(Date.parse(harness.clock.now()) / 1000) + (options.skewSeconds ?? 0);
  const bytes = Buffer.from(raw);
  const signature = sign(
    null,
    Buffer.concat([Buffer.from(`${seconds}|`), bytes]),
    (options.key ?? keys).privateKey,
  );
  return new Request('http://functions.test/telnyx-voice-webhook', {
    method: 'POST',
    headers: {
      'telnyx-signature-ed25519': signature.toString('base64'),
      'telnyx-timestamp': String(seconds),
    },
    body: bytes,
  });
}

async function send(event: Sent): Promise<number> {
  const response = await handle(signed(body(event)));
  await settle();
  return response.status;
}

const theCall = () => [...harness.calls.rows.values()][0];

describe('the voice webhook', () => {
  it('makes a ringing call of the client who calls, and asks Telnyx for nothing', async () => {
    expect(await send({ type: 'call.initiated' })).toBe(200);
    expect(theCall()?.state).toMatchObject({ status: 'ringing', direction: 'inbound' });
    expect(theCall()?.stored.identity).toMatchObject({
      organizationId: MAPLE.organizationId,
      clientId: 'maria',
      fromNumber: '+14165550123',
    });
    expect(harness.telephony.sent).toEqual([]);
  });

  it('[I1] applies an event once, however often it comes', async () => {
    await send({ type: 'call.initiated' });
    const version = theCall()?.stored.version;
    for (let times = 0; times < 5; times += 1) {
      expect(await send({ type: 'call.initiated' })).toBe(200);
    }
    expect(theCall()?.stored.version).toBe(version);
    expect(harness.calls.events.size).toBe(1);
  });

  it('[I1] two deliveries at the same moment make one call', async () => {
    const responses = await Promise.all([
      handle(signed(body({ type: 'call.initiated' }))),
      handle(signed(body({ type: 'call.initiated' }))),
      handle(
        signed(
          body({ type: 'call.hangup', ms: 900, payload: { hangup_cause: 'originator_cancel' } }),
        ),
      ),
    ]);
    await settle();
    expect(responses.map((response) => response.status)).toEqual([200, 200, 200]);
    expect(harness.calls.rows.size).toBe(1);
    expect(theCall()?.state).toMatchObject({ status: 'ended', outcome: 'missed' });
  });

  it('[I12] a hang-up that comes alone still makes the missed call and its call-back task', async () => {
    const start = '2026-11-22T14:59:50.000Z';
    await send({
      type: 'call.hangup',
      payload: { hangup_cause: 'originator_cancel', start_time: start },
    });
    expect(theCall()?.state).toMatchObject({
      status: 'ended',
      outcome: 'missed',
      startedAt: start,
    });
    expect(harness.calls.tasks.size).toBe(1);
  });

  it('[I3] ends a call that nobody accepts when its time is over, and hangs the caller up', async () => {
    await send({ type: 'call.initiated' });
    await harness.clock.advance(24_000);
    expect(theCall()?.state.status).toBe('ringing');
    await harness.clock.advance(2_000);
    expect(theCall()?.state).toMatchObject({ status: 'ended', outcomeReason: 'ring_timeout' });
    expect(harness.telephony.sent.map((command) => command.body)).toEqual([
      { kind: 'hangup', callControlId: CALLER },
    ]);
  });

  it('connects: the accepted call is answered, the winner is dialled, and the far end leaving ends all', async () => {
    await send({ type: 'call.initiated' });
    const id = theCall()?.stored.identity.id ?? '';
    const device = harness.directory.findDevice(MEMBERS.ana.memberId);
    await accept(harness, MEMBERS.ana, device, id);
    await settle();
    expect(harness.telephony.kinds().sort()).toEqual(['answer', 'dial_agent']);
    const agentLeg = {
      call_control_id: 'v3:leg1',
      direction: 'outgoing',
      client_state: encodeClientState({ callId: id, role: 'agent', attempt: 1 }),
    };
    await harness.clock.advance(1_000);
    await send({ type: 'call.answered', ms: 600 });
    await send({ type: 'call.answered', ms: 700, payload: agentLeg });
    expect(theCall()?.state).toMatchObject({ status: 'active' });
    await send({ type: 'call.hangup', ms: 60_700, payload: { hangup_cause: 'normal_clearing' } });
    expect(theCall()?.state).toMatchObject({
      status: 'ended',
      outcome: 'answered',
      durationSeconds: 60,
    });
    expect(harness.telephony.sent.at(-1)?.body).toEqual({
      kind: 'hangup',
      callControlId: 'v3:leg1',
    });
  });

  it('stores event types that it does not know, and says 200', async () => {
    expect(await send({ type: 'call.cost' })).toBe(200);
    expect([...harness.calls.events.values()][0]).toMatchObject({ ignoredReason: 'not_used' });
  });

  it('a decided number order is gone on with, by its reference', async () => {
    const gone: string[] = [];
    const watching = createWebhookHandler({
      ...harness,
      verify: createWebhookVerifier([publicKey]),
      read: readTelnyxEvent,
      onNumberOrder: (setupId) => gone.push(setupId),
    });
    const setupId = '6ddf2ad2-cecd-47ba-8c5f-28947ef05de9';
    const order = (id: string, reference: unknown) =>
      watching(
        signed(
          body({ id, type: 'number_order.complete', payload: { customer_reference: reference } }),
        ),
      );
    expect((await order('o1', setupId)).status).toBe(200);
    expect((await order('o2', 'somebody else’s')).status).toBe(200);
    expect((await order('o3', undefined)).status).toBe(200);
    expect(gone).toEqual([setupId]);
  });

  it('[I1] parks a call to a number of nobody', async () => {
    expect(await send({ type: 'call.initiated', payload: { to: '+14165559999' } })).toBe(200);
    expect([...harness.calls.deadLetters.values()]).toEqual([
      { reason: 'unknown_number', times: 1 },
    ]);
  });

  it('[I1] parks broken JSON that Telnyx signed', async () => {
    const response = await handle(signed('{"data":'));
    expect(response.status).toBe(400);
    expect([...harness.calls.deadLetters.values()][0]?.reason).toBe('broken_json');
  });

  describe('[I9] what is not proved to come from Telnyx writes nothing', () => {
    const nothingWritten = () => {
      expect(
        harness.calls.rows.size + harness.calls.events.size + harness.calls.deadLetters.size,
      ).toBe(0);
    };

    it('no signature', async () => {
      const request = new Request('http://functions.test/', {
        method: 'POST',
        body: body({ type: 'call.initiated' }),
      });
      expect((await handle(request)).status).toBe(401);
      nothingWritten();
    });

    it("another key's signature", async () => {
      const key = generateKeyPairSync('ed25519');
      expect((await handle(signed(body({ type: 'call.initiated' }), { key }))).status).toBe(401);
      nothingWritten();
    });

    it.each([-301, 301])('a timestamp %i s away', async (skewSeconds) => {
      expect((await handle(signed(body({ type: 'call.initiated' }), { skewSeconds }))).status).toBe(
        401,
      );
      nothingWritten();
    });

    it('a timestamp that is no number', async () => {
      const request = signed(body({ type: 'call.initiated' }));
      request.headers.set('telnyx-timestamp', 'abc');
      expect((await handle(request)).status).toBe(401);
      nothingWritten();
    });

    it('a changed body', async () => {
      const request = signed(body({ type: 'call.initiated' }));
      const forged = new Request(request, { method: 'POST', body: body({ type: 'call.hangup' }) });
      expect((await handle(forged)).status).toBe(401);
      nothingWritten();
    });

    it('an oversized body: 413', async () => {
      expect((await handle(signed('x'.repeat(200_000)))).status).toBe(413);
      nothingWritten();
    });
  });

  it('asks Telnyx to send again while the database is away', async () => {
    harness.calls.loadForEvent = () => Promise.reject(new Error('down'));
    const broken = createWebhookHandler({
      ...harness,
      verify: createWebhookVerifier([publicKey]),
      read: readTelnyxEvent,
    });
    expect((await broken(signed(body({ type: 'call.initiated' })))).status).toBe(503);
  });

  it('accepts the old and the new key during a rotation', async () => {
    const next = generateKeyPairSync('ed25519');
    const nextRaw = next.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
    const rotating = createWebhookHandler({
      ...harness,
      verify: createWebhookVerifier([publicKey, nextRaw.toString('base64')]),
      read: readTelnyxEvent,
    });
    expect((await rotating(signed(body({ type: 'call.cost', id: '1' })))).status).toBe(200);
    expect(
      (await rotating(signed(body({ type: 'call.cost', id: '2' }), { key: next }))).status,
    ).toBe(200);
  });
});
