import postgres from 'postgres';
import type { SupabaseStack } from '../local/supabase/stack.ts';
import { type DenoServer, startDenoServer } from './deno-server.ts';
import { describe, median, quantile, ratio, seededRandom, shuffled } from './statistics.ts';
import { createSigner, type WebhookSigner } from './webhook.ts';

const LINE = '+14375249932';
const NAMES = ['ours', 'floor', 'tutorial'] as const;
type Name = (typeof NAMES)[number];

/**
 * B1: from the first byte of a signed webhook to its 200, after a durable commit. Three servers on the
 * same Postgres get one request each per iteration, in random order.
 */
export async function runIngest(stack: SupabaseStack, iterations: number): Promise<void> {
  const sql = postgres(stack.dbUrl, { max: 1, onnotice: () => undefined });
  const signer = createSigner();
  await makeTables(sql);
  const servers = await startServers(stack, signer);
  try {
    await measure(servers, signer, 30);
    const before = await counters(sql);
    const times = await measure(servers, signer, iterations);
    report(times, await counters(sql), before, iterations);
  } finally {
    await Promise.all(Object.values(servers).map((server) => server.stop()));
    await sql`drop table public.bench_inbox, public.bench_calls`;
    await sql.end();
  }
}

async function makeTables(sql: postgres.Sql): Promise<void> {
  await sql`create table public.bench_inbox (id text primary key, body text, done boolean default false)`;
  await sql`create table public.bench_calls (id uuid primary key default gen_random_uuid(),
    call_control_id text, organization_id uuid, client_id uuid, status text)`;
  await sql`grant all on public.bench_inbox, public.bench_calls to service_role`;
  await sql`notify pgrst, 'reload schema'`;
}

async function startServers(
  stack: SupabaseStack,
  signer: WebhookSigner,
): Promise<Record<Name, DenoServer>> {
  const env = {
    TELNYX_PUBLIC_KEY: signer.publicKey,
    TELNYX_API_KEY: 'KEY_bench',
    TELNYX_BASE_URL: 'http://127.0.0.1:9/v2',
    TELNYX_CONNECTION_ID: '2709042883142354871',
    TELNYX_CREDENTIAL_CONNECTION_ID: '1',
    SUPABASE_URL: stack.apiUrl,
    SUPABASE_SERVICE_ROLE_KEY: stack.serviceRoleJwt,
    SUPABASE_ANON_KEY: stack.keys.publishable,
    DATABASE_URL: stack.dbUrl,
  };
  const webhook = 'supabase/functions/telnyx-voice-webhook';
  const [ours, floor, tutorial] = await Promise.all([
    startDenoServer(`${webhook}/index.ts`, `${webhook}/deno.json`, env),
    startDenoServer('bench/servers/floor.ts', 'bench/servers/deno.json', env),
    startDenoServer('bench/servers/tutorial.ts', 'bench/servers/deno.json', env),
  ]);
  return { ours, floor, tutorial };
}

async function measure(
  servers: Record<Name, DenoServer>,
  signer: WebhookSigner,
  iterations: number,
): Promise<Record<Name, number[]>> {
  const times: Record<Name, number[]> = { ours: [], floor: [], tutorial: [] };
  const random = seededRandom(7);
  for (let iteration = 0; iteration < iterations; iteration += 1) {
    for (const name of shuffled(NAMES, random)) {
      const { body, headers } = signer.initiated(LINE);
      const startedAt = performance.now();
      const response = await fetch(servers[name].url, { method: 'POST', body, headers });
      await response.text();
      times[name].push(performance.now() - startedAt);
      if (response.status !== 200) throw new Error(`${name} answered ${response.status}`);
    }
  }
  return times;
}

interface Counters {
  commits: number;
  walBytes: number;
}

async function counters(sql: postgres.Sql): Promise<Counters> {
  await sql`select pg_stat_force_next_flush()`;
  const [row] = await sql<{ commits: string; wal: string }[]>`
    select xact_commit as commits, pg_current_wal_lsn() - '0/0' as wal
    from pg_stat_database where datname = current_database()`;
  return { commits: Number(row?.commits), walBytes: Number(row?.wal) };
}

function report(
  times: Record<Name, number[]>,
  after: Counters,
  before: Counters,
  iterations: number,
): void {
  console.log(`B1 ingest, ${iterations} iterations: signed webhook to 200 after the commit`);
  for (const name of NAMES) {
    const p50 = median(times[name]).toFixed(2);
    const p95 = quantile(times[name], 0.95).toFixed(2);
    console.log(`  ${name.padEnd(9)} p50 ${p50} ms   p95 ${p95} ms`);
  }
  console.log(
    `  ours / floor     ${describe(ratio(times.ours, times.floor))}   goal at most 1.35x`,
  );
  console.log(
    `  tutorial / ours  ${describe(ratio(times.tutorial, times.ours))}   goal at least 2x`,
  );
  const commits = ((after.commits - before.commits) / iterations).toFixed(1);
  const wal = ((after.walBytes - before.walBytes) / iterations / 1024).toFixed(1);
  console.log(`  all three together per iteration: ${commits} commits, ${wal} kB WAL`);
}
