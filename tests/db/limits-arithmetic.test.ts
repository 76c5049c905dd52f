import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../support/test-database.ts';

/** Destinations of three prices; a rate is hundredths of a cent a minute (20261124000252). */
const PLACES = [
  { number: '+14165550123', rate: 300 },
  { number: '+442079460958', rate: 3000 },
  { number: '+37126550123', rate: 30_000 },
] as const;
const CAP_CENTS = 500;
const CONCURRENT = 6;
const MAX_CALL_SECONDS = 3_600;

type Step =
  | { do: 'dial'; place: 0 | 1 | 2 }
  | { do: 'end'; which: number; share: number }
  | { do: 'release'; which: number }
  | { do: 'cost'; which: number; share: number };

interface Call {
  id: string;
  rate: number;
  seconds: number;
  reserved: number;
  state: 'dialled' | 'ended' | 'released';
  counts: number;
}

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('dial'), place: fc.constantFrom(0, 1, 2) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('end'),
      which: fc.nat(20),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('release'), which: fc.nat(20) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('cost'),
      which: fc.nat(20),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
) as fc.Arbitrary<Step>;

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await startTestDatabase();
  sql = postgres(database.url, { max: 1, onnotice: () => undefined });
});
afterAll(async () => {
  await sql?.end();
  await database?.stop();
});

async function business(): Promise<string> {
  const id = randomUUID();
  await sql`insert into public.organizations (id, name) values (${id}, 'Arithmetic')`;
  await sql`
    insert into public.allowed_destinations (organization_id, country)
    values (${id}, 'GB'), (${id}, 'LV')`;
  await sql`
    update public.spend_limits set daily_cap_cents = ${CAP_CENTS}, concurrent_calls = ${CONCURRENT},
      dials_per_minute = 1000
    where organization_id = ${id}`;
  return id;
}

async function tryDial(organizationId: string, place: 0 | 1 | 2): Promise<Call | string> {
  const { number, rate } = PLACES[place];
  const id = randomUUID();
  const [row] = await sql<{ answer: { ok: boolean; code: string; timeLimitSecs: number } }[]>`
    select public.reserve_dial(${sql.json({
      organizationId,
      callId: id,
      memberId: null,
      to: number,
      country: null,
      numberType: 'unknown',
      confirmed: true,
      kind: 'agent',
    })}) as answer`;
  if (!row?.answer.ok) return row?.answer.code ?? 'no answer';
  const seconds = row.answer.timeLimitSecs;
  await sql`
    insert into public.telnyx_calls (id, organization_id, direction, from_number, to_number, status,
      started_at, version)
    values (${id}, ${organizationId}, 'outbound', '+14375559901', ${number}, 'active', now(), 1)`;
  await sql`
    insert into public.call_legs (call_control_id, organization_id, call_id, role)
    values (${`far ${id}`}, ${organizationId}, ${id}, 'external')`;
  const reserved = Math.ceil((rate * seconds) / 60);
  return { id, rate, seconds, reserved, state: 'dialled', counts: reserved };
}

async function endCall(call: Call, talked: number): Promise<void> {
  await sql`
    insert into public.call_commands (command_id, organization_id, call_id, kind, body)
    select ${`${call.id}:dial`}, organization_id, id, 'dial_external',
      jsonb_build_object('to', to_number, 'timeLimitSecs', ${call.seconds}::int)
    from public.telnyx_calls where id = ${call.id}`;
  await sql`
    update public.telnyx_calls set status = 'ended', outcome = 'answered', ended_at = now(),
      duration_seconds = ${talked}
    where id = ${call.id}`;
  await sql`update public.call_legs set ended_at = now() where call_id = ${call.id}`;
  Object.assign(call, { state: 'ended', counts: Math.ceil(talked / 60) * call.rate });
}

async function take(organizationId: string, calls: Call[], one: Step): Promise<void> {
  const sum = calls.reduce((total, { counts }) => total + counts, 0);
  const open = calls.filter(({ state }) => state === 'dialled');
  if (one.do === 'dial') {
    const dialled = await tryDial(organizationId, one.place);
    const expected =
      open.length >= CONCURRENT
        ? 'concurrency_limit'
        : sum >= CAP_CENTS * 100
          ? 'spend_limit'
          : 'ok';
    expect(typeof dialled === 'string' ? dialled : 'ok').toBe(expected);
    if (typeof dialled === 'string') return;
    const { rate } = dialled;
    const affordableMinutes = Math.floor((CAP_CENTS * 100) / rate);
    const seconds = Math.min(MAX_CALL_SECONDS, 60 * affordableMinutes);
    expect(dialled.seconds).toBe(Math.max(60, seconds));
    calls.push(dialled);
    return;
  }
  const pool = one.do === 'cost' ? calls.filter(({ state }) => state === 'ended') : open;
  const call = pool[one.which % Math.max(1, pool.length)];
  if (!call) return;
  if (one.do === 'end') await endCall(call, Math.floor(call.seconds * one.share));
  if (one.do === 'release') {
    await sql`select public.release_dial(${call.id}, 'agent')`;
    Object.assign(call, { state: 'released', counts: 0 });
  }
  if (one.do === 'cost') await tellCost(call, one.share);
}

/** Telnyx tells, once, what the leg cost: never more than was set aside. */
async function tellCost(call: Call, share: number): Promise<void> {
  const cost = Math.floor(call.reserved * share);
  const told = await sql`
    insert into public.call_events (id, source, type, occurred_at, payload)
    values (${`cost ${call.id}`}, 'telnyx', 'call.cost', now(), jsonb_build_object(
      'call_control_id', ${`far ${call.id}`}::text, 'total_cost', (${cost}::numeric / 10000)::text))
    on conflict do nothing returning id`;
  if (told.length > 0) call.counts = cost;
}

describe('[I11] the arithmetic of reservations', () => {
  it('a day costs less than the cap plus its dearest call, whatever happens in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 45 }), async (steps) => {
        const organizationId = await business();
        const calls: Call[] = [];
        for (const one of steps) {
          await take(organizationId, calls, one);
          const sum = calls.reduce((total, { counts }) => total + counts, 0);
          const [row] = await sql<{ spent: string }[]>`
            select app.spent_today(${organizationId}) as spent`;
          expect(Number(row?.spent)).toBe(sum);
          const dearest = Math.max(0, ...calls.map(({ reserved }) => reserved));
          expect(sum).toBeLessThan(CAP_CENTS * 100 + Math.max(1, dearest));
        }
      }),
      { numRuns: 40, seed: 20_261_123, endOnFailure: true },
    );
  }, 150_000);
});
