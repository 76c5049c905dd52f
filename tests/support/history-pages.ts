import type postgres from 'postgres';

/** A page of the history as the app asks for it, and how many blocks it may read (goals, B5). */
export interface HistoryPage {
  title: string;
  statement: string;
  mostBlocks: number;
}

const page = (
  title: string,
  filter: object,
  mostBlocks: number,
  before = 'null::timestamptz',
): HistoryPage => ({
  title,
  statement: `select public.call_history('${JSON.stringify(filter)}', ${before})`,
  mostBlocks,
});

const ana = "(select id from public.members where display_name = 'Ana')";
const withMember = (title: string, filter: string, mostBlocks: number): HistoryPage => ({
  title,
  statement: `select public.call_history(jsonb_build_object(${filter}))`,
  mostBlocks,
});

/** Every way of looking into the history. */
export const HISTORY_PAGES: readonly HistoryPage[] = [
  page('the first page', {}, 24),
  page('a page a year deep', {}, 24, "now() - interval '1 year'"),
  page('a page three years deep', {}, 24, "now() - interval '1090 days'"),
  page('by type', { direction: 'outbound' }, 64),
  page('by status', { status: 'missed' }, 64),
  page('by a rare status', { status: 'failed' }, 64),
  page('by who waits for a call', { needsCallBack: true }, 64),
  page('by outcome', { disposition: 'Complaint' }, 64),
  page('by what the AI handled', { agentId: 'ai' }, 64),
  withMember('by person', `'agentId', ${ana}`, 64),
  withMember('by person, a year deep', `'agentId', ${ana}, 'to', now() - interval '1 year'`, 64),
  page('by tag', { tag: 'vip' }, 200),
  page('by a rare tag', { tag: 'lawsuit' }, 200),
  withMember('by a person who missed none', `'agentId', ${ana}, 'status', 'missed'`, 2_500),
  page('a whole number', { search: '416 200-0005', number: '+14162000005' }, 64),
  page('a number that never called', { search: '416 555-0199', number: '+14165550199' }, 64),
  page('digits that many numbers have', { search: '416' }, 64),
  page('a name', { search: 'maria' }, 1_000),
  page('a whole name', { search: 'maria lopez' }, 1_000),
  page('a word of a note', { search: 'sump' }, 1_000),
];

/** A business with five people and two numbers. */
export async function makeBusiness(
  sql: postgres.Sql,
): Promise<{ organizationId: string; userId: string }> {
  const [user] = await sql<{ id: string }[]>`
    insert into auth.users (id, email) values (gen_random_uuid(), 'ana@maple.test') returning id`;
  const [organization] = await sql<{ id: string }[]>`
    insert into public.organizations (name) values ('Maple Plumbing') returning id`;
  if (!user || !organization) throw new Error('a business expected');
  for (const name of ['Ana', 'Ben', 'Nora', 'Luis', 'Sam']) {
    await sql`insert into public.members (organization_id, user_id, role, display_name, email)
      values (${organization.id}, ${name === 'Ana' ? user.id : null}, 'owner', ${name},
        ${`${name}@maple.test`})`;
  }
  await sql`insert into public.telnyx_phone_numbers (organization_id, phone_number, label, is_default)
    values (${organization.id}, '+14375249932', 'Main line', true),
      (${organization.id}, '+14375550100', 'Emergency', false)`;
  return { organizationId: organization.id, userId: user.id };
}

/** From here on the connection is a signed-in member's: row-level security applies. */
export async function becomeMember(sql: postgres.Sql, userId: string): Promise<void> {
  const claims = JSON.stringify({ sub: userId, role: 'authenticated' });
  await sql`select set_config('request.jwt.claims', ${claims}, false)`;
  await sql`set role authenticated`;
}

/** Shared blocks that the statement reads, once the connection knows catalog and plans. */
export async function blocksOf(sql: postgres.Sql, { statement }: HistoryPage): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < 3; turn += 1) {
    const [row] = await sql.unsafe(`explain (analyze, buffers, format json) ${statement}`);
    const plans = row?.['QUERY PLAN'] as { Plan: Record<string, number> }[] | undefined;
    const plan = plans?.[0]?.Plan ?? {};
    least = Math.min(least, (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0));
  }
  return least;
}
