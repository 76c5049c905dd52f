import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitUntil } from '../../support/wait-until.ts';
import {
  contents,
  HARBOR,
  type LiveCall,
  MAPLE,
  MARIA,
  publishProfile,
  send,
  sendAlone,
  type Sending,
  type Slot,
  startToolsFixture,
  type ToolAnswer,
  type ToolsFixture,
} from './ai-tools-fixture.ts';

const STRANGER = '+12125550199';
let fixture: ToolsFixture;
/** Maria's call, with her number attested. */
let call: LiveCall;
/** Visits of somebody else: of Harbor's, and of another client of Maple's. */
let harborVisit: string;
let othersVisit: string;
/** Slots that were offered in other calls. */
let harborSlot: Slot;
let othersSlot: Slot;

beforeAll(async () => {
  fixture = await startToolsFixture();
  const { sql } = fixture;
  await publishProfile(sql, MAPLE.organizationId);
  await publishProfile(sql, HARBOR.organizationId);
  [{ id: harborVisit }] = await sql<[{ id: string }]>`
    insert into public.appointments
      (organization_id, client_id, resource_id, title, starts_at, ends_at)
    select k.organization_id, k.id, r.id, 'Panel', now() + interval '3 days',
      now() + interval '3 days 1 hour'
    from public.clients k join public.resources r using (organization_id)
    where k.organization_id = ${HARBOR.organizationId} limit 1 returning id`;
  [{ id: othersVisit }] = await sql<[{ id: string }]>`
    select id from public.appointments
    where organization_id = ${MAPLE.organizationId} and client_id <> ${MARIA.id}
      and starts_at > now() and status <> 'cancelled' limit 1`;
  harborSlot = await firstSlot(await fixture.liveCall({ of: HARBOR, from: STRANGER }), 'a breaker');
  othersSlot = await firstSlot(await fixture.liveCall({ from: STRANGER }));
  call = await fixture.liveCall();
}, 150_000);

afterAll(() => fixture?.stop());

async function firstSlot(of: LiveCall, problem = 'leaking tap'): Promise<Slot> {
  const { body } = await fixture.tool('find_slots', { problem }, { call: of });
  const slot = body.slots?.[0];
  if (!slot) throw new Error(`No slot: ${JSON.stringify(body)}`);
  return slot;
}

interface AuditRow {
  organization_id: string | null;
  call_id: string | null;
  action: string;
  detail: { tool: string; reason?: string };
}

/** Sends what must do nothing, and finds its row in the audit log. */
async function refused(
  attempt: () => Promise<ToolAnswer>,
): Promise<{ answer: ToolAnswer; row: AuditRow }> {
  const before = await contents(fixture.sql);
  const [{ last }] = await fixture.sql<[{ last: string }]>`
    select coalesce(max(id), 0) as last from public.audit_log`;
  const answer = await attempt();
  const row = await waitUntil('the audit row', async () => {
    const [found] = await fixture.sql<AuditRow[]>`
      select organization_id, call_id, action, detail from public.audit_log
      where id > ${last} and action = 'ai_tool.refused' order by id desc limit 1`;
    return found;
  });
  expect(await contents(fixture.sql)).toEqual(before);
  return { answer, row };
}

describe('[I9] [I14] a request that does not prove itself', () => {
  const stranger = generateKeyPairSync('ed25519').privateKey;
  const cancel = () => ({ visit_id: othersVisit, confirmed: true });

  it.each<[string, Omit<Sending, 'call'>]>([
    ['missing_signature', { headers: { 'telnyx-signature-ed25519': null } }],
    ['bad_signature', { key: stranger }],
    ['stale', { skewSeconds: -301 }],
    ['stale', { skewSeconds: 301 }],
    ['bad_token', { headers: { authorization: null } }],
    ['bad_token', { headers: { authorization: 'Bearer guessed' } }],
  ])('%s %#: 401, nothing changes, one row that belongs to nobody', async (reason, sending) => {
    const { answer, row } = await refused(() =>
      fixture.tool('cancel_visit', cancel(), { call, ...sending }),
    );
    expect(answer).toMatchObject({
      status: 401,
      body: { error: { code: 'unauthorized', reason } },
    });
    expect(row).toMatchObject({
      organization_id: null,
      call_id: null,
      detail: { tool: 'cancel_visit', reason },
    });
  });

  it('a genuine signature over another body', async () => {
    const [url, init] = fixture.signed('cancel_visit', { visit_id: 'x' }, { call });
    const { answer, row } = await refused(() =>
      send(url, { ...init, body: JSON.stringify(cancel()) }),
    );
    expect(answer.status).toBe(401);
    expect(row.detail.reason).toBe('bad_signature');
  });

  it('a megabyte', async () => {
    const { answer, row } = await refused(() => {
      const [url, init] = fixture.signed('take_message', { message: 'x'.repeat(1e6) }, { call });
      return sendAlone(url, init);
    });
    expect(answer.status).toBe(413);
    expect(row.detail.reason).toBe('too_large');
  });
});

describe('[I8] [I10] [I11] [I14] a tool call that Telnyx signed and the model was talked into', () => {
  const book = (more: Record<string, unknown>) => ({
    problem: 'leaking tap',
    confirmed: true,
    name: 'Maria',
    ...more,
  });

  it.each<[what: string, tool: string, body: () => unknown, reason: string]>([
    [
      "Harbor's visit",
      'cancel_visit',
      () => ({ visit_id: harborVisit, confirmed: true }),
      'unknown_visit',
    ],
    [
      "another client's visit",
      'cancel_visit',
      () => ({ visit_id: othersVisit, confirmed: true }),
      'unknown_visit',
    ],
    [
      "moving another client's visit",
      'reschedule_visit',
      () => ({ visit_id: othersVisit, slot_id: othersSlot.slot_id, confirmed: true }),
      'unknown_visit',
    ],
    ["slots for Harbor's visit", 'find_slots', () => ({ visit_id: harborVisit }), 'unknown_visit'],
    ["Harbor's slot", 'book_visit', () => book({ slot_id: harborSlot.slot_id }), 'not_offered'],
    [
      "another call's slot",
      'book_visit',
      () => book({ slot_id: othersSlot.slot_id }),
      'not_offered',
    ],
    ['an invented slot', 'book_visit', () => book({ slot_id: 's22222222' }), 'not_offered'],
    [
      'a time as slot',
      'book_visit',
      () => book({ slot_id: '2020-01-01T09:00' }),
      'invalid_arguments',
    ],
    [
      'SQL as slot',
      'book_visit',
      () => book({ slot_id: "s'; delete from clients; --" }),
      'invalid_arguments',
    ],
    [
      'SQL as visit',
      'cancel_visit',
      () => ({ visit_id: "' or 1=1 --", confirmed: true }),
      'invalid_arguments',
    ],
    [
      'SQL as service',
      'quote_price',
      () => ({ service: "'; drop table services; --" }),
      'not_on_list',
    ],
    [
      'a past day',
      'find_slots',
      () => ({ problem: 'tap', date_from: '2020-01-01' }),
      'invalid_arguments',
    ],
    [
      'the year 9999',
      'find_slots',
      () => ({ problem: 'tap', date_from: '9999-12-31' }),
      'invalid_arguments',
    ],
    [
      'February 30',
      'find_slots',
      () => ({ problem: 'tap', date_from: '2027-02-30' }),
      'invalid_arguments',
    ],
    [
      '9,999 hours',
      'find_slots',
      () => ({ problem: 'tap', duration_hours: 9999 }),
      'invalid_arguments',
    ],
    [
      '9,999 hours booked',
      'book_visit',
      () => book({ slot_id: othersSlot.slot_id, ends_at: '9999' }),
      'invalid_arguments',
    ],
    [
      "Harbor's organisation",
      'look_up_client',
      () => ({ organization_id: HARBOR.organizationId }),
      'invalid_arguments',
    ],
    [
      "Harbor's call",
      'take_message',
      () => ({ message: 'x', call_id: harborVisit }),
      'invalid_arguments',
    ],
    [
      "another client's number",
      'look_up_client',
      () => ({ phone_number: '+14165550177' }),
      'invalid_arguments',
    ],
    ['the tool sql', 'sql', () => ({ query: 'select * from clients' }), 'unknown_tool'],
    ['the tool drop_table', 'drop_table', () => ({ table: 'clients' }), 'unknown_tool'],
    ['the tool transfer', 'transfer', () => ({ to: '+19005550100' }), 'unknown_tool'],
    [
      'deep JSON',
      'find_slots',
      () => `{"problem":${'['.repeat(7_000)}${']'.repeat(7_000)}}`,
      'invalid_arguments',
    ],
    ['NUL bytes', 'take_message', () => ({ message: 'a\u0000b' }), 'invalid_arguments'],
    ['raw NUL bytes', 'take_message', () => '{"message":"a\u0000b"}', 'invalid_arguments'],
    ['half a character', 'take_message', () => '{"message":"\\ud83d"}', 'invalid_arguments'],
    ['a list', 'take_message', () => '["message"]', 'invalid_arguments'],
    ['nothing', 'take_message', () => '', 'invalid_arguments'],
    [
      'an endless message',
      'take_message',
      () => ({ message: 'x'.repeat(15_000) }),
      'invalid_arguments',
    ],
  ])('%s', async (_what, tool, body, reason) => {
    // A call of its own: what one tries must not use up the next one's budget.
    const own = await fixture.liveCall();
    const { answer, row } = await refused(() => fixture.tool(tool, body(), { call: own }));
    expect(answer).toMatchObject({ status: 200, body: { ok: false, reason } });
    expect(String(answer.body['message']).length).toBeGreaterThan(20);
    expect(row).toMatchObject({
      organization_id: MAPLE.organizationId,
      call_id: own.id,
      detail: { tool, reason },
    });
  });

  it("the body's call is dropped: Harbor's call cannot be acted in", async () => {
    const harbors = await fixture.liveCall({ of: HARBOR, from: STRANGER });
    const body = { call_control_id: harbors.callControlId, test_conversation: 'any' };
    const { body: answer } = await fixture.tool('look_up_client', body, { call });
    expect(answer).toMatchObject({ ok: true, identity: 'number', first_name: 'Maria' });
    const rows = await fixture.sql`
      select from public.ai_tool_calls where call_id = ${harbors.id}`;
    expect(rows).toHaveLength(0);
  });

  it.each<[string, Parameters<ToolsFixture['liveCall']>[0]]>([
    ['without attestation', { attestation: null }],
    ['with attestation B', { attestation: 'B' }],
    ['of an unknown number', { from: STRANGER }],
  ])('a call %s learns nothing of any client', async (_, made) => {
    const low = await fixture.liveCall(made);
    const looked = await fixture.tool('look_up_client', {}, { call: low });
    expect(looked.body).toEqual({ ok: true, known: false, identity: 'none' });
    const [{ id: mariasVisit }] = await fixture.sql<[{ id: string }]>`
      select id from public.appointments
      where client_id = ${MARIA.id} and starts_at > now() and status <> 'cancelled' limit 1`;
    for (const visit_id of [mariasVisit, harborVisit, '00000000-0000-4000-8000-000000000000']) {
      const { answer, row } = await refused(() =>
        fixture.tool('cancel_visit', { visit_id, confirmed: true }, { call: low }),
      );
      expect(answer.body).toMatchObject({ ok: false, reason: 'identity_too_low' });
      expect(row.detail.reason).toBe('identity_too_low');
    }
  });

  it('a call that the AI does not have any more', async () => {
    const over = await fixture.liveCall({ ai: 'over' });
    const { answer, row } = await refused(() =>
      fixture.tool('take_message', { message: 'too late' }, { call: over }),
    );
    expect(answer.body.reason).toBe('call_not_live');
    expect(row).toMatchObject({ call_id: over.id, detail: { reason: 'call_not_live' } });
  });

  it.each<[string, LiveCall | null, unknown]>([
    ['an invented call', { id: '', callControlId: 'v3:invented' }, {}],
    ['no call', null, {}],
    ['no call and an invented conversation', null, { test_conversation: 'invented' }],
  ])('%s', async (_, named, body) => {
    const { answer, row } = await refused(() =>
      fixture.tool('look_up_client', body, { call: named }),
    );
    expect(answer.body.reason).toBe('unknown_call');
    expect(row).toMatchObject({ organization_id: null, detail: { reason: 'unknown_call' } });
  });

  it('50 calls in a turn: a dozen is heard', async () => {
    const busy = await fixture.liveCall();
    let answers: ToolAnswer[] = [];
    const { row } = await refused(async () => {
      answers = await Promise.all(
        Array.from({ length: 50 }, (_, turn) =>
          fixture.tool('quote_price', { service: `tap ${turn}` }, { call: busy }),
        ),
      );
      return answers[0] as ToolAnswer;
    });
    expect(answers.filter((one) => one.body.ok)).toHaveLength(12);
    expect(answers.filter((one) => one.body.reason === 'too_many_calls')).toHaveLength(38);
    expect(row.detail.reason).toBe('too_many_calls');
  });
});

describe('[I6] [I10] replays', () => {
  it('the same bytes book once, in whichever call, tool or spelling they come again', async () => {
    const own = await fixture.liveCall();
    const slot = await firstSlot(own);
    const booking = { slot_id: slot.slot_id, problem: 'leaking tap', confirmed: true };
    const [url, init] = fixture.signed('book_visit', booking, { call: own });
    const first = await send(url, init);
    expect(first.body).toMatchObject({ ok: true, label: slot.label, name: 'Maria Lopez' });
    const [visit] = await fixture.sql`
      select client_id, booked_by, source_call_id, status from public.appointments
      where id = ${String(first.body['visit_id'])}`;
    expect(visit).toEqual({
      client_id: MARIA.id,
      booked_by: 'ai',
      source_call_id: own.id,
      status: 'confirmed',
    });

    const withHeader = (name: string, value: string) => {
      const headers = new Headers(init.headers);
      headers.set(name, value);
      return { ...init, headers };
    };
    const signature = new Headers(init.headers).get('telnyx-signature-ed25519') ?? '';
    const other = await fixture.liveCall({ from: STRANGER });
    const asOther = withHeader('x-telnyx-call-control-id', other.callControlId);
    const asMessage = url.replace('book_visit', 'take_message');
    const replays: [reason: string, url: string, init: RequestInit][] = [
      ['replayed', url, init],
      ['replayed', url, withHeader('telnyx-signature-ed25519', signature.replaceAll('=', ''))],
      ['not_offered', url, asOther],
      ['invalid_arguments', asMessage, init],
    ];
    for (const [reason, address, again] of replays) {
      const { answer, row } = await refused(() => send(address, again));
      expect(answer.body).toMatchObject({ ok: false, reason });
      expect(row.detail.reason).toBe(reason);
    }
  });
});

describe('[I10] 50 calls at once want the last slot', () => {
  it('one gets it, the others are offered something else, none waits for more than 2 s', async () => {
    await fixture.sql`
      update public.resources set active = false
      where organization_id = ${MAPLE.organizationId} and name = 'Sam'`;
    const calls = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        fixture.liveCall({ from: `+1212555${String(2000 + n)}`, attestation: null }),
      ),
    );
    const slots = await Promise.all(calls.map((one) => firstSlot(one)));
    const wanted = slots[0]?.label;
    expect(slots.every((slot) => slot.label === wanted)).toBe(true);
    const answers = await Promise.all(
      calls.map((one, n) =>
        fixture.tool(
          'book_visit',
          {
            slot_id: slots[n]?.slot_id,
            problem: 'leaking tap',
            confirmed: true,
            name: `Caller ${n}`,
          },
          { call: one },
        ),
      ),
    );
    const booked = answers.filter((answer) => answer.body.ok);
    expect(booked).toHaveLength(1);
    for (const answer of answers.filter((one) => !one.body.ok)) {
      expect(answer.body.reason).toBe('slot_taken');
      expect(answer.body.slots?.length).toBeGreaterThan(0);
      expect(answer.body.slots?.map((slot) => slot.label)).not.toContain(wanted);
    }
    const made = await fixture.sql`
      select from public.appointments where booked_by = 'ai' and created_at > now() - interval '1 minute'
        and source_call_id = any(${calls.map((one) => one.id)})`;
    expect(made).toHaveLength(1);
    expect(Math.max(...answers.map((answer) => answer.waitedMs))).toBeLessThan(2_000);
  }, 60_000);
});

describe('[I9] a flood of forged requests', () => {
  it('is refused each time and fills no log', async () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const before = await contents(fixture.sql);
    const answers = await Promise.all(
      Array.from({ length: 100 }, () =>
        fixture.tool('take_message', { message: 'x' }, { call, key: privateKey }),
      ),
    );
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([401]));
    const [{ rows }] = await fixture.sql<[{ rows: number }]>`
      select count(*)::int as rows from public.audit_log
      where organization_id is null and at > now() - interval '1 minute'`;
    expect(rows).toBeLessThanOrEqual(60);
    expect(await contents(fixture.sql)).toEqual(before);
  });
});
