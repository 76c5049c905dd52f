import { join } from 'node:path';
import { bootstrapDatabase } from './bootstrap.ts';
import { connect, databaseUrl } from './database/connect.ts';
import { removeDataFolder } from './database/data-location.ts';
import { migrateDatabase } from './migrations.ts';
import { startPostgres } from './postgres.ts';
import { lockDataFolder, type DataLock } from './processes/data-lock.ts';
import { makeEphemeralFolder } from './processes/ephemeral-folder.ts';

export interface DatabaseOptions {
  /** The repository: where supabase/ is. */
  rootDir: string;
  /** Where data are kept; undefined: a temporary folder that is removed at the end. */
  dataDir?: string | undefined;
  /** 0 or undefined: any free port. */
  databasePort?: number | undefined;
  /** Default: the repository's. */
  migrationsDir?: string | undefined;
  /** Default: the repository's; null for none. */
  seedFile?: string | null | undefined;
  /** Keep a template, so that {@link LocalDatabase.clone} works. */
  template?: boolean | undefined;
  /** Postgres with fsync. */
  safe?: boolean | undefined;
  /** Told when a part is up. */
  onPart?: ((part: string) => void) | undefined;
  /** Told about leftovers that were handled. */
  onNote?: ((message: string) => void) | undefined;
}

/** A running Postgres with bootstrap, migrations and seed applied. */
export interface LocalDatabase {
  readonly port: number;
  /** Address as role postgres. */
  readonly url: string;
  readonly dataDir: string;
  readonly lock: DataLock;
  /** Postgres's programs and extensions: tests add pgTAP there. */
  readonly nativeDir: string;
  readonly isNew: boolean;
  readonly exited: Promise<void>;
  /**
   * Copies the freshly migrated and seeded database (about 0.1 s).
   * @returns the copy's address as role postgres
   */
  clone(name: string): Promise<string>;
  stop(): Promise<void>;
}

const templateName = 'switchboard_template';

/** Starts only the database; `startSupabase` starts all of the stack. */
export async function startDatabase(options: DatabaseOptions): Promise<LocalDatabase> {
  const cleanup = new AsyncDisposableStack();
  try {
    return await assemble(options, cleanup);
  } catch (error) {
    await cleanup.disposeAsync();
    throw error;
  }
}

async function assemble(
  options: DatabaseOptions,
  cleanup: AsyncDisposableStack,
): Promise<LocalDatabase> {
  const { rootDir, onPart, onNote } = options;
  const note = onNote ?? (() => undefined);
  const dataDir = options.dataDir ?? (await makeEphemeralFolder());
  if (!options.dataDir) cleanup.defer(() => removeDataFolder(dataDir));
  const lock = await lockDataFolder(dataDir);
  cleanup.defer(() => lock.release());
  if (lock.sweptProcesses.length > 0) {
    note(`ended what a killed start had left behind: ${lock.sweptProcesses.join(', ')}`);
  }
  const postgres = await startPostgres({
    dataDir,
    port: options.databasePort ?? 0,
    safe: options.safe ?? false,
    lock,
    note,
  });
  cleanup.defer(() => postgres.stop());
  onPart?.(`Postgres 17 on port ${postgres.port}${postgres.isNew ? ' (new)' : ''}`);
  await bootstrapDatabase(postgres.port);
  const { applied, seeded } = await migrateDatabase({
    port: postgres.port,
    migrationsDir: options.migrationsDir ?? join(rootDir, 'supabase', 'migrations'),
    seedFile:
      options.seedFile === null
        ? undefined
        : (options.seedFile ?? join(rootDir, 'supabase', 'seed.sql')),
  });
  onPart?.(`Migrations (${applied} applied${seeded ? ', demo data seeded' : ''})`);
  if (options.template) await copyDatabase(postgres.port, 'postgres', templateName);
  return {
    port: postgres.port,
    url: databaseUrl(postgres.port, 'postgres'),
    dataDir,
    lock,
    nativeDir: postgres.nativeDir,
    isNew: postgres.isNew,
    exited: postgres.exited,
    async clone(name) {
      if (!options.template) throw new Error('clone() needs the option "template"');
      await copyDatabase(postgres.port, templateName, name);
      return databaseUrl(postgres.port, 'postgres', name);
    },
    stop: () => cleanup.disposeAsync(),
  };
}

async function copyDatabase(port: number, from: string, to: string): Promise<void> {
  const sql = connect(databaseUrl(port, 'supabase_admin', 'template1'), 1);
  try {
    await sql`drop database if exists ${sql(to)}`;
    await sql`create database ${sql(to)} template ${sql(from)} owner postgres`;
    // A database's settings are not copied.
    await sql`alter database ${sql(to)} set search_path = "$user", public, extensions`;
  } finally {
    await sql.end();
  }
}
