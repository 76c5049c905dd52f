import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect, databaseUrl } from './database/connect.ts';

const folder = join(import.meta.dirname, 'bootstrap');

/**
 * Makes roles, schemas and functions that a hosted project has before its first migration.
 * Skipped when the same scripts ran before; they may be run again, so an upgrade just works.
 */
export async function bootstrapDatabase(port: number): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted();
  const scripts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  const hash = createHash('sha256').update(scripts.join('\0')).digest('hex');
  const sql = connect(databaseUrl(port, 'supabase_admin'), 1);
  try {
    if ((await appliedHash(sql)) === hash) return;
    for (const [index, script] of scripts.entries()) {
      await sql
        .begin((transaction) => transaction.unsafe(script).simple())
        .catch((cause) => {
          throw new Error(`bootstrap ${names[index]}: ${(cause as Error).message}`, { cause });
        });
    }
    await sql`create schema if not exists local_stack`;
    await sql`create table if not exists local_stack.state (name text primary key, value text not null)`;
    await sql`
      insert into local_stack.state values ('bootstrap', ${hash})
      on conflict (name) do update set value = excluded.value`;
  } finally {
    await sql.end();
  }
}

async function appliedHash(sql: ReturnType<typeof connect>): Promise<string | null> {
  const [table] = await sql`select to_regclass('local_stack.state') is not null as present`;
  if (!table?.['present']) return null;
  const [row] = await sql`select value from local_stack.state where name = 'bootstrap'`;
  return (row?.['value'] as string | undefined) ?? null;
}
