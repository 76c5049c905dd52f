import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { callFunction, signIn } from '../../support/api-client.ts';
import { waitUntil } from '../../support/wait-until.ts';
import {
  callRow,
  type Fixture,
  freshCaller,
  HARBOR_LINE,
  MAIN_LINE,
  MARIA,
  startFixture,
} from './fixture.ts';

let fixture: Fixture;

beforeAll(async () => {
  fixture = await startFixture();
}, 150_000);

afterEach(async () => {
  await fixture.sim.noFaults();
});

afterAll(() => fixture.stop());

const accept = (
  person: { api: Parameters<typeof callFunction>[1]; deviceId: string },
  callId: string,
) =>
  callFunction(fixture.product.apiUrl, person.api, 'telnyx-call-control', {
    call_id: callId,
    action: 'accept',
    device_id: person.deviceId,
  });

describe('an inbound call through real functions, Postgres and the simulator', () => {
  it('rings as the client who calls, and ends as missed with a call-back task when the caller leaves', async () => {
    const id = await fixture.sim.call({ from: MARIA, to: MAIN_LINE });
    const ringing = await callRow(fixture.service, MARIA, (row) => row.status === 'ringing');
    const { data: client } = await fixture.service
      .from('clients')
      .select('name')
      .eq('id', ringing.client_id ?? '')
      .single();
    expect(client).toEqual({ name: 'Maria Lopez' });
    await fixture.sim.act(id, { type: 'hangup' });
    const row = await callRow(fixture.service, MARIA, (one) => one.status === 'ended');
    expect(row).toMatchObject({ outcome: 'missed', outcome_reason: 'caller_hung_up' });
    const { data: tasks } = await fixture.service
      .from('call_tasks')
      .select('*')
      .eq('call_id', row.id);
    expect(tasks).toHaveLength(1);
  });

  it('[I2] 100 races of Ana and Ben: one connection each time, the other is told who has it', async () => {
    const ana = await fixture.person('ana@maple.test');
    const ben = await fixture.person('ben@maple.test');
    for (let race = 0; race < 100; race += 1) {
      const from = freshCaller();
      const id = await fixture.sim.call({ from, to: MAIN_LINE });
      const { id: callId } = await callRow(fixture.service, from);
      const answers = await Promise.all([accept(ana, callId), accept(ben, callId)]);
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
      const winner = answers[0].status === 200 ? 'Ana' : 'Ben';
      const loser = answers.find((answer) => answer.status === 409);
      expect(loser?.body.error).toMatchObject({
        code: 'already_claimed',
        claimed_by: { name: winner },
      });
      await fixture.sim.act(id, { type: 'hangup' });
      await callRow(fixture.service, from, (row) => row.status === 'ended');
    }
    const dials = (await fixture.sim.commands()).filter(
      (command) => command.action === 'dial' && String(command.body['to']).startsWith('sip:'),
    );
    expect(dials).toHaveLength(100);
    await waitUntil('all agent legs are over', async () => {
      return ana.phone.byes.length + ben.phone.byes.length >= 100;
    });
  }, 180_000);

  it("[I8] Harbor's Dana sees nothing of Maple's call, and cannot touch it", async () => {
    const dana = await fixture.person('dana@harbor.test');
    const from = freshCaller();
    const heard: unknown[] = [];
    const { data: maple } = await fixture.service
      .from('organizations')
      .select('id')
      .eq('name', 'Maple Plumbing')
      .single();
    await dana.api.realtime.setAuth();
    const joined = await new Promise<string>((resolve) => {
      dana.api
        .channel(`org:${maple?.id}:1`, { config: { private: true } })
        .on('broadcast', { event: '*' }, (message) => heard.push(message))
        .subscribe((status) => {
          if (status !== 'CLOSED') resolve(status);
        });
    });
    expect(joined).toBe('CHANNEL_ERROR');
    const id = await fixture.sim.call({ from, to: MAIN_LINE });
    const row = await callRow(fixture.service, from);
    const { data: rows } = await dana.api.from('telnyx_calls').select('id').eq('id', row.id);
    const { data: live } = await dana.api.rpc('live_calls');
    expect(rows).toEqual([]);
    expect(JSON.stringify(live ?? [])).not.toContain(row.id);
    expect((await accept(dana, row.id)).body.error?.code).toBe('not_found');
    expect(heard).toEqual([]);
    await fixture.sim.act(id, { type: 'hangup' });
    await dana.api.removeAllChannels();
  });

  it('[I7] decline silences one agent only; the call rings on', async () => {
    const ana = await fixture.person('ana@maple.test');
    const from = freshCaller();
    const id = await fixture.sim.call({ from, to: MAIN_LINE });
    const { id: callId } = await callRow(fixture.service, from);
    const declined = await callFunction(fixture.product.apiUrl, ana.api, 'telnyx-call-control', {
      call_id: callId,
      action: 'decline',
    });
    expect(declined).toMatchObject({ status: 200, body: { status: 'ringing' } });
    expect((await fixture.sim.get(id)).state).toBe('ringing');
    await fixture.sim.act(id, { type: 'hangup' });
  });

  it('[I3] [I12] nobody accepts: missed when the ring time is over, and the caller is hung up', async () => {
    const from = freshCaller();
    const id = await fixture.sim.call({ from, to: HARBOR_LINE });
    const row = await callRow(fixture.service, from, (one) => one.status === 'ended', 45_000);
    expect(row).toMatchObject({ outcome: 'missed', outcome_reason: 'ring_timeout' });
    await waitUntil(
      'the caller is hung up',
      async () => (await fixture.sim.get(id)).state === 'ended',
    );
  }, 60_000);

  it('[I9] a forged, unsigned, stale or oversized webhook writes nothing', async () => {
    const url = `${fixture.product.apiUrl}/functions/v1/telnyx-voice-webhook`;
    const from = freshCaller();
    const body = JSON.stringify({
      data: {
        id: 'forged',
        event_type: 'call.initiated',
        occurred_at: new Date().toISOString(),
        payload: { call_control_id: 'v3:forged', direction: 'incoming', from, to: MAIN_LINE },
      },
    });
    const seconds = Math.floor(Date.now() / 1000);
    const { privateKey } = generateKeyPairSync('ed25519');
    const forged = sign(null, Buffer.from(`${seconds}|${body}`), privateKey).toString('base64');
    const [genuine] = await fixture.sim.webhooks();
    expect(genuine).toBeDefined();
    const attempts: [string, Record<string, string>, number][] = [
      [body, {}, 401],
      [body, { 'telnyx-signature-ed25519': forged, 'telnyx-timestamp': String(seconds) }, 401],
      [
        body,
        {
          'telnyx-signature-ed25519': createHmac('sha512', 'x').update(body).digest('base64'),
          'telnyx-timestamp': String(seconds - 301),
        },
        401,
      ],
      ['x'.repeat(300_000), {}, 413],
    ];
    for (const [payload, headers, status] of attempts) {
      const response = await fetch(url, { method: 'POST', body: payload, headers });
      expect(response.status).toBe(status);
    }
    const { count } = await fixture.service
      .from('call_events')
      .select('id', { count: 'exact', head: true })
      .eq('id', 'forged');
    expect(count).toBe(0);
    const { data: calls } = await fixture.service
      .from('telnyx_calls')
      .select('id')
      .eq('from_number', from);
    expect(calls).toEqual([]);
  });

  it('[I1] [I5] [I6] duplicated, shuffled and delayed events: the same rows, no second command', async () => {
    const ana = await fixture.person('ana@maple.test');
    await fixture.sim.faults({
      webhooks: { duplicate: 0.5, reorder: 0.5, delay_ms: 300 },
      seed: 42,
    });
    const callers: string[] = [];
    for (let round = 0; round < 8; round += 1) {
      const from = freshCaller();
      const id = await fixture.sim.call({ from, to: MAIN_LINE });
      const { id: callId } = await callRow(fixture.service, from);
      if (round % 2 === 0) await accept(ana, callId);
      await fixture.sim.act(id, { type: 'hangup' });
      callers.push(from);
    }
    await fixture.sim.noFaults();
    for (const from of callers) {
      const row = await callRow(
        fixture.service,
        from,
        (one) => one.status === 'ended' && one.outcome_reason === 'caller_hung_up',
        30_000,
      );
      expect(row.outcome).toBe('missed');
    }
    const { data: stuck } = await fixture.service
      .from('telnyx_calls')
      .select('id')
      .neq('status', 'ended');
    expect(stuck).toEqual([]);
    const effective = (await fixture.sim.commands()).filter(
      (command) => command.status === 200 && !command.deduplicated,
    );
    const ids = effective.map((command) => command.command_id).filter((one) => one !== null);
    expect(new Set(ids).size).toBe(ids.length);
  }, 120_000);

  it('[I6] a function killed between commit and command: the sweeper sends it', async () => {
    const ben = await fixture.person('ben@maple.test');
    const from = freshCaller();
    const id = await fixture.sim.call({ from, to: MAIN_LINE });
    const { id: callId } = await callRow(fixture.service, from);
    // Telnyx answers slowly, so that the function dies after its commit and before any answer.
    await fixture.sim.faults({
      rest: { fail: [{ action: 'dial', status: 500, times: 3 }], latency_ms: 700 },
    });
    const answer = await accept(ben, callId);
    expect(answer.status).toBe(200);
    await fetch(`${fixture.product.apiUrl}/functions/v1/_admin/kill`, {
      method: 'POST',
      headers: {
        apikey: 'sb_secret_switchboard_local',
        authorization: 'Bearer sb_secret_switchboard_local',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ name: 'telnyx-call-control' }),
    });
    await fixture.sim.noFaults();
    await waitUntil('the browser is rung', () => ben.phone.invites.length > 0, 12_000);
    await fixture.sim.act(id, { type: 'hangup' });
    await callRow(fixture.service, from, (row) => row.status === 'ended');
  }, 60_000);

  it('an expired or missing sign-in is told apart from everything else', async () => {
    const api = await signIn(fixture.product.apiUrl, 'ana@maple.test');
    await api.auth.signOut();
    const answer = await callFunction(fixture.product.apiUrl, api, 'telnyx-make-call', {
      to: MARIA,
    });
    expect(answer).toMatchObject({ status: 401, body: { error: { code: 'unauthorized' } } });
  });
});
