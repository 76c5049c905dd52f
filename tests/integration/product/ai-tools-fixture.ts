import { createPrivateKey, type KeyObject, randomUUID, sign } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import postgres from 'postgres';
import { DEFAULT_AI_PROFILE } from '../../../supabase/functions/_shared/core/contracts/ai-profile.ts';
import { type Product, startProduct } from '../../support/product.ts';

export const MAPLE = {
  organizationId: 'a0000000-0000-4000-8000-000000000001',
  line: { id: 'a3000000-0000-4000-8000-000000000001', number: '+14375249932' },
};
export const HARBOR = {
  organizationId: 'b0000000-0000-4000-8000-000000000001',
  line: { id: 'b3000000-0000-4000-8000-000000000001', number: '+16475550100' },
};
export const MARIA = {
  id: 'a4000000-0000-4000-8000-000000000001',
  number: '+14165550123',
};
const TOKEN = 'token-of-our-assistants';

export interface LiveCall {
  id: string;
  callControlId: string;
}

export interface Sending {
  /** Null: no call is named. */
  call: LiveCall | null;
  skewSeconds?: number;
  key?: KeyObject;
  /** Headers to set; null takes one away. */
  headers?: Record<string, string | null>;
}

export interface ToolAnswer {
  status: number;
  body: Record<string, unknown> & { ok?: boolean; reason?: string; slots?: Slot[] };
  waitedMs: number;
}

export interface Slot {
  slot_id: string;
  label: string;
  day: string;
  time: string;
}

export interface ToolsFixture {
  product: Product;
  sql: postgres.Sql;
  /** A call that the AI has, as the engine would have written it; nothing runs behind it. */
  liveCall(call?: {
    of?: typeof MAPLE;
    from?: string;
    attestation?: 'A' | 'B' | null;
    ai?: string | null;
  }): Promise<LiveCall>;
  /** Calls a tool as Telnyx does, signed with the simulator's key. */
  tool(name: string, body: unknown, sending: Sending): Promise<ToolAnswer>;
  /** The same as a request that can be sent again and again. */
  signed(name: string, body: unknown, sending: Sending): [url: string, init: RequestInit];
  stop(): Promise<void>;
}

/** The product with a data folder of our own: the simulator's signing key lies in it. */
export async function startToolsFixture(env: Record<string, string> = {}): Promise<ToolsFixture> {
  const dataDir = await mkdtemp(join(tmpdir(), 'switchboard-ai-tools-'));
  const product = await startProduct({
    withApp: false,
    dataDir,
    env: { AI_TOOLS_TOKEN: TOKEN, ...env },
  });
  const sql = postgres(product.databaseUrl, { max: 2, onnotice: () => undefined });
  const telnyx = createPrivateKey(readFileSync(join(dataDir, 'telnyx', 'webhook-signing-key.pem')));
  const signed = (name: string, body: unknown, sending: Sending): [string, RequestInit] => [
    `${product.apiUrl}/functions/v1/ai-dispatcher-tools/${name}`,
    requestOf(body, sending, sending.key ?? telnyx),
  ];
  return {
    product,
    sql,
    signed,
    liveCall: (call = {}) => insertLiveCall(sql, call),
    tool: async (name, body, sending) => await send(...signed(name, body, sending)),
    async stop() {
      await sql.end();
      await product.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export async function send(url: string, init: RequestInit): Promise<ToolAnswer> {
  const startedAtMs = performance.now();
  const response = await fetch(url, init);
  const body = (await response.json()) as ToolAnswer['body'];
  return { status: response.status, body, waitedMs: performance.now() - startedAtMs };
}

/**
 * Over a connection of its own: a body that is refused before its end leaves its rest in the
 * connection, where the next request would wait behind it.
 */
export async function sendAlone(url: string, init: RequestInit): Promise<ToolAnswer> {
  const startedAtMs = performance.now();
  const headers = Object.fromEntries(new Headers(init.headers));
  const asking = request(url, { method: 'POST', headers, agent: false });
  // Whoever refuses early may hang up while we still send.
  asking.on('error', () => undefined);
  asking.end(init.body);
  const [response] = (await once(asking, 'response')) as [IncomingMessage];
  const body = (await json(response)) as ToolAnswer['body'];
  asking.destroy();
  return { status: response.statusCode ?? 0, body, waitedMs: performance.now() - startedAtMs };
}

function requestOf(body: unknown, sending: Sending, key: KeyObject): RequestInit {
  const raw = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const seconds = Math.floor(Date.now() / 1000) + (sending.skewSeconds ?? 0);
  const signature = sign(null, Buffer.concat([Buffer.from(`${seconds}|`), raw]), key);
  const headers = new Headers({
    'content-type': 'application/json',
    'telnyx-signature-ed25519': signature.toString('base64'),
    'telnyx-timestamp': String(seconds),
    authorization: `Bearer ${TOKEN}`,
    ...(sending.call ? { 'x-telnyx-call-control-id': sending.call.callControlId } : {}),
  });
  for (const [name, value] of Object.entries(sending.headers ?? {})) {
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  return { method: 'POST', headers, body: raw };
}

/** Gives a business a published dispatcher, without assistants: tools need the profile only. */
export async function publishProfile(
  sql: postgres.Sql,
  organizationId: string,
  profile = DEFAULT_AI_PROFILE,
): Promise<void> {
  const text = sql.json(profile as never);
  await sql`
    insert into public.ai_dispatchers (organization_id, draft, published_version, live_slot)
    values (${organizationId}, ${text}, 1, 'a')`;
  await sql`
    insert into public.ai_dispatcher_versions (organization_id, version, profile)
    values (${organizationId}, 1, ${text})`;
}

async function insertLiveCall(
  sql: postgres.Sql,
  call: Parameters<ToolsFixture['liveCall']>[0] = {},
): Promise<LiveCall> {
  const { of = MAPLE, from = MARIA.number, attestation = 'A', ai = 'talking' } = call;
  const id = randomUUID();
  const callControlId = `v3:test-${id}`;
  // The sweeper looks at calls that have been quiet; this one never will have been.
  await sql`
    insert into public.telnyx_calls (
      id, organization_id, direction, from_number, to_number, phone_number_id, handled_by, status,
      call_control_id, call_session_id, started_at, answered_at, version, updated_at, ai
    ) values (
      ${id}, ${of.organizationId}, 'inbound', ${from}, ${of.line.number}, ${of.line.id}, 'ai',
      'active', ${callControlId}, ${randomUUID()}, now(), now(), 3, now() + interval '1 day',
      ${sql.json({ status: ai, since: new Date().toISOString(), language: 'en', reason: 'always', wants: null })}
    )`;
  await sql`
    insert into public.call_legs (call_control_id, organization_id, call_id, role, initiated_at)
    values (${callControlId}, ${of.organizationId}, ${id}, 'external', now())`;
  await sql`
    insert into public.call_events (
      id, organization_id, call_id, source, type, occurred_at, payload, ignored_reason
    ) values (
      ${randomUUID()}, ${of.organizationId}, ${id}, 'telnyx', 'call.initiated', now(),
      ${sql.json({ call_control_id: callControlId, shaken_stir_attestation: attestation })}, 'test'
    )`;
  return { id, callControlId };
}

/** What a poisoned tool call must not change: how many rows, and their contents. */
export async function contents(sql: postgres.Sql): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const table of [
    'organizations',
    'members',
    'clients',
    'client_phones',
    'appointments',
    'call_tasks',
    'telnyx_phone_numbers',
    'resources',
    'services',
    'business_hours',
    'ai_dispatchers',
    'ai_dispatcher_versions',
  ]) {
    const [row] = await sql.unsafe(
      `select count(*)::int as rows, md5(coalesce(string_agg(t::text, e'\\n' order by t::text), '')) as sum
       from public.${table} t`,
    );
    found[table] = { ...row };
  }
  return found;
}
