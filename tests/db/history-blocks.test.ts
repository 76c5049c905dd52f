import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { makeHistory } from '../../local/history/make-history.ts';
import { historyRowSchema } from '../../supabase/functions/_shared/core/contracts/call-card.ts';
import { matchingCalls } from '../support/history-oracle.ts';
import {
  becomeMember,
  blocksOf,
  daysAgo,
  filterPages,
  type HistoryPage,
  looksOf,
  makeBusiness,
  PERIODS,
  SEARCH_PAGES,
} from '../support/history-pages.ts';
import { startTestDatabase, type TestDatabase } from '../support/test-database.ts';

/** Enough for trees of three levels; `npm run bench b5` does the same with a million. */
const CALLS = 30_000;
const FEWER_CALLS = 6_000;
/** Until the screen has a page. */
const MOST_LOOKS = 20;
/** So many times the blocks may be read when there are five times the calls. */
const MOST_GROWTH = 1.2;

const pageSchema = z.object({
  rows: z.array(historyRowSchema),
  next: z.nullable(z.object({ startedAt: z.string(), id: z.string(), isPartial: z.boolean() })),
});

let database: TestDatabase;
let owner: postgres.Sql;
let member: postgres.Sql;
let organizationId: string;
let pages: HistoryPage[];
const blocks = new Map<string, number>();
const blocksOfFewer = new Map<string, number>();

async function measure(calls: number, name: string, into: Map<string, number>): Promise<void> {
  const business = await makeBusiness(owner, name);
  ({ organizationId } = business);
  await makeHistory(owner, organizationId, calls);
  pages = await filterPages(owner, organizationId, PERIODS.slice(0, 3));
  await becomeMember(member, business.userId);
  for (const page of pages) into.set(page.title, await blocksOf(member, page, 2));
}

beforeAll(async () => {
  database = await startTestDatabase();
  owner = postgres(database.url, { max: 1, onnotice: () => undefined });
  member = postgres(database.url, { max: 1, onnotice: () => undefined });
  await measure(FEWER_CALLS, 'Small', blocksOfFewer);
  await member`reset role`;
  await measure(CALLS, 'Maple', blocks);
});
afterAll(async () => {
  await owner?.end();
  await member?.end();
  await database?.stop();
});

async function readPage(filter: object, cursor?: { startedAt: string; id: string }) {
  const [answer] = await member`
    select public.call_history(${JSON.stringify(filter)}::text::jsonb,
      ${cursor?.startedAt ?? null}::timestamptz, ${cursor?.id ?? null}::uuid) as page`;
  return pageSchema.parse(answer?.['page']);
}

/** Every row of a filter, from page to page, as the screen goes on. */
async function readToTheEnd(filter: object): Promise<string[]> {
  const ids: string[] = [];
  let cursor: { startedAt: string; id: string } | undefined;
  do {
    const { rows, next } = await readPage(filter, cursor);
    ids.push(...rows.map(({ id }) => id));
    cursor = next ?? undefined;
  } while (cursor);
  return ids;
}

describe('the history of a business with many calls, read by a member [I8]', () => {
  it('no filter, and no two together, read more blocks than they may', () => {
    expect(pages.length).toBeGreaterThan(500);
    const over = pages.flatMap(({ title, mostBlocks }) => {
      const read = blocks.get(title) ?? Number.NaN;
      return read <= mostBlocks ? [] : [`${title}: ${read} of ${mostBlocks}`];
    });
    expect(over).toEqual([]);
  });

  it('five times the calls are not read in more blocks', () => {
    const sum = (map: Map<string, number>) => [...map.values()].reduce((a, b) => a + b, 0);
    expect(sum(blocks) / sum(blocksOfFewer)).toBeLessThanOrEqual(MOST_GROWTH);
  });

  it.each(SEARCH_PAGES)('$title reads at most $mostBlocks blocks a look', async (page) => {
    const { mostBlocks, looks } = await looksOf(member, page);
    expect(mostBlocks).toBeLessThanOrEqual(page.mostBlocks);
    expect(looks).toBeLessThanOrEqual(MOST_LOOKS);
  });

  it('page by page, each filter finds exactly its calls, in their order', async () => {
    for (const { title, filter } of pages.filter((_, index) => index % 7 === 3)) {
      // Long lists are compared where they begin; short ones to the end.
      const stretch = { from: daysAgo(90), ...filter };
      const expected = await matchingCalls(owner, organizationId, stretch);
      expect(await readToTheEnd(stretch), title).toEqual(expected);
    }
  });

  it.each([
    ['416', 30],
    ['2000', 30],
    ['2000005', 400],
    ['20001', 400],
    ['000', null],
    ['0005', null],
    ['999', null],
    ['14162000005', null],
  ])('look by look, the digits %s find exactly their calls', async (search, days) => {
    const period = days === null ? {} : { from: daysAgo(days) };
    for (const more of [{}, { status: 'missed' }, { tag: 'urgent' }, { agentId: 'ai' }]) {
      const filter = { search, ...more, ...period };
      expect(await readToTheEnd(filter), JSON.stringify(filter)).toEqual(
        await matchingCalls(owner, organizationId, filter),
      );
    }
  });

  it('sends rows as the contract has them', async () => {
    const { rows } = await readPage({});
    expect(rows).toHaveLength(25);
  });

  it('finds the same calls as reading them all', async () => {
    const { rows } = await readPage({ search: 'zeppelin' });
    const all = await owner`
      select id from public.telnyx_calls
      where organization_id = ${organizationId} and notes like '%zeppelin%'
      order by started_at desc, id desc limit 25`;
    expect(all.length).toBeGreaterThan(0);
    expect(rows.map(({ id }) => id)).toEqual(all.map(({ id }) => id as string));
  });
});
