import type postgres from 'postgres';
import { CALLS, CLIENTS, SEGMENTS, TASKS } from './history-sql.ts';

/** Written by triggers one by one otherwise; a whole history is written at once, and derived at the end. */
const TABLES = [
  'public.telnyx_calls',
  'public.call_tasks',
  'public.call_transcript_segments',
  'public.clients',
];
/** Their indexes are made once at the end: a million rows into a dozen indexes is slow one by one. */
const INDEXED = [
  'telnyx_calls',
  'call_entries',
  'call_entry_tags',
  'call_numbers',
  'call_words',
  'call_tasks',
];

/**
 * Fills one organisation with a long history: clients, calls, notes, transcripts and call-backs, with a
 * realistic mix. The organisation must have a member and a number.
 *
 * @param sql as the owner of the tables, one connection
 * @param calls how many
 */
export async function makeHistory(
  sql: postgres.Sql,
  organizationId: string,
  calls: number,
): Promise<void> {
  await sql.begin(async (transaction) => {
    await transaction`select setseed(0.5)`;
    await transaction`set local work_mem = '128MB'`;
    await transaction`set local maintenance_work_mem = '256MB'`;
    for (const table of TABLES) {
      await transaction.unsafe(`alter table ${table} disable trigger user`);
    }
    await transaction.unsafe(CLIENTS, [organizationId, calls]);
    await transaction`analyze public.clients, public.client_phones`;
    const indexes = await takeIndexes(transaction);
    await transaction.unsafe(CALLS, [organizationId, calls]);
    await transaction.unsafe(SEGMENTS, [organizationId]);
    await transaction.unsafe(TASKS, [organizationId]);
    await transaction`analyze public.telnyx_calls, public.call_transcript_segments, public.call_tasks`;
    await transaction`select app.rebuild_history(${organizationId})`;
    for (const definition of indexes) await transaction.unsafe(definition);
    for (const table of TABLES) {
      await transaction.unsafe(`alter table ${table} enable trigger user`);
    }
  });
  await sql`vacuum (analyze) public.telnyx_calls, public.call_entries, public.call_entry_tags,
    public.call_numbers, public.call_words, public.call_tasks, public.clients, public.client_phones`;
}

/** Drops the indexes that no constraint needs, and returns how to make them again. */
async function takeIndexes(sql: postgres.TransactionSql): Promise<string[]> {
  const indexes = await sql<{ name: string; definition: string }[]>`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i
    where i.indrelid = any (
        select c.oid from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relname = any (${INDEXED})
      )
      and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`;
  for (const { name } of indexes) await sql.unsafe(`drop index ${name}`);
  return indexes.map(({ definition }) => definition);
}
