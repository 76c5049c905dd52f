import postgres from 'postgres';
import { makeHistory } from '../local/history/make-history.ts';
import {
  becomeMember,
  blocksOf,
  filterPages,
  type HistoryPage,
  looksOf,
  makeBusiness,
  SEARCH_PAGES,
} from '../tests/support/history-pages.ts';
import { startTestDatabase } from '../tests/support/test-database.ts';

const ROUNDS = 15;
/** So many of the dearest pages are printed; the others lie below them. */
const DEAREST = 12;

const FRESH_AT_ONCE = 50;

type Asked = Pick<HistoryPage, 'title' | 'statement'>;

const counts: Asked = { title: 'the figures', statement: 'select public.history_counts()' };

/**
 * B5: every way of looking into the history of one business, as its member reads it under row-level
 * security: shared blocks and median time, beside raw keyset (the floor) and OFFSET (the peer). Once after
 * vacuum, once with 10,000 fresh calls that it has not seen.
 *
 * @param calls how many the business has; a million takes minutes to make
 */
export async function runHistory(calls: number): Promise<void> {
  const database = await startTestDatabase();
  const sql = postgres(database.url, { max: 1, onnotice: () => undefined });
  try {
    const { organizationId, userId } = await makeBusiness(sql);
    const startedAtMs = performance.now();
    await makeHistory(sql, organizationId, calls);
    console.log(
      `B5 ${calls} calls made in ${((performance.now() - startedAtMs) / 1000).toFixed(0)} s`,
    );
    const pages = await filterPages(sql, organizationId);
    await printPlain(sql, organizationId, calls);
    await becomeMember(sql, userId);
    await printAll(sql, pages);
    await sql`reset role`;
    await addFreshCalls(sql, organizationId, 10_000);
    await becomeMember(sql, userId);
    console.log('B5 with 10,000 fresh calls, not vacuumed');
    await printAll(sql, pages);
  } finally {
    await sql.end();
    await database.stop();
  }
}

async function printPlain(sql: postgres.Sql, organizationId: string, calls: number): Promise<void> {
  await print(sql, {
    title: 'floor: keyset, no row-level security',
    statement: `select call_id from public.call_entries where organization_id = '${organizationId}'
      order by started_at desc, call_id desc limit 25`,
  });
  await print(sql, {
    title: 'peer: OFFSET, a quarter deep',
    statement: `select id from public.telnyx_calls where organization_id = '${organizationId}'
      order by started_at desc, id desc offset ${Math.floor(calls / 4)} limit 25`,
  });
}

async function printAll(sql: postgres.Sql, pages: readonly HistoryPage[]): Promise<void> {
  const read: { page: HistoryPage; blocks: number }[] = [];
  for (const page of pages) read.push({ page, blocks: await blocksOf(sql, page) });
  const over = read.filter(({ page, blocks }) => blocks > page.mostBlocks).length;
  console.log(
    `B5 ${read.length} filters, pairs and depths: ${over} over their budget; the dearest:`,
  );
  for (const { page } of read.toSorted((a, b) => b.blocks - a.blocks).slice(0, DEAREST)) {
    await print(sql, page);
  }
  const plain = pages.filter(({ title }) => title.startsWith('all'));
  for (const page of [...plain, ...SEARCH_PAGES, counts]) await print(sql, page);
  for (const page of SEARCH_PAGES) {
    const { looks, rows, mostBlocks } = await looksOf(sql, page);
    console.log(
      `B5 ${page.title.padEnd(44)} ${looks} looks for ${rows} rows, at most ${mostBlocks} blocks`,
    );
  }
}

/** As they come from the phone: newest last, through the triggers, a few in a transaction. */
async function addFreshCalls(sql: postgres.Sql, organizationId: string, count: number) {
  for (let place = count; place > 0; place -= FRESH_AT_ONCE) {
    await sql`
      insert into public.telnyx_calls (id, organization_id, direction, from_number, to_number, client_id,
        phone_number_id, agent_id, handled_by, status, outcome, started_at, answered_at, ended_at,
        duration_seconds, version, notes, disposition, tags)
      select gen_random_uuid(), c.organization_id, c.direction, c.from_number, c.to_number, c.client_id,
        c.phone_number_id, c.agent_id, c.handled_by, 'ended', c.outcome,
        now() - (${place} - row_number() over ()) * interval '1 second',
        case when c.answered_at is not null then now() end, now(), c.duration_seconds, 1, c.notes,
        c.disposition, c.tags
      from (
        select * from public.telnyx_calls c
        where c.organization_id = ${organizationId} and c.started_at < date_trunc('day', now())
        order by c.started_at desc offset ${place} limit ${FRESH_AT_ONCE}
      ) c`;
  }
}

async function print(sql: postgres.Sql, { title, statement }: Asked): Promise<void> {
  const blocks = await blocksOf(sql, { statement });
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const startedAtMs = performance.now();
    await sql.unsafe(statement);
    times.push(performance.now() - startedAtMs);
  }
  const median = times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
  console.log(
    `B5 ${title.padEnd(44)} ${String(blocks).padStart(6)} blocks ${median.toFixed(1)} ms`,
  );
}
