import type postgres from 'postgres';

/** A page of the history as the app asks for it, and how many blocks it may read (goals, B5). */
export interface HistoryPage {
  title: string;
  filter: Filter;
  statement: string;
  mostBlocks: number;
}

export type Filter = Readonly<Record<string, string | boolean | undefined>>;
type Choice = readonly [title: string, filter: Filter];

/** As the screen asks for them. */
const PAGE_ROWS = 25;
const PAGE_BLOCKS = 24;
/** Rows that lie far from each other cost a block each; the floor itself reads 53. */
const FILTER_BLOCKS = 64;
const DAY_MS = 86_400_000;

export const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString();

/** Every filter that the screen offers: a list of choices for each field. */
async function filterChoices(sql: postgres.Sql, organizationId: string): Promise<Choice[][]> {
  const [ids] = await sql<{ ana: string; line: string; client: string }[]>`
    select (select id from public.members
        where organization_id = ${organizationId} and display_name = 'Ana') as ana,
      (select id from public.telnyx_phone_numbers where organization_id = ${organizationId}
        order by phone_number limit 1) as line,
      (select client_id from public.call_entries
        where organization_id = ${organizationId} and client_id is not null
        group by client_id order by count(*) desc limit 1) as client`;
  const outcomes = ['answered', 'missed', 'no_answer', 'busy', 'rejected', 'cancelled', 'failed'];
  return [
    ['inbound', 'outbound'].map((direction): Choice => [direction, { direction }]),
    outcomes.map((status): Choice => [status, { status }]),
    [
      ['Ana', { agentId: ids?.ana }],
      ['the AI', { agentId: 'ai' }],
      ['nobody', { agentId: 'nobody' }],
    ],
    [['a line', { lineId: ids?.line }]],
    ['urgent', 'lawsuit', 'never used'].map((tag): Choice => [`tag ${tag}`, { tag }]),
    ['Quote', 'Spam'].map((disposition): Choice => [disposition, { disposition }]),
    [['waiting', { needsCallBack: true }]],
    [['a client', { clientId: ids?.client }]],
  ];
}

export const PERIODS: readonly Choice[] = [
  ['', {}],
  [', a year deep', { to: daysAgo(365) }],
  [', three years deep', { to: daysAgo(1090) }],
  [', last week', { from: daysAgo(7) }],
  [', one old day', { from: daysAgo(400), to: daysAgo(399) }],
];

/** No filter, each filter, and each two of them, in each period. @param sql as one who may read all */
export async function filterPages(
  sql: postgres.Sql,
  organizationId: string,
  periods = PERIODS,
): Promise<HistoryPage[]> {
  const fields = await filterChoices(sql, organizationId);
  const single = fields.flat();
  const pairs = fields.flatMap((field, index) =>
    field.flatMap(([title, filter]) =>
      fields
        .slice(index + 1)
        .flat()
        .map(([other, more]): Choice => [`${title} and ${other}`, { ...filter, ...more }]),
    ),
  );
  const all: Choice[] = [['all', {}], ...single, ...pairs];
  return periods.flatMap(([when, period]) =>
    all.map(([title, filter]) =>
      page(
        `${title}${when}`,
        { ...filter, ...period },
        title === 'all' ? PAGE_BLOCKS : FILTER_BLOCKS,
      ),
    ),
  );
}

interface Cursor {
  startedAt: string;
  id: string;
}

const statementOf = (filter: Filter, cursor?: Cursor): string =>
  `select public.call_history('${JSON.stringify(filter).replaceAll("'", "''")}'${
    cursor ? `, '${cursor.startedAt}', '${cursor.id}'` : ''
  }) as page`;

const page = (title: string, filter: Filter, mostBlocks: number): HistoryPage => ({
  title,
  filter,
  statement: statementOf(filter),
  mostBlocks,
});

/** What is typed into the search. */
export const SEARCH_PAGES: readonly HistoryPage[] = [
  page('a whole number', { search: '416 200-0005', number: '+14162000005' }, 64),
  page('a number that never called', { search: '416 555-0199', number: '+14165550199' }, 64),
  page('digits that many numbers have', { search: '416' }, 64),
  page('the beginning of a number', { search: '416 2000' }, 64),
  page('the local part of a number', { search: '200-0005' }, 64),
  page('its last four digits', { search: '0005' }, 64),
  page('three digits', { search: '999' }, 64),
  page('a name', { search: 'maria' }, 1_000),
  page('a whole name', { search: 'maria lopez' }, 1_000),
  page('a word of a note', { search: 'sump' }, 1_000),
];

export interface Business {
  organizationId: string;
  userId: string;
}

/** A business with five people and two numbers. */
export async function makeBusiness(sql: postgres.Sql, name = 'Maple'): Promise<Business> {
  const [user] = await sql<{ id: string }[]>`
    insert into auth.users (id, email) values (gen_random_uuid(), ${`ana@${name}.test`}) returning id`;
  const [organization] = await sql<{ id: string }[]>`
    insert into public.organizations (name) values (${`${name} Plumbing`}) returning id`;
  if (!user || !organization) throw new Error('a business expected');
  for (const person of ['Ana', 'Ben', 'Nora', 'Luis', 'Sam']) {
    await sql`insert into public.members (organization_id, user_id, role, display_name, email)
      values (${organization.id}, ${person === 'Ana' ? user.id : null}, 'owner', ${person},
        ${`${person}@${name}.test`})`;
  }
  // A number is one business's.
  const [last] = await sql<{ digits: string }[]>`
    select lpad(count(*)::text, 4, '0') as digits from public.telnyx_phone_numbers`;
  await sql`insert into public.telnyx_phone_numbers (organization_id, phone_number, label, is_default)
    values (${organization.id}, ${`+1437524${last?.digits}`}, 'Main line', true),
      (${organization.id}, ${`+1437555${last?.digits}`}, 'Emergency', false)`;
  return { organizationId: organization.id, userId: user.id };
}

/** From here on the connection is a signed-in member's: row-level security applies. */
export async function becomeMember(sql: postgres.Sql, userId: string): Promise<void> {
  const claims = JSON.stringify({ sub: userId, role: 'authenticated' });
  await sql`select set_config('request.jwt.claims', ${claims}, false)`;
  await sql`set role authenticated`;
}

/** Shared blocks that the statement reads, once the connection knows catalog and plans. */
export async function blocksOf(
  sql: postgres.Sql,
  { statement }: Pick<HistoryPage, 'statement'>,
  turns = 3,
): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < turns; turn += 1) {
    const [row] = await sql.unsafe(
      `explain (analyze, buffers, timing off, format json) ${statement}`,
    );
    const plans = row?.['QUERY PLAN'] as { Plan: Record<string, number> }[] | undefined;
    const plan = plans?.[0]?.Plan ?? {};
    least = Math.min(least, (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0));
  }
  return least;
}

export interface Looks {
  /** Shared blocks of the dearest of them. */
  mostBlocks: number;
  looks: number;
  rows: number;
}

/** What the screen asks for until it has a page: a look that found less says how far it came. */
export async function looksOf(sql: postgres.Sql, { filter }: HistoryPage): Promise<Looks> {
  const found: Looks = { mostBlocks: 0, looks: 0, rows: 0 };
  let cursor: (Cursor & { isPartial: boolean }) | null | undefined;
  do {
    const statement = statementOf(filter, cursor ?? undefined);
    found.mostBlocks = Math.max(found.mostBlocks, await blocksOf(sql, { statement }));
    const [answer] =
      await sql.unsafe<{ page: { rows: unknown[]; next: typeof cursor } }[]>(statement);
    found.looks += 1;
    found.rows += answer?.page.rows.length ?? 0;
    cursor = answer?.page.next;
  } while (cursor?.isPartial && found.rows < PAGE_ROWS);
  return found;
}
