import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { connect, databaseUrl, type Sql } from './database/connect.ts';

/** A migration or the seed cannot be applied; the message says which and why. */
class MigrationError extends Error {
  override name = 'MigrationError';
}

export interface MigrationOptions {
  port: number;
  /** Folder with `<version>_<name>.sql`; none is fine. */
  migrationsDir: string;
  /** File that is run once on a fresh database; undefined for none. */
  seedFile?: string | undefined;
}

export interface Migration {
  version: string;
  name: string;
  file: string;
  text: string;
}

/**
 * Applies the migrations that are missing, in order, as role `postgres`, each in a transaction, and
 * then, once, the seed. The history is kept as the Supabase CLI keeps it.
 *
 * @returns how many migrations were applied, and whether the seed was
 */
export async function migrateDatabase(
  options: MigrationOptions,
): Promise<{ applied: number; seeded: boolean }> {
  const migrations = await readMigrations(options.migrationsDir);
  const sql = connect(databaseUrl(options.port, 'postgres'), 1);
  try {
    await createHistory(sql);
    const history = await readHistory(sql);
    checkHistory(migrations, history);
    const missing = migrations.filter(({ version }) => !history.has(version));
    for (const migration of missing) await applyMigration(sql, migration);
    const seeded = options.seedFile ? await seedOnce(sql, options.seedFile) : false;
    return { applied: missing.length, seeded };
  } finally {
    await sql.end();
  }
}

/** The migrations of a folder, in order. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  if (!existsSync(folder)) return [];
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).toSorted();
  const migrations = await Promise.all(
    files.map(async (file) => {
      const [, version, name] = /^(\d+)_(.*)\.sql$/.exec(file) ?? [];
      if (!version || !name) {
        throw new MigrationError(`${file} in ${folder} is not named <version>_<name>.sql`);
      }
      return { version, name, file, text: await readFile(join(folder, file), 'utf8') };
    }),
  );
  const versions = migrations.map(({ version }) => version);
  const repeated = versions.find((version, index) => versions.indexOf(version) !== index);
  if (repeated) throw new MigrationError(`Two migrations have the version ${repeated}`);
  return migrations;
}

/** Makes the tables in which the Supabase CLI keeps what it applied, if they are missing. */
export async function createHistory(sql: Sql): Promise<void> {
  await sql`create schema if not exists supabase_migrations`;
  await sql`
    create table if not exists supabase_migrations.schema_migrations (
      version text primary key, statements text[], name text
    )`;
  await sql`
    create table if not exists supabase_migrations.seed_files (path text primary key, hash text)`;
}

/** Version -> the statements recorded for it. */
export async function readHistory(sql: Sql): Promise<Map<string, string[]>> {
  const rows = await sql<{ version: string; statements: string[] | null }[]>`
    select version, statements from supabase_migrations.schema_migrations`;
  return new Map(rows.map(({ version, statements }) => [version, statements ?? []]));
}

function checkHistory(migrations: Migration[], history: Map<string, string[]>): void {
  const remedy = 'Run "npm run reset" to start afresh (the local data are lost), or put it back.';
  const known = new Map(migrations.map((migration) => [migration.version, migration]));
  for (const [version, statements] of history) {
    const migration = known.get(version);
    if (!migration) {
      throw new MigrationError(
        `Migration ${version} was applied to this database, but its file is gone. ${remedy}`,
      );
    }
    // The CLI records one entry per statement, which cannot be compared with the file.
    const [recorded] = statements;
    if (statements.length === 1 && recorded && !isSameText(recorded, migration.text)) {
      throw new MigrationError(
        `${migration.file} was changed after it had been applied to this database. ${remedy}`,
      );
    }
  }
}

/** Whether two versions of a migration differ in no more than line ends and a last semicolon. */
export function isSameText(one: string, other: string): boolean {
  const normal = (text: string) =>
    text
      .replace(/[;\s]+$/, '')
      .replaceAll('\r\n', '\n')
      .trim();
  return normal(one) === normal(other);
}

/** Applies one in a transaction and records it. */
export async function applyMigration(sql: Sql, migration: Migration): Promise<void> {
  await sql
    .begin(async (transaction) => {
      await transaction.unsafe(migration.text).simple();
      // A migration may have changed the search path or role for its transaction.
      await transaction`reset role`;
      await transaction`
        insert into supabase_migrations.schema_migrations (version, name, statements)
        values (${migration.version}, ${migration.name}, ${[migration.text]})`;
    })
    .catch((cause: unknown) => {
      throw new MigrationError(
        `Migration ${migration.file} failed: ${explain(cause, migration.text)}`,
        {
          cause,
        },
      );
    });
}

async function seedOnce(sql: Sql, file: string): Promise<boolean> {
  if (!existsSync(file)) return false;
  const path = `supabase/${basename(file)}`;
  const [done] = await sql`select from supabase_migrations.seed_files where path = ${path}`;
  if (done) return false;
  const text = await readFile(file, 'utf8');
  await sql
    .begin(async (transaction) => {
      await transaction.unsafe(text).simple();
      await transaction`insert into supabase_migrations.seed_files (path, hash) values (${path}, 'local')`;
    })
    .catch((cause: unknown) => {
      throw new MigrationError(`${basename(file)} failed: ${explain(cause, text)}`, { cause });
    });
  return true;
}

/** Postgres's message with line number and hint. */
function explain(cause: unknown, text: string): string {
  const error = cause as Error & { position?: string; detail?: string; hint?: string };
  const line = error.position ? text.slice(0, Number(error.position)).split('\n').length : null;
  return [
    error.message,
    line === null ? null : `at line ${line}`,
    error.detail,
    error.hint ? `Hint: ${error.hint}` : null,
  ]
    .filter(Boolean)
    .join('. ');
}
