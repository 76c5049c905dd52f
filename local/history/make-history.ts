import type postgres from 'postgres';
import { ENTRIES, WORDS } from './derived-sql.ts';
import { CALLS, CLIENTS, SEGMENTS, TASKS } from './history-sql.ts';

/** Written by triggers one by one otherwise; a whole history is written at once, and derived at the end. */
const TRIGGERED = [
  'telnyx_calls',
  'call_tasks',
  'call_transcript_segments',
  'clients',
  'call_entries',
];
/** Their indexes and keys are made once at the end: a million rows into a dozen of them is slow one by one. */
const FILLED = [
  'telnyx_calls',
  'call_entries',
  'call_entry_tags',
  'call_words',
  'call_tasks',
  'call_transcript_segments',
];
const MEASURED = [...FILLED, 'clients', 'client_phones', 'call_days', 'call_spans', 'call_totals'];

/**
 * Fills one organisation with a long history: clients, calls, notes, transcripts and call-backs, with a
 * realistic mix, and what triggers would have derived of them. The organisation must have a member and a
 * number.
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
    await transaction`set local work_mem = '192MB'`;
    await transaction`set local maintenance_work_mem = '256MB'`;
    const run = (statement: string) => transaction.unsafe(statement, [organizationId]);
    for (const table of TRIGGERED) await switchTriggers(transaction, table, 'disable');
    await transaction.unsafe(CLIENTS, [organizationId, calls]);
    await transaction`analyze public.clients, public.client_phones`;
    const putBack = await takeKeysAndIndexes(transaction);
    await transaction.unsafe(CALLS, [organizationId, calls]);
    await run(SEGMENTS);
    await run(TASKS);
    await transaction`analyze public.telnyx_calls, public.call_transcript_segments, public.call_tasks`;
    await run(ENTRIES);
    await run(WORDS);
    await transaction`analyze public.call_entries`;
    await transaction`select app.rebuild_lists(${organizationId})`;
    for (const statement of putBack) await transaction.unsafe(statement);
    for (const table of TRIGGERED) await switchTriggers(transaction, table, 'enable');
  });
  await sql.unsafe(`vacuum (analyze) ${MEASURED.map((table) => `public.${table}`).join(', ')}`);
}

async function switchTriggers(
  sql: postgres.TransactionSql,
  table: string,
  to: 'enable' | 'disable',
): Promise<void> {
  await sql.unsafe(`alter table public.${table} ${to} trigger user`);
}

/** Drops foreign keys, and indexes that no constraint needs; returns how to make them again. */
async function takeKeysAndIndexes(sql: postgres.TransactionSql): Promise<string[]> {
  const keys = await sql<{ drop: string; make: string }[]>`
    select format('alter table %s drop constraint %I', k.conrelid::regclass, k.conname) as drop,
      format('alter table %s add constraint %I %s', k.conrelid::regclass, k.conname,
        pg_get_constraintdef(k.oid)) as make
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'f' and c.relnamespace = 'public'::regnamespace and c.relname = any (${FILLED})`;
  const indexes = await sql<{ drop: string; make: string }[]>`
    select format('drop index %s', i.indexrelid::regclass) as drop, pg_get_indexdef(i.indexrelid) as make
    from pg_index i
    where i.indrelid = any (
        select c.oid from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relname = any (${FILLED})
      )
      and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`;
  for (const { drop } of [...keys, ...indexes]) await sql.unsafe(drop);
  return [...indexes, ...keys].map(({ make }) => make);
}
