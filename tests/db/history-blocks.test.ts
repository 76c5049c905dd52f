import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { makeHistory } from '../../local/history/make-history.ts';
import { historyRowSchema } from '../../supabase/functions/_shared/core/contracts/call-card.ts';
import { becomeMember, blocksOf, HISTORY_PAGES, makeBusiness } from '../support/history-pages.ts';
import { startTestDatabase, type TestDatabase } from '../support/test-database.ts';

/** Enough for trees of three levels; `npm run bench b5` does the same with a million. */
const CALLS = 30_000;

const pageSchema = z.object({ rows: z.array(historyRowSchema) });

let database: TestDatabase;
let sql: postgres.Sql;

beforeAll(async () => {
  database = await startTestDatabase();
  sql = postgres(database.url, { max: 1, onnotice: () => undefined });
  const business = await makeBusiness(sql);
  await makeHistory(sql, business.organizationId, CALLS);
  await becomeMember(sql, business.userId);
});
afterAll(async () => {
  await sql?.end();
  await database?.stop();
});

describe('the history of a business with many calls, read by a member [I8]', () => {
  it.each(HISTORY_PAGES)('$title reads at most $mostBlocks blocks', async (page) => {
    expect(await blocksOf(sql, page)).toBeLessThanOrEqual(page.mostBlocks);
  });

  it('sends rows as the contract has them', async () => {
    const [answer] = await sql`select public.call_history('{}', p_limit => 200) as page`;
    const { rows } = pageSchema.parse(answer?.['page']);
    expect(rows).toHaveLength(200);
    expect(rows.map((row) => row.startedAt)).toEqual(
      rows
        .map((row) => row.startedAt)
        .toSorted()
        .toReversed(),
    );
  });

  it('finds the same calls as reading them all', async () => {
    const [answer] = await sql`select public.call_history('{"search": "zeppelin"}') as page`;
    const found = pageSchema.parse(answer?.['page']).rows.map(({ id }) => id);
    const all = await sql`
      select id from public.telnyx_calls where notes like '%zeppelin%'
      order by started_at desc, id desc limit 25`;
    expect(all.length).toBeGreaterThan(0);
    expect(found).toEqual(all.map(({ id }) => id as string));
  });
});
