import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  CONNECTION_ID,
  JOHN,
  MAIN_NUMBER,
  VOICE_PROFILE_ID,
  startHarness,
  until,
} from './harness.ts';
import type { Answer, Harness } from './harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await startHarness();
});
afterEach(() => h.stop());

const PROFILE = `/outbound_voice_profiles/${VOICE_PROFILE_ID}`;
const APPLICATION = `/call_control_applications/${CONNECTION_ID}`;
const setProfile = (fields: object) => h.rest('PATCH', PROFILE, { name: 'Switchboard', ...fields });
const setApplication = (fields: object) =>
  h.rest('PATCH', APPLICATION, {
    application_name: 'Switchboard',
    webhook_event_url: `${h.app.url}/voice`,
    ...fields,
  });
const refusalOf = ({ status, body }: Answer) => [
  status,
  body.errors?.[0].code,
  /\((D\d+)\)/.exec(body.errors?.[0].detail ?? '')?.[1] ?? null,
];
const spent = async () => (await h.sim('GET', '/account')).body.spent_today as number;

/** A call to John that lasted so long after his answer. */
async function finishedCall(talkedMs: number, fields: object = {}): Promise<string> {
  const { body } = await h.dial(fields);
  const id = body.data.call_control_id as string;
  await h.event('call.initiated', id);
  await h.clock.advance(1500);
  await h.event('call.answered', id);
  await h.clock.advance(talkedMs);
  await h.command(id, 'hangup');
  await h.event('call.hangup', id);
  return id;
}

describe('a dial to a number', () => {
  test('without an outbound voice profile is refused (D38), to a browser it is not', async () => {
    const { sipUsername } = await h.browser();
    await setApplication({ outbound: { outbound_voice_profile_id: null } });
    expect(refusalOf(await h.dial())).toEqual([403, '10010', 'D38']);
    expect((await h.dial({ to: `sip:${sipUsername}@sip.telnyx.com` })).status).toBe(200);
  });

  test('through a disabled profile is refused', async () => {
    await setProfile({ enabled: false });
    expect(refusalOf(await h.dial())).toEqual([403, '10010', null]);
  });

  test.each([
    ['the United Kingdom', '+442079460123'],
    ['Jamaica, which looks American', '+18765550123'],
    ['Kazakhstan, below Russia’s code', '+77015550123'],
    ['Germany', '+493055550123'],
    ['a premium number', '+19005550123'],
    ['a satellite', '+881655501234'],
  ])('to %s is refused when its country is not whitelisted (D41)', async (_where, to) => {
    expect(refusalOf(await h.dial({ to }))).toEqual([403, '10010', 'D41']);
    expect((await h.sim('GET', '/legs')).body).toEqual([]);
  });

  test('follows the whitelist as it is at that moment', async () => {
    await setProfile({ whitelisted_destinations: ['GB', 'RU'] });
    expect(refusalOf(await h.dial({ to: '+77015550123' }))).toEqual([403, '10010', 'D41']);
    expect((await h.dial({ to: '+442079460123' })).status).toBe(200);
    expect(refusalOf(await h.dial())).toEqual([403, '10010', 'D41']);
    await setProfile({ whitelisted_destinations: ['CA', 'GB', 'JM'] });
    expect((await h.dial()).status).toBe(200);
    expect((await h.dial({ to: '+18765550123' })).status).toBe(200);
    await setProfile({ max_destination_rate: 0.2 });
    expect(refusalOf(await h.dial({ to: '+18765550123' }))).toEqual([403, '10010', 'D41']);
  });

  test('beyond the calls at a time of the profile or the connection is refused', async () => {
    await setProfile({ concurrent_call_limit: 1 });
    const first = (await h.dial()).body.data.call_control_id;
    expect(refusalOf(await h.dial())).toEqual([403, '90042', 'D2']);
    await h.command(first, 'hangup');
    expect((await h.dial()).status).toBe(200);
    await setProfile({ concurrent_call_limit: null });
    await setApplication({ outbound: { channel_limit: 1 } });
    expect(refusalOf(await h.dial())).toEqual([403, '90043', 'D3']);
  });

  test('is refused when the daily spend limit is reached, until the day turns', async () => {
    await setProfile({ daily_spend_limit: '0.01' });
    await finishedCall(60_000);
    expect((await h.dial()).status).toBe(200);
    await finishedCall(60_000);
    expect(refusalOf(await h.dial())).toEqual([403, '10010', null]);
    await setProfile({ daily_spend_limit_enabled: false });
    expect((await h.dial()).status).toBe(200);
    await setProfile({ daily_spend_limit_enabled: true });
    await h.clock.advance(12 * 3_600_000);
    expect((await h.dial()).status).toBe(200);
  });

  test('costs money, and an account without any is refused', async () => {
    await h.sim('PUT', '/account', { balance: 0 });
    expect(refusalOf(await h.dial())).toEqual([403, '20100', null]);
  });
});

test('a transfer keeps to the same rules, and the call stays up when it is refused', async () => {
  const call = await h.answeredCall();
  const transfer = (to: string) => h.command(call.callControlId, 'transfer', { to });
  expect(refusalOf(await transfer('+442079460123'))).toEqual([403, '10010', 'D41']);
  await setProfile({ concurrent_call_limit: 1 });
  expect((await transfer(JOHN)).status).toBe(200);
  expect(refusalOf(await transfer(JOHN))).toEqual([403, '90042', 'D2']);
  expect((await h.sim('GET', `/calls/${call.id}`)).body.state).toBe('answered');
});

test('a browser’s own call keeps to the rules of its connection', async () => {
  const { sipUsername } = await h.browser();
  const call = (destination: string) => {
    const { legId } = h.gateway.world.outboundInvite({
      sipUsername,
      destination,
      callerNumber: MAIN_NUMBER,
      callerName: '',
      customHeaders: [],
    });
    return until(`the bye of ${destination}`, () =>
      h.gateway.byes.find((entry) => entry.legId === legId),
    );
  };
  expect((await call('+442079460123')).bye.cause).toBe('CALL_REJECTED');
  await h.rest('PATCH', `/credential_connections/${h.simulator.credentialConnectionId}`, {
    outbound: { outbound_voice_profile_id: null },
  });
  expect((await call(JOHN)).bye.cause).toBe('CALL_REJECTED');
});

describe('the test number of the pre-call test', () => {
  test('is answered with a tone, free, whatever the caller id and the limits', async () => {
    const { sipUsername } = await h.browser();
    await setProfile({ enabled: false });
    const { legId } = h.gateway.world.outboundInvite({
      sipUsername,
      destination: '+1-872-231-5806',
      callerNumber: '',
      callerName: '',
      customHeaders: [],
    });
    const far = async () =>
      (await h.sim('GET', '/legs')).body.find((leg: { id: string }) => leg.id !== legId);
    await until('the test number to ring', far);
    await h.clock.advance(300);
    const answered = await until('the two to be joined', async () => {
      const leg = await far();
      return leg.bridged_to === legId ? leg : null;
    });
    expect(h.media.spokenBy(answered.id)).toEqual([{ kind: 'tone', hz: 440 }]);
    expect(answered).toMatchObject({ to: '+18722315806', state: 'answered' });
  });
});

describe('the account’s level', () => {
  test('trial: two calls at a time, of ten minutes', async () => {
    await h.sim('PUT', '/account', { tier: 'trial' });
    const { body } = await h.dial();
    await h.dial();
    expect(refusalOf(await h.dial())).toEqual([403, '90041', 'D1']);
    const id = body.data.call_control_id;
    await h.clock.advance(1500);
    await h.event('call.answered', id);
    await h.clock.advance(599_999);
    expect((await h.rest('GET', `/calls/${encodeURIComponent(id)}`)).body.data.is_alive).toBe(true);
    await h.clock.advance(1);
    expect((await h.event('call.hangup', id)).payload['hangup_cause']).toBe('time_limit');
  });

  test('paid, not verified: five at a time, ten an hour, a hundred a day', async () => {
    await h.sim('PUT', '/account', { tier: 'paid' });
    const dialAndHangUp = async () => {
      const answer = await h.dial();
      if (answer.status === 200) await h.command(answer.body.data.call_control_id, 'hangup');
      return answer;
    };
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      ids.push((await h.dial()).body.data.call_control_id);
    }
    expect(refusalOf(await h.dial())).toEqual([403, '90041', 'D1']);
    for (const id of ids) await h.command(id, 'hangup');
    for (let count = 5; count < 10; count += 1) {
      expect((await dialAndHangUp()).status).toBe(200);
    }
    expect(refusalOf(await dialAndHangUp())).toEqual([403, '10039', null]);
    for (let hour = 1; hour < 10; hour += 1) {
      await h.clock.advance(3_600_000);
      for (let count = 0; count < 10; count += 1) {
        expect((await dialAndHangUp()).status).toBe(200);
      }
    }
    await h.clock.advance(3_600_000);
    expect((await dialAndHangUp()).body.errors[0].detail).toContain('100 times a day');
    await h.sim('PUT', '/account', { tier: 'verified' });
    expect((await dialAndHangUp()).status).toBe(200);
  });
});

describe('the cost of a call', () => {
  test('is billed in steps of six seconds, from the answer on', async () => {
    await finishedCall(61_000);
    expect(await spent()).toBeCloseTo((66 / 60) * 0.007, 6);
    expect((await h.rest('GET', '/balance')).body.data.balance).toBe('9999.99');
  });

  test('is nothing when nobody answered, and less for a caller of ours', async () => {
    const { body } = await h.dial();
    await h.command(body.data.call_control_id, 'hangup');
    await h.event('call.hangup');
    expect(await spent()).toBe(0);
    const call = await h.answeredCall();
    await h.clock.advance(6000);
    await h.command(call.callControlId, 'hangup');
    expect(await spent()).toBeCloseTo(0.1 * 0.0055, 6);
  });

  test('is told as call.cost when the application asks for it', async () => {
    await finishedCall(1000);
    const log = (await h.sim('GET', '/webhooks')).body as { event_type: string }[];
    expect(log.map((row) => row.event_type)).not.toContain('call.cost');
    await setApplication({ call_cost_in_webhooks: true });
    const id = await finishedCall(1000);
    expect((await h.event('call.cost', id)).payload).toMatchObject({
      status: 'success',
      billed_duration_secs: 6,
      total_cost: '0.000700',
      cost_parts: [
        { call_part: 'call-control', cost: '0.000200', rate: '0.002000' },
        { call_part: 'sip-trunking', cost: '0.000500', rate: '0.005000' },
      ],
    });
  });
});
