import {
  applyMigration,
  createHistory,
  isSameText,
  readHistory,
  type Migration,
} from '../local/supabase/migrations.ts';
import type { Sql } from './database.ts';

/** What would have to be done to a database's migrations. */
export interface MigrationPlan {
  pending: Migration[];
  /** Versions that the database has and this checkout does not. */
  unknown: string[];
  /** Files that were changed after they had been applied. */
  changed: string[];
  /** Pending ones older than the newest that is applied: two people's branches met. */
  late: string[];
}

/** Any number, the same for every deployment: two at once would apply a migration twice. */
const deployLock = 7_243_001;
/** A migration that waits longer for a lock than this would hold up live calls. */
const lockTimeout = '10s';

/** Compares a folder's migrations with what the database's history says; changes nothing. */
export async function planMigrations(
  sql: Sql,
  migrations: readonly Migration[],
): Promise<MigrationPlan> {
  const [table] = await sql<{ present: boolean }[]>`
    select to_regclass('supabase_migrations.schema_migrations') is not null as present`;
  const history = table?.present ? await readHistory(sql) : new Map<string, string[]>();
  const known = new Set(migrations.map(({ version }) => version));
  const newest = [...history.keys()].toSorted().at(-1) ?? '';
  const pending = migrations.filter(({ version }) => !history.has(version));
  return {
    pending,
    unknown: [...history.keys()].filter((version) => !known.has(version)).toSorted(),
    changed: migrations.filter((one) => wasChanged(one, history.get(one.version))).map(nameOf),
    late: pending.filter(({ version }) => version < newest).map(nameOf),
  };
}

/** The CLI records one entry per statement, which cannot be compared with a file. */
function wasChanged(migration: Migration, statements: string[] | undefined): boolean {
  const [recorded] = statements ?? [];
  return statements?.length === 1 && !!recorded && !isSameText(recorded, migration.text);
}

export const nameOf = ({ file }: Migration): string => file;

/**
 * Applies what is pending, in order, each in a transaction; one deployment at a time.
 *
 * @param onApplied called after each
 * @throws MigrationError naming the file; those before it stay applied
 */
export async function pushMigrations(
  sql: Sql,
  migrations: readonly Migration[],
  onApplied: (file: string) => void,
): Promise<void> {
  await sql`select pg_advisory_lock(${deployLock})`;
  try {
    await createHistory(sql);
    await sql`select set_config('lock_timeout', ${lockTimeout}, false)`;
    // Read again: another deployment may have just finished.
    const { pending } = await planMigrations(sql, migrations);
    for (const migration of pending) {
      await applyMigration(sql, migration);
      onApplied(migration.file);
    }
  } finally {
    await sql`select pg_advisory_unlock(${deployLock})`.catch(() => undefined);
  }
}

/** Records a migration whose statements were run by hand, in the SQL editor. */
export async function markApplied(sql: Sql, migration: Migration): Promise<void> {
  await createHistory(sql);
  await sql`
    insert into supabase_migrations.schema_migrations (version, name, statements)
    values (${migration.version}, ${migration.name}, ${[migration.text]})
    on conflict (version) do nothing`;
}
