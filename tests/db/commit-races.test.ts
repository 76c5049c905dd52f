import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { waitUntil } from '../support/wait-until.ts';

const ORGANIZATION = '70000000-0000-4000-8000-000000000001';
const NUMBER = '70000000-0000-4000-8000-000000000002';
const ANA = '70000000-0000-4000-8000-000000000003';
const BEN = '70000000-0000-4000-8000-000000000004';
const ROUNDS = 15;

interface Answer {
  ok: boolean;
  reason?: string;
}

let database: TestDatabase;
/** Two connections, so that two commits really are under way at once. */
let first: Sql;
let second: Sql;

beforeAll(async () => {
  database = await startTestDatabase();
  first = postgres(database.url, { max: 1, onnotice: () => undefined });
  second = postgres(database.url, { max: 1, onnotice: () => undefined });
  await first`insert into public.organizations (id, name) values (${ORGANIZATION}, 'Races')`;
  await first`
    insert into public.telnyx_phone_numbers (id, organization_id, phone_number)
    values (${NUMBER}, ${ORGANIZATION}, '+14375559990')`;
  await first`
    insert into public.members (id, organization_id, role, display_name, email) values
      (${ANA}, ${ORGANIZATION}, 'agent', 'Ana', 'ana@tests.test'),
      (${BEN}, ${ORGANIZATION}, 'agent', 'Ben', 'ben@tests.test')`;
});

afterAll(async () => {
  await Promise.all([first?.end(), second?.end()]);
  await database?.stop();
});

/** A `CallChange` of a ringing call, or of one that `member` claims. */
function change(callId: string, version: number, eventId: string, member: string | null) {
  const at = new Date().toISOString();
  const current = member && {
    number: 1,
    memberId: member,
    deviceId: member,
    sipUsername: 'gencred',
    startedAt: at,
    connectedAt: null,
    failedAt: null,
  };
  return {
    identity: {
      id: callId,
      organizationId: ORGANIZATION,
      direction: 'inbound',
      fromNumber: '+14165550190',
      toNumber: '+14375559990',
      clientId: null,
      phoneNumberId: NUMBER,
      callControlId: `v3:${callId}`,
      callSessionId: null,
    },
    expectedVersion: version,
    state: {
      status: member ? 'connecting' : 'ringing',
      startedAt: at,
      deadlineAt: at,
      declinedBy: [],
      legs: [],
      current,
    },
    events: [{ id: eventId, source: 'app', type: 'x', occurredAt: at, event: null, payload: null }],
    commands: [{ commandId: eventId, body: { kind: 'answer', callControlId: `v3:${callId}` } }],
    commandUpdates: [],
    requireFreeMemberId: member,
    audit: [],
  };
}

async function commit(sql: Sql, body: ReturnType<typeof change>): Promise<Answer> {
  const [row] = await sql<{ answer: Answer }[]>`
    select public.commit_call(${sql.json(body)}) as answer`;
  if (!row) throw new Error('commit_call gave no row');
  return row.answer;
}

async function race(a: ReturnType<typeof change>, b: ReturnType<typeof change>): Promise<string[]> {
  const answers = await Promise.all([commit(first, a), commit(second, b)]);
  return answers.map(({ ok, reason }) => (ok ? 'ok' : (reason ?? ''))).toSorted();
}

async function ring(): Promise<string> {
  const id = crypto.randomUUID();
  await commit(first, change(id, 0, `ring:${id}`, null));
  return id;
}

async function endAll(): Promise<void> {
  await first`
    update public.telnyx_calls
    set status = 'ended', outcome = 'missed', ended_at = now(), deadline_at = null`;
}

describe('two commits at once', () => {
  test('[I2] two agents claim one call: one wins, the other is told of the conflict', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const id = await ring();
      const outcome = await race(change(id, 1, `ana:${id}`, ANA), change(id, 1, `ben:${id}`, BEN));
      expect(outcome).toEqual(['conflict', 'ok']);
      const events = await first`select id from public.call_events where call_id = ${id}`;
      expect(events).toHaveLength(2);
      await endAll();
    }
  });

  test('[I2] one agent claims two calls: one is refused as busy', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const [one, two] = [await ring(), await ring()];
      const outcome = await race(change(one, 1, `a:${one}`, ANA), change(two, 1, `a:${two}`, ANA));
      expect(outcome).toEqual(['agent_busy', 'ok']);
      await endAll();
    }
  });

  test('[I1] one webhook delivered twice makes one call', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const event = crypto.randomUUID();
      const outcome = await race(
        change(crypto.randomUUID(), 0, event, null),
        change(crypto.randomUUID(), 0, event, null),
      );
      expect(outcome).toEqual(['duplicate_event', 'ok']);
      const calls = await first`
        select from public.telnyx_calls c
        where not exists (select from public.call_events e where e.call_id = c.id)`;
      expect(calls).toHaveLength(0);
      const commands = await first`select from public.call_commands where command_id = ${event}`;
      expect(commands).toHaveLength(1);
    }
  });
});

describe('a client who is erased while a late event of their call is being written', () => {
  test('[I8] the broadcast of that event is erased, too', async () => {
    const clientId = crypto.randomUUID();
    const callId = crypto.randomUUID();
    await first`
      insert into public.clients (id, organization_id, name)
      values (${clientId}, ${ORGANIZATION}, 'Zebediah Quagmire')`;
    const begun = change(callId, 0, `${callId}:begun`, null);
    Object.assign(begun.identity, { clientId });
    await commit(first, begun);
    await first`
      update public.telnyx_calls set status = 'ended', outcome = 'missed', ended_at = now()
      where id = ${callId}`;
    const late = await second.reserve();
    await late`begin`;
    await late`update public.telnyx_calls set version = version + 1, ai = '{"status": "over"}'
      where id = ${callId}`;
    const erasing = first`
      select public.erase_client(${first.json({ organizationId: ORGANIZATION, clientId, memberId: ANA })})`;
    const erased = erasing.then(() => true);
    await waitUntil('the erasure waits for the writer', async () => {
      // Inside a transaction `pg_stat_activity` stays as it was when it was first asked.
      const [row] = await late<{ waiting: boolean }[]>`
        select exists (select from pg_locks where not granted) as waiting`;
      return row?.waiting === true;
    });
    await late`commit`;
    late.release();
    await erased;
    const [left] = await first<{ count: number }[]>`
      select count(*)::integer as count from realtime.messages m
      where strpos(m.payload::text, ${callId}) > 0 or strpos(m.payload::text, 'Quagmire') > 0`;
    expect(left?.count).toBe(0);
  });
});
