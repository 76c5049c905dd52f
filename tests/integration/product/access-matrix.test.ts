import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, callFunction, newClient, signIn } from '../../support/api-client.ts';
import { PUBLISHABLE_KEY } from '../../support/product.ts';
import { type Fixture, startFixture } from './fixture.ts';

const MAPLE = 'a0000000-0000-4000-8000-000000000001';
const ANA = 'a1000000-0000-4000-8000-000000000002';
const functionsDir = join(import.meta.dirname, '../../../supabase/functions');

type Caller = 'anon' | 'ex' | 'agent' | 'admin' | 'owner' | 'other';
const CALLERS: readonly Caller[] = ['anon', 'ex', 'agent', 'admin', 'owner', 'other'];

interface Rule {
  body: (client: string) => object;
  /** By agent, admin, owner, and another business's owner; strangers and former members get 401. */
  answers: readonly [agent: number, admin: number, owner: number, other: number];
}

/** What each function answers to a request that does no harm. */
const RULES: Record<string, Rule> = {
  'telnyx-make-call': { body: () => ({ to: '911' }), answers: [422, 422, 422, 422] },
  'telnyx-call-control': {
    body: () => ({ call_id: randomUUID(), action: 'hangup' }),
    answers: [404, 404, 404, 404],
  },
  'telnyx-webrtc-token': {
    body: () => ({ device_id: randomUUID() }),
    answers: [200, 200, 200, 200],
  },
  'manage-ai-dispatcher': { body: () => ({ action: 'state' }), answers: [403, 200, 200, 200] },
  'manage-team': {
    body: () => ({ action: 'set_role', member_id: ANA, role: 'agent' }),
    answers: [403, 200, 200, 404],
  },
  'manage-limits': { body: () => ({ action: 'resume' }), answers: [403, 403, 200, 200] },
  'setup-telnyx-number': { body: () => ({ action: 'status' }), answers: [403, 200, 200, 200] },
  'health-check': { body: () => ({ action: 'dead_letters' }), answers: [403, 200, 200, 200] },
  'client-privacy': {
    body: (client) => ({ action: 'export', client_id: client }),
    answers: [403, 200, 200, 404],
  },
};
/** Called by machines, with a signature or a token of their own: no person gets past. */
const MACHINES = ['ai-dispatcher-tools', 'call-sweeper', 'telnyx-voice-webhook'];

let fixture: Fixture;
let sql: postgres.Sql;
const people = {} as Record<Caller, Api>;
let mapleClient = '';

beforeAll(async () => {
  fixture = await startFixture();
  const { apiUrl, databaseUrl } = fixture.product;
  sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  // A third person of Maple's, an admin, and one who was deactivated.
  for (const [email, role, active] of [
    ['admin@maple.test', 'admin', true],
    ['ex@maple.test', 'owner', false],
  ] as const) {
    const { data, error } = await fixture.service.auth.admin.createUser({
      email,
      password: 'demo-password',
      email_confirm: true,
    });
    if (error) throw error;
    await sql`
      insert into public.members (organization_id, user_id, role, display_name, email, active)
      values (${MAPLE}, ${data.user.id}, ${role}, ${email}, ${email}, ${active})`;
  }
  const emails = {
    ex: 'ex@maple.test',
    agent: 'ana@maple.test',
    admin: 'admin@maple.test',
    owner: 'owner@maple.test',
    other: 'dana@harbor.test',
  } as const;
  people.anon = newClient(apiUrl);
  for (const [caller, email] of Object.entries(emails)) {
    people[caller as Caller] = await signIn(apiUrl, email);
  }
  const [row] = await sql<{ id: string }[]>`
    select id from public.clients where organization_id = ${MAPLE} order by id limit 1`;
  mapleClient = row?.id ?? '';
}, 150_000);

afterAll(async () => {
  await sql?.end();
  await fixture?.stop();
});

it('every function stands in the matrix', () => {
  const folders = readdirSync(functionsDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
    .map(({ name }) => name);
  expect([...Object.keys(RULES), ...MACHINES].toSorted()).toEqual(folders.toSorted());
});

describe.each(Object.entries(RULES))('[I8] %s', (name, { body, answers }) => {
  it.each(CALLERS)('as %s', async (caller) => {
    const answer = await callFunction(
      fixture.product.apiUrl,
      people[caller],
      name,
      body(mapleClient),
    );
    const [agent, admin, owner, other] = answers;
    const expected = { anon: 401, ex: 401, agent, admin, owner, other }[caller];
    expect([caller, answer.status]).toEqual([caller, expected]);
    if (caller === 'other') expect(JSON.stringify(answer.body)).not.toContain(MAPLE);
  });
});

it.each(MACHINES)('[I9] %s listens to no person', async (name) => {
  for (const caller of CALLERS) {
    const answer = await callFunction(fixture.product.apiUrl, people[caller], name, {});
    expect([caller, answer.status]).toEqual([caller, 401]);
  }
});

/** Calls a database function as the browser can, with arguments that name Maple's things. */
async function rpc(caller: Caller, name: string, args: Record<string, unknown>) {
  const { data } = await people[caller].auth.getSession();
  const token = data.session?.access_token;
  const answer = await fetch(`${fixture.product.apiUrl}/rest/v1/rpc/${name}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      apikey: PUBLISHABLE_KEY,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify(args),
  });
  return { status: answer.status, text: await answer.text() };
}

describe('[I8] the functions of the database', () => {
  interface PublicFunction {
    name: string;
    arguments: { name: string; type: string }[];
    isForPeople: boolean;
  }
  let all: PublicFunction[];
  beforeAll(async () => {
    all = await sql<PublicFunction[]>`
      select p.proname as name,
        has_function_privilege('authenticated', p.oid, 'execute') as "isForPeople",
        coalesce((
          select jsonb_agg(jsonb_build_object('name', a.name, 'type', t.typname) order by a.place)
          from unnest(p.proargnames[1:p.pronargs], p.proargtypes::oid[])
            with ordinality as a (name, type, place)
          join pg_type t on t.oid = a.type
        ), '[]') as arguments
      from pg_proc p
      where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' and p.prorettype <> 'trigger'::regtype
        and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`;
  });

  const argsOf = ({ arguments: names }: PublicFunction) =>
    Object.fromEntries(
      names.map(({ name, type }) => {
        const values: Record<string, unknown> = {
          uuid: mapleClient,
          jsonb: { organizationId: MAPLE, id: mapleClient, numberId: mapleClient },
          timestamptz: '2026-01-01T00:00:00Z',
          int4: 1,
          bool: false,
        };
        return [name, values[type] ?? null];
      }),
    );

  it('no stranger runs any; people do not run what is for functions', async () => {
    expect(all.length).toBeGreaterThan(60);
    for (const one of all) {
      const { status, text } = await rpc('anon', one.name, argsOf(one));
      expect([one.name, status, text.includes('42501')]).toEqual([one.name, 401, true]);
      if (one.isForPeople) continue;
      const owner = await rpc('owner', one.name, argsOf(one));
      expect([one.name, owner.status, owner.text.includes('42501')]).toEqual([one.name, 403, true]);
    }
  });

  it('whoever left, or works elsewhere, learns nothing of Maple from those for people', async () => {
    const traces = /Maple|Maria|@maple\.test|a0000000-0000-4000-8000-000000000001|4375249932/;
    const telling: string[] = [];
    for (const one of all.filter(({ isForPeople }) => isForPeople)) {
      const args = argsOf(one);
      for (const caller of ['ex', 'other'] as const) {
        const { text } = await rpc(caller, one.name, args);
        // The name of the business that somebody left is what they are told, and all of it.
        const seen = one.name === 'welcome_state' ? text.replace('["Maple Plumbing"]', '') : text;
        expect([caller, one.name, traces.exec(seen)?.[0]]).toEqual([caller, one.name, undefined]);
      }
      if (traces.test((await rpc('owner', one.name, args)).text)) telling.push(one.name);
    }
    // The other side: its owner does learn from them.
    expect(telling).toEqual(expect.arrayContaining(['my_membership', 'team_people']));
    expect(telling.length).toBeGreaterThan(4);
  });
});
