import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import postgres from 'postgres';
import { bootstrapDatabase } from '../../local/supabase/bootstrap.ts';
import { databaseUrl } from '../../local/supabase/database/connect.ts';
import { migrateDatabase } from '../../local/supabase/migrations.ts';
import { startPostgres } from '../../local/supabase/postgres.ts';
import { lockDataFolder } from '../../local/supabase/processes/data-lock.ts';

const rootDir = join(import.meta.dirname, '..', '..');

/** A Postgres of its own with our migrations, without the seed. */
export interface TestDatabase {
  /** As role `postgres`. */
  readonly url: string;
  /** Installs pgTAP, as the superuser: hosted projects have it on offer. */
  installPgTap(): Promise<void>;
  /** Stops the server and removes its data. */
  stop(): Promise<void>;
}

/** Starts Postgres with bootstrap and migrations on a free port, in a temporary folder. */
export async function startTestDatabase(): Promise<TestDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'switchboard-db-test-'));
  const lock = await lockDataFolder(dataDir);
  const server = await startPostgres({
    dataDir,
    port: 0,
    safe: false,
    lock,
    note: () => undefined,
  });
  const stop = async () => {
    await server.stop();
    lock.release();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await bootstrapDatabase(server.port);
    await migrateDatabase({
      port: server.port,
      migrationsDir: join(rootDir, 'supabase', 'migrations'),
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: databaseUrl(server.port, 'postgres'),
    installPgTap: () => installPgTap(server.nativeDir, databaseUrl(server.port, 'supabase_admin')),
    stop,
  };
}

/** pgTAP is not among Postgres's own extensions; npm carries it as an archive of SQL files. */
async function installPgTap(nativeDir: string, superuserUrl: string): Promise<void> {
  const require = createRequire(import.meta.url);
  const archive = join(dirname(require.resolve('@electric-sql/pglite-pgtap')), 'pgtap.tar.gz');
  execFileSync('tar', [
    ...['-xzf', archive, '-C', nativeDir, '--no-same-owner'],
    'share/postgresql/extension',
  ]);
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => undefined });
  try {
    await sql`create extension if not exists pgtap with schema extensions`;
  } finally {
    await sql.end();
  }
}
