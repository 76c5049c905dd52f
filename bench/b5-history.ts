import postgres from 'postgres';
import { makeHistory } from '../local/history/make-history.ts';
import {
  becomeMember,
  blocksOf,
  HISTORY_PAGES,
  makeBusiness,
} from '../tests/support/history-pages.ts';
import { startTestDatabase } from '../tests/support/test-database.ts';

const ROUNDS = 15;

/**
 * B5: every way of looking into the history of one business, as its member reads it under row-level
 * security: shared blocks and median time, beside raw keyset (the floor) and OFFSET (the peer).
 *
 * @param calls how many the business has; a million takes minutes to make
 */
export async function runHistory(calls: number): Promise<void> {
  const database = await startTestDatabase();
  const sql = postgres(database.url, { max: 1, onnotice: () => undefined });
  try {
    const owner = await makeBusiness(sql);
    await makeHistory(sql, owner.organizationId, calls);
    const floor = `select call_id from public.call_entries where organization_id = '${owner.organizationId}'
      order by started_at desc, call_id desc limit 25`;
    const peer = `select id from public.telnyx_calls
      where organization_id = '${owner.organizationId}'
      order by started_at desc, id desc offset ${Math.floor(calls / 4)} limit 25`;
    await print(sql, 'floor: keyset, no row-level security', floor);
    await print(sql, 'peer: OFFSET, a quarter deep', peer);
    await becomeMember(sql, owner.userId);
    for (const { title, statement } of HISTORY_PAGES) await print(sql, title, statement);
  } finally {
    await sql.end();
    await database.stop();
  }
}

async function print(sql: postgres.Sql, title: string, statement: string): Promise<void> {
  const blocks = await blocksOf(sql, { title, statement, mostBlocks: 0 });
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const startedAtMs = performance.now();
    await sql.unsafe(statement);
    times.push(performance.now() - startedAtMs);
  }
  const median = times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
  console.log(
    `B5 ${title.padEnd(40)} ${String(blocks).padStart(6)} blocks ${median.toFixed(1)} ms`,
  );
}
