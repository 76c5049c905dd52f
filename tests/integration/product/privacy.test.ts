import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { callFunction, signIn } from '../../support/api-client.ts';
import { waitUntil } from '../../support/wait-until.ts';
import { callRow, type Fixture, MAIN_LINE, startFixture } from './fixture.ts';

const MAIN_ID = 'a3000000-0000-4000-8000-000000000001';
const ORGANIZATION = 'a0000000-0000-4000-8000-000000000001';
const NAME = 'Zebediah Quagmire';
const NUMBER = '+12125550142';
const BUCKET = 'call-files';

let fixture: Fixture;
let sql: postgres.Sql;

beforeAll(async () => {
  fixture = await startFixture();
  sql = postgres(fixture.product.databaseUrl, { max: 1, onnotice: () => undefined });
});
afterAll(async () => {
  await sql?.end();
  await fixture?.stop();
});

/** The tables, of every schema that we fill, in which a word stands anywhere. */
async function tablesWith(word: string): Promise<string[]> {
  const tables = await sql<{ schema: string; name: string }[]>`
    select n.nspname as schema, c.relname as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition
      and n.nspname in ('public', 'app', 'realtime', 'storage', 'auth')`;
  const hits: string[] = [];
  for (const { schema, name } of tables) {
    const [found] = await sql<{ count: number }[]>`
      select count(*)::integer as count from ${sql(schema)}.${sql(name)} t
      where strpos(t::text, ${word}) > 0`;
    if ((found?.count ?? 0) > 0) hits.push(`${schema}.${name}`);
  }
  return hits.toSorted();
}

/** A client who talked with the AI, left a message, and has a file. */
async function clientWithHistory(): Promise<{ clientId: string; callId: string; file: string }> {
  const { service, sim, product } = fixture;
  const owner = await signIn(product.apiUrl, 'owner@maple.test');
  await callFunction(product.apiUrl, owner, 'manage-ai-dispatcher', {
    phone_number_id: MAIN_ID,
    enabled: true,
    mode: 'always',
  });
  const { data: client } = await service
    .from('clients')
    .insert({ organization_id: ORGANIZATION, name: NAME, address: '9 Vanishing Lane' })
    .select('id')
    .single();
  const clientId = String(client?.['id']);
  await service.from('client_phones').insert({
    organization_id: ORGANIZATION,
    client_id: clientId,
    phone_number: NUMBER,
    is_main: true,
  });
  const call = await sim.call({
    from: NUMBER,
    to: MAIN_LINE,
    shaken_stir_attestation: 'A',
    script: [
      { await_ai: true, timeout_ms: 30_000 },
      { say: `This is ${NAME}. Please call me back.` },
      { await_ai: true, timeout_ms: 30_000 },
      { hangup: true },
    ],
  });
  await waitUntil('it is over', async () => (await sim.get(call)).state === 'ended', 90_000);
  const row = await callRow(service, NUMBER, ({ status }) => status === 'ended');
  await waitUntil('what was said is stored', async () =>
    (await tablesWith(NAME)).includes('public.call_transcript_segments'),
  );
  const file = `${ORGANIZATION}/${row.id}/voice.txt`;
  await service.storage.createBucket(BUCKET);
  await service.storage.from(BUCKET).upload(file, new Blob([`${NAME} ${NUMBER}`]));
  return { clientId, callId: row.id, file };
}

it('an erased client is in no table, no bucket and not at Telnyx; the audit log keeps a tombstone', async () => {
  const { product, service, sim } = fixture;
  const { clientId, callId, file } = await clientWithHistory();
  const [conversation] = await sql<{ id: string }[]>`
    select event ->> 'conversationId' as id from public.call_events
    where call_id = ${callId} and type = 'ai.started' limit 1`;
  const ask = async (email: string, body: Record<string, unknown>) =>
    callFunction(product.apiUrl, await signIn(product.apiUrl, email), 'client-privacy', {
      client_id: clientId,
      ...body,
    });
  const telnyx = (path: string) =>
    fetch(`${product.simUrl}/v2${path}`, {
      headers: { authorization: `Bearer KEY_switchboard_local` },
    });
  expect((await telnyx(`/ai/conversations/${conversation?.id}`)).status, conversation?.id).toBe(
    200,
  );

  expect((await ask('ana@maple.test', { action: 'export' })).status).toBe(403);
  expect((await ask('dana@harbor.test', { action: 'export' })).status).toBe(404);
  const document = await ask('owner@maple.test', { action: 'export' });
  expect(document.status).toBe(200);
  const text = JSON.stringify(document.body);
  for (const part of [NAME, NUMBER, '9 Vanishing Lane', 'Please call me back']) {
    expect(text).toContain(part);
  }

  expect((await ask('ana@maple.test', { action: 'erase', confirm: NAME })).status).toBe(403);
  expect((await ask('dana@harbor.test', { action: 'erase', confirm: NAME })).status).toBe(404);
  const erased = await ask('owner@maple.test', { action: 'erase', confirm: NAME });
  expect(erased).toMatchObject({ status: 200, body: { counts: { calls: 1 } } });
  await waitUntil('Telnyx and the file store let go of it', async () => {
    const open = await sql`select from public.client_erasures where finished_at is null`;
    return open.length === 0;
  });

  for (const word of [NAME, NUMBER, '9 Vanishing Lane']) expect(await tablesWith(word)).toEqual([]);
  expect((await service.storage.from(BUCKET).download(file)).error).not.toBeNull();
  expect((await telnyx(`/ai/conversations/${conversation?.id}`)).status).toBe(404);
  const [tombstone] = await sql<{ detail: Record<string, unknown> }[]>`
    select detail from public.audit_log where action = 'client.erased'`;
  expect(tombstone?.detail).toMatchObject({ clientId, calls: 1 });
  expect((await sim.activeCalls()).length).toBe(0);
});
