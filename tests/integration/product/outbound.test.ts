import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { callFunction, enrolDevice, reportReady } from '../../support/api-client.ts';
import { waitUntil } from '../../support/wait-until.ts';
import { callRow, type Fixture, freshCaller, MARIA, type Person, startFixture } from './fixture.ts';

let fixture: Fixture;
let ana: Person;

beforeAll(async () => {
  fixture = await startFixture();
  ana = await fixture.person('ana@maple.test');
}, 150_000);

afterEach(async () => {
  await fixture.sim.noFaults();
});

afterAll(() => fixture.stop());

const call = (body: unknown, person: Pick<Person, 'api'> = ana) =>
  callFunction(fixture.product.apiUrl, person.api, 'telnyx-make-call', body);

const hangUp = (callId: string) =>
  callFunction(fixture.product.apiUrl, ana.api, 'telnyx-call-control', {
    call_id: callId,
    action: 'hangup',
  });

describe('calling out through real functions, Postgres and the simulator', () => {
  it("writes the call, rings the agent's own browser first, and ends on both sides", async () => {
    const rungBefore = ana.phone.invites.length;
    const answer = await call({ to: '(416) 555-0123', device_id: ana.deviceId });
    expect(answer).toMatchObject({ status: 200, body: { status: 'connecting' } });
    const row = await callRow(fixture.service, MARIA);
    expect(row).toMatchObject({ id: answer.body.call_id, status: 'connecting' });
    expect(row.client_id).not.toBeNull();
    await waitUntil('her browser rings', () => ana.phone.invites.length > rungBefore);
    expect(ana.phone.invites.length).toBe(rungBefore + 1);
    expect((await hangUp(row.id)).body.status).toBe('ended');
    await callRow(fixture.service, MARIA, (one) => one.outcome === 'cancelled');
  });

  it('[I11] two presses at once make one call', async () => {
    const to = freshCaller();
    const answers = await Promise.all([
      call({ to, device_id: ana.deviceId }),
      call({ to, device_id: ana.deviceId }),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect(answers.find((answer) => answer.status === 409)?.body.error?.code).toBe('agent_busy');
    await hangUp(answers.find((answer) => answer.status === 200)?.body.call_id ?? '');
  });

  it.each([
    ['letters', { to: 'call maria' }, 422, 'invalid_number'],
    ['too short', { to: '12' }, 422, 'invalid_number'],
    ['emergency digits', { to: '911' }, 422, 'invalid_number'],
    ['premium', { to: '+1 900 555 0134' }, 403, 'destination_not_allowed'],
    ['another country', { to: '+44 20 7946 0958' }, 403, 'destination_not_allowed'],
    ['no number at all', {}, 400, 'invalid_request'],
    ['broken JSON', '{"to":', 400, 'invalid_request'],
    ['an id that is none', { to: MARIA, from_number_id: 'x' }, 400, 'invalid_request'],
    ['an unknown number id', { to: MARIA, from_number_id: randomUUID() }, 403, 'number_not_owned'],
    ['an unknown client', { to: MARIA, client_id: randomUUID() }, 404, 'client_not_found'],
  ])('refuses %s with a clear code', async (_, body, status, code) => {
    expect(await call(body)).toMatchObject({ status, body: { error: { code } } });
  });

  it("[I8] refuses somebody else's number and another organisation's client", async () => {
    const { data: number } = await fixture.service
      .from('telnyx_phone_numbers')
      .select('id')
      .eq('phone_number', '+16475550100')
      .single();
    expect((await call({ to: MARIA, from_number_id: number?.id })).body.error?.code).toBe(
      'number_not_owned',
    );
    const { data: maria } = await fixture.service
      .from('clients')
      .select('id')
      .eq('name', 'Maria Lopez')
      .single();
    const dana = await fixture.person('dana@harbor.test');
    expect((await call({ to: MARIA, client_id: maria?.id }, dana)).body.error?.code).toBe(
      'client_not_found',
    );
  });

  it('refuses when no browser of this member is connected', async () => {
    const nora = await fixture.person('owner@maple.test');
    await nora.api.rpc('report_device', {
      p_device_id: nora.deviceId,
      p_state: 'offline',
      p_label: 'test',
    });
    expect((await call({ to: MARIA }, nora)).body.error?.code).toBe('agent_not_registered');
  });

  it('[I8] two people who share a browser have a credential each', async () => {
    const ben = await fixture.person('ben@maple.test');
    const { body } = await callFunction(fixture.product.apiUrl, ana.api, 'telnyx-webrtc-token', {
      device_id: ben.deviceId,
    });
    const { data } = await fixture.service
      .from('agent_devices')
      .select('sip_username')
      .eq('id', ben.deviceId);
    expect(data).toHaveLength(2);
    expect(data?.filter((device) => device.sip_username === body.sip_username)).toHaveLength(1);
  });

  it.each([429, 500, 503])(
    'Telnyx answering %i: a clear error, and no call left over',
    async (status) => {
      await fixture.sim.faults({ rest: { fail: [{ action: 'dial', status, times: 10 }] } });
      await reportReady(ana.api, ana.deviceId);
      const to = freshCaller();
      const answer = await call({ to, device_id: ana.deviceId });
      expect(answer).toMatchObject({ status: 502, body: { error: { code: 'telnyx_error' } } });
      await callRow(
        fixture.service,
        to,
        (row) => row.status === 'ended' && row.outcome === 'failed',
      );
    },
    30_000,
  );

  it('keeps one credential for one browser', async () => {
    const deviceId = randomUUID();
    const first = await enrolDevice(fixture.product.apiUrl, ana.api, deviceId);
    expect(await enrolDevice(fixture.product.apiUrl, ana.api, deviceId)).toBe(first);
  });
});
