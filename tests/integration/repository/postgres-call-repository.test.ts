import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { afterAll, beforeAll, describe } from 'vitest';
import { startSupabase, type SupabaseStack } from '../../../local/supabase/stack.ts';
import { createCallRepository } from '../../../supabase/functions/_shared/adapters/postgres-call-repository.ts';
import { createRpcClient } from '../../../supabase/functions/_shared/adapters/postgrest-rpc.ts';
import { callRepositoryContract } from '../../../supabase/functions/_shared/testing/call-repository.contract.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

let stack: SupabaseStack;
let sql: postgres.Sql;

beforeAll(async () => {
  stack = await startSupabase({ rootDir: ROOT });
  sql = postgres(stack.dbUrl, { max: 2, onnotice: () => undefined });
});

afterAll(async () => {
  await sql?.end({ timeout: 2 });
  await stack?.stop();
});

/** A business of the test's own: the contract counts on members who hold no call. */
async function createBusiness(): Promise<{
  organizationId: string;
  numberId: string;
  clientId: string;
}> {
  const [organization] = await sql<{ id: string }[]>`
    insert into organizations (name, time_zone, country, ring_timeout_seconds)
    values ('Contract Ltd', 'America/Toronto', 'CA', 31) returning id`;
  const organizationId = organization?.id ?? '';
  const [number] = await sql<{ id: string }[]>`
    insert into telnyx_phone_numbers (organization_id, phone_number, connection_id)
    values (${organizationId}, '+16135550100', 'test') returning id`;
  const [client] = await sql<{ id: string }[]>`
    insert into clients (organization_id, name) values (${organizationId}, 'Maria') returning id`;
  const clientId = client?.id ?? '';
  await sql`
    insert into client_phones (organization_id, client_id, phone_number)
    values (${organizationId}, ${clientId}, '+16135550123')`;
  return { organizationId, numberId: number?.id ?? '', clientId };
}

async function createMember(organizationId: string, name: string): Promise<string> {
  const [member] = await sql<{ id: string }[]>`
    insert into members (organization_id, role, display_name, email)
    values (${organizationId}, 'agent', ${name}, ${`${name}@contract.test`}) returning id`;
  return member?.id ?? '';
}

describe('the repository on Postgres, through PostgREST', () => {
  callRepositoryContract(async () => {
    const { organizationId, numberId, clientId } = await createBusiness();
    const rpc = createRpcClient({
      url: stack.apiUrl,
      serviceKey: stack.keys.secret,
      publishableKey: stack.keys.publishable,
      fetch,
    });
    return {
      calls: createCallRepository(rpc),
      organizationId,
      number: { id: numberId, phoneNumber: '+16135550100', ringTimeoutMs: 31_000 },
      members: [
        await createMember(organizationId, 'one'),
        await createMember(organizationId, 'two'),
      ],
      client: { id: clientId, phoneNumber: '+16135550123' },
      strangerNumber: '+16135550199',
      async setReachable(memberIds) {
        await sql`delete from agent_devices where organization_id = ${organizationId}`;
        for (const memberId of memberIds) {
          await sql`
            insert into agent_devices (id, organization_id, member_id, state, last_seen_at)
            values (gen_random_uuid(), ${organizationId}, ${memberId}, 'ready', clock_timestamp())`;
        }
      },
      async countTasks(callId) {
        const [row] = await sql<{ count: number }[]>`
          select count(*)::int as count from call_tasks where call_id = ${callId}`;
        return row?.count ?? -1;
      },
    };
  });
});
