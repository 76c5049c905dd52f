import { randomUUID } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Api, callFunction, reportReady, signIn } from '../../support/api-client.ts';
import { waitUntil } from '../../support/wait-until.ts';
import { AnsweringPhone } from './answering-phone.ts';
import { dialString, isWithin } from './dial-strings.ts';
import { callRow, type Fixture, freshCaller, MAIN_LINE, MARIA, startFixture } from './fixture.ts';

const ALLOWED_COUNTRIES = ['CA', 'US'];
/** Whom the bot may call: they pick up and hang up. */
const PLAIN = ['+14165550161', '+12125550162', '+16475550163', '+13125550164', '+15145550165'];
const SQL_TRIES = 10_000;
const HTTP_TRIES = 520;

let fixture: Fixture;
let sql: Sql;
let ana: { api: Api; deviceId: string; memberId: string; phone: AnsweringPhone };
let nora: Api;
let organizationId: string;

beforeAll(async () => {
  fixture = await startFixture();
  sql = postgres(fixture.product.databaseUrl, { max: 12, onnotice: () => undefined });
  nora = await signIn(fixture.product.apiUrl, 'owner@maple.test');
  const api = await signIn(fixture.product.apiUrl, 'ana@maple.test');
  const { data: me } = await api.rpc('my_membership');
  ({ organizationId } = me as { organizationId: string });
  const deviceId = randomUUID();
  const { body } = await callFunction(fixture.product.apiUrl, api, 'telnyx-webrtc-token', {
    device_id: deviceId,
  });
  const port = Number(new URL(fixture.product.simUrl).port);
  const phone = await AnsweringPhone.register(port, body.token ?? '');
  ana = { api, deviceId, memberId: (me as { memberId: string }).memberId, phone };
  for (const number of PLAIN) {
    await fixture.sim.callee(number, {
      behaviour: 'answer',
      after_ms: 0,
      script: [{ wait_ms: 100 }, { hangup: true }],
    });
  }
}, 150_000);

afterAll(async () => {
  await ana?.phone.close();
  await sql?.end();
  await fixture?.stop();
});

beforeEach(async () => {
  await reportReady(ana.api, ana.deviceId);
  await forgetDials();
  await setLimits({});
});

/** As if a day had passed since the last dial. */
async function forgetDials(): Promise<void> {
  await sql`delete from public.dial_reservations where organization_id = ${organizationId}`;
  await forgetTries();
}

/** The bot has all the time in the world: as if a minute had passed. */
async function forgetTries(): Promise<void> {
  await sql`delete from app.dial_buckets where holder_id = ${ana.memberId}`;
  await sql`delete from app.dial_buckets where holder_id = ${organizationId}`;
}

const LIMITS = {
  dailyCapCents: 2000,
  warnAtPercent: 80,
  maxCallMinutes: 60,
  concurrentCalls: 5,
  dialsPerMinuteAgent: 60,
  dialsPerMinute: 1000,
  confirmNewDestinations: true,
  numberTypes: ['fixed_line', 'mobile', 'voip', 'toll_free'],
  countries: ALLOWED_COUNTRIES,
};

const manage = (api: Api, body: object) =>
  callFunction(fixture.product.apiUrl, api, 'manage-limits', body);
const setLimits = async (limits: Partial<typeof LIMITS>) => {
  const answer = await manage(nora, { action: 'save', limits: { ...LIMITS, ...limits } });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
};
const call = (to: string) =>
  callFunction(fixture.product.apiUrl, ana.api, 'telnyx-make-call', {
    to,
    device_id: ana.deviceId,
    confirmed: true,
  });

interface Reservation {
  destination: string;
  country: string;
  reserved: number;
}

/** Money in hundredths of a cent. */
async function spent(): Promise<{ total: number; dearest: number }> {
  const [row] = await sql<{ total: string; dearest: string }[]>`
    select coalesce(sum(coalesce(settled, reserved)), 0) as total,
      coalesce(max(reserved), 0) as dearest
    from public.dial_reservations where organization_id = ${organizationId}`;
  return { total: Number(row?.total), dearest: Number(row?.dearest) };
}

/** Dials to numbers that the simulator heard of, whatever it answered. */
async function dialled(after: number): Promise<string[]> {
  const commands = await fixture.sim.commands(after);
  return commands
    .filter(({ action, body }) => action === 'dial' && !String(body['to']).startsWith('sip:'))
    .map(({ body }) => String(body['to']));
}
const lastCommand = async () => (await fixture.sim.commands()).at(-1)?.seq ?? 0;

describe('[I11] a bot with a stolen session', () => {
  it('10,000 tries on twelve connections: the cap plus one call, and nowhere else', async () => {
    await setLimits({ concurrentCalls: 200 });
    const granted: Reservation[] = [];
    const codes = new Map<string, number>();
    let next = 0;
    const bot = async () => {
      for (let n = next++; n < SQL_TRIES; n = next++) {
        if (n % 40 === 0) await forgetTries();
        const callId = randomUUID();
        const to = dialString(n, PLAIN);
        const [row] = await sql<{ answer: { ok: boolean; code?: string } }[]>`
          select public.reserve_dial(${sql.json({
            organizationId,
            callId,
            memberId: ana.memberId,
            to,
            country: n % 8 < 4 ? 'CA' : null,
            numberType: n % 16 < 8 ? 'fixed_line' : 'unknown',
            confirmed: true,
            kind: 'agent',
          })}) as answer`;
        const code = row?.answer.ok ? 'ok' : (row?.answer.code ?? 'none');
        codes.set(code, (codes.get(code) ?? 0) + 1);
        if (code !== 'ok') continue;
        const [kept] = await sql<Reservation[]>`
          select destination, country, reserved::int from public.dial_reservations
          where call_id = ${callId}`;
        if (kept) granted.push(kept);
        // Each call talks until Telnyx ends it: the worst that can happen.
        await sql`
          update public.dial_reservations
          set settled = reserved, settled_by = 'estimate', settled_at = now()
          where call_id = ${callId}`;
      }
    };
    await Promise.all(Array.from({ length: 12 }, bot));
    expect([...codes.values()].reduce((sum, count) => sum + count, 0)).toBe(SQL_TRIES);
    expect(codes.get('ok')).toBeGreaterThan(0);
    expect(codes.get('spend_limit')).toBeGreaterThan(0);
    expect(codes.get('destination_not_allowed')).toBeGreaterThan(5_000);
    const outside = granted.filter((one) => !isWithin(one.destination, ALLOWED_COUNTRIES));
    expect(outside).toEqual([]);
    const { total, dearest } = await spent();
    expect(total).toBeGreaterThanOrEqual(LIMITS.dailyCapCents * 100);
    expect(total).toBeLessThan(LIMITS.dailyCapCents * 100 + dearest);
  }, 150_000);

  it('520 tries over HTTP, picking up: nothing else reaches Telnyx, nor costs more', async () => {
    const before = await lastCommand();
    const spentBefore = (await fixture.sim.account()).spent_today;
    await setLimits({ dailyCapCents: 100 });
    // A day's calls so far: what is left pays for a few.
    await sql`
      insert into public.dial_reservations (organization_id, call_id, kind, destination, country,
        number_type, rate_per_minute, time_limit_seconds, reserved, settled, settled_by, settled_at)
      values (${organizationId}, ${randomUUID()}, 'agent', '+1', 'CA', 'mobile', 300, 60, 300, 9150,
        'telnyx', now())`;
    const codes = new Map<string, number>();
    let next = 0;
    const bot = async () => {
      for (let n = next++; n < HTTP_TRIES; n = next++) {
        if (n % 40 === 0) await forgetTries();
        if (n % 100 === 0) await reportReady(ana.api, ana.deviceId);
        const { status, body } = await call(dialString(n, PLAIN));
        const code = status === 200 ? 'ok' : (body.error?.code ?? String(status));
        codes.set(code, (codes.get(code) ?? 0) + 1);
        if (status !== 200) continue;
        // One at a time is all that an agent can have: on with the next when it is over.
        const callId = body.call_id ?? '';
        const reaches = (wanted: string[]) =>
          waitUntil(
            `the call is ${wanted.join(' or ')}`,
            async () => {
              const [row] = await sql`select status from public.telnyx_calls where id = ${callId}`;
              return wanted.includes(String(row?.['status']));
            },
            30_000,
          );
        await reaches(['active', 'ended']);
        await callFunction(fixture.product.apiUrl, ana.api, 'telnyx-call-control', {
          call_id: callId,
          action: 'hangup',
        });
        await reaches(['ended']);
      }
    };
    await Promise.all(Array.from({ length: 4 }, bot));
    expect([...codes.keys()].toSorted()).toEqual(expect.arrayContaining(['ok', 'spend_limit']));
    const reached = await dialled(before);
    expect(reached.length).toBeGreaterThan(0);
    expect(reached.filter((to) => !isWithin(to, ALLOWED_COUNTRIES))).toEqual([]);
    const { total, dearest } = await spent();
    expect(total).toBeLessThan(100 * 100 + dearest);
    const costUsd = (await fixture.sim.account()).spent_today - spentBefore;
    expect(costUsd).toBeLessThanOrEqual((total - 9150) / 10_000);
  }, 150_000);

  it('tries again and again: after twenty a minute, refused whatever it asks', async () => {
    await setLimits({ dialsPerMinuteAgent: 20 });
    const answers = [];
    for (let n = 0; n < 60; n += 1) answers.push(await call('+37126550123'));
    const refused = answers.filter(({ body }) => body.error?.code === 'rate_limited');
    expect(refused.length).toBeGreaterThanOrEqual(35);
    expect(answers[0]?.body.error).toMatchObject({
      code: 'destination_not_allowed',
      country: 'LV',
    });
  });
});

describe('[I11] the kill switch', () => {
  const ended = (callId: string) =>
    waitUntil(
      'the call has ended',
      async () => {
        const [row] = await sql`select status from public.telnyx_calls where id = ${callId}`;
        return row?.['status'] === 'ended';
      },
      5_000,
    );
  /** A call out whose far end talks. */
  const talk = async () => {
    const to = freshCaller();
    await fixture.sim.callee(to, { behaviour: 'answer', after_ms: 0 });
    const answer = await call(to);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    await callRow(fixture.service, to, (row) => row.status === 'active');
    return { to, callId: answer.body.call_id ?? '' };
  };
  const simCallsTo = async (to: string) =>
    (await fixture.sim.activeCalls()).filter((one) => one.to === to);

  it('ends live calls out within five seconds, leaves inbound ones, and lets nothing out', async () => {
    const { to, callId } = await talk();
    const caller = freshCaller();
    const inbound = await fixture.sim.call({ from: caller, to: MAIN_LINE });
    await callRow(fixture.service, caller);
    const stopped = await manage(nora, { action: 'stop', end_live_calls: true });
    expect(stopped).toMatchObject({ status: 200, body: { ok: true } });
    await ended(callId);
    await waitUntil('its legs are gone', async () => (await simCallsTo(to)).length === 0, 5_000);
    expect((await call(MARIA)).body.error?.code).toBe('calling_stopped');
    expect((await fixture.sim.get(inbound)).state).not.toBe('ended');
    expect((await manage(ana.api, { action: 'resume' })).body.error?.code).toBe('not_allowed');
    expect((await manage(nora, { action: 'resume' })).status).toBe(200);
    await fixture.sim.act(inbound, { type: 'hangup' });
  });

  it('the function died after setting it: the sweeper ends the calls', async () => {
    const { callId } = await talk();
    const { data: me } = await nora.rpc('my_membership');
    await fixture.service.rpc('stop_calling', {
      p_member_id: (me as { memberId: string }).memberId,
      p_end_live_calls: true,
    });
    await waitUntil('a sweep ended it', () => ended(callId).then(() => true), 12_000);
    await manage(nora, { action: 'resume' });
  });

  it('without ending live calls: they go on, new ones do not', async () => {
    const { to, callId } = await talk();
    await manage(nora, { action: 'stop' });
    const { data: doomed } = await fixture.service.rpc('calls_to_stop');
    expect(doomed).toEqual([]);
    expect(await simCallsTo(to)).toHaveLength(1);
    await callFunction(fixture.product.apiUrl, ana.api, 'telnyx-call-control', {
      call_id: callId,
      action: 'hangup',
    });
    await ended(callId);
    expect((await call(MARIA)).body.error?.code).toBe('calling_stopped');
    await manage(nora, { action: 'resume' });
  });
});

describe("[I11] Telnyx's own limits", () => {
  const mirror = async () => {
    const { data } = await nora.rpc('limits_state');
    return (data as { mirror: { state: string; code: string | null } }).mirror;
  };

  it('say what ours say', async () => {
    const before = await lastCommand();
    await setLimits({ countries: ['CA', 'GB', 'US'], dailyCapCents: 1234, concurrentCalls: 7 });
    expect(await mirror()).toMatchObject({ state: 'ok', code: null });
    const told = (await fixture.sim.commands(before)).find(
      ({ action }) => action === 'update_outbound_voice_profile',
    );
    expect(told?.body).toMatchObject({
      enabled: true,
      whitelisted_destinations: ['CA', 'GB', 'US'],
      daily_spend_limit: '12.34',
      daily_spend_limit_enabled: true,
      concurrent_call_limit: 14,
      // The dearest minute among these countries.
      max_destination_rate: 1,
    });
  });

  it('a failure is told, noted and mended by the sweeper; our own limits hold meanwhile', async () => {
    const action = 'update_outbound_voice_profile';
    await fixture.sim.faults({ rest: { fail: [{ action, status: 500, times: 100 }] } });
    const answer = await manage(nora, {
      action: 'save',
      limits: { ...LIMITS, countries: ['CA'] },
    });
    expect(answer).toMatchObject({
      status: 200,
      body: { ok: true, mirror: { state: 'failed', code: 'unavailable' } },
    });
    expect(await mirror()).toMatchObject({ state: 'failed', code: 'unavailable' });
    expect((await call('+12125550162')).body.error?.code).toBe('destination_not_allowed');
    await fixture.sim.noFaults();
    await sql`update app.limit_states set mirror_due_at = now()`;
    await waitUntil('it is mended', async () => (await mirror()).state === 'ok', 20_000);
  });
});
