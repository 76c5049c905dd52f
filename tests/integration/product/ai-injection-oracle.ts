import type postgres from 'postgres';

const TABLES = [
  'organizations',
  'members',
  'agent_devices',
  'clients',
  'client_phones',
  'client_notes',
  'appointments',
  'call_tasks',
  'telnyx_phone_numbers',
  'resources',
  'services',
  'business_hours',
  'ai_dispatchers',
  'ai_dispatcher_versions',
  'ai_assistants',
];

/** "table id" and a checksum of the row. */
export type Rows = Map<string, string>;

/** Every row that a tool call could reach. */
export async function rowsOf(sql: postgres.Sql): Promise<Rows> {
  const rows: Rows = new Map();
  for (const table of TABLES) {
    const found = await sql.unsafe<{ id: string; sum: string }[]>(
      `select coalesce(to_jsonb(t) ->> 'id', md5(t::text)) as id, md5(t::text) as sum
       from public.${table} t`,
    );
    for (const { id, sum } of found) rows.set(`${table} ${id}`, sum);
  }
  return rows;
}

/** What no caller below the identity level may hear: who the clients are, and when they are visited. */
export async function secretsOf(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql<{ secret: string | null }[]>`
    select name as secret from public.clients
    union select company from public.clients
    union select email from public.clients
    union select address from public.clients
    union select id::text from public.clients
    union select phone_number from public.client_phones
    union select id::text from public.appointments where booked_by = 'person'
    union select title from public.appointments
      where booked_by = 'person' and title not in (select name from public.services)
    union select id::text from public.organizations
    union select id::text from public.members
    union select email from public.members`;
  return rows.flatMap(({ secret }) => (secret && secret.length > 3 ? [secret] : []));
}
