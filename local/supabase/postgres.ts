import { createWriteStream, existsSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureCluster } from './database/cluster-folder.ts';
import { locateData } from './database/data-location.ts';
import { findPostgresBinaries } from './database/postgres-binaries.ts';
import { clearPostmasterLock, isPostmasterReady } from './database/postmaster-lock.ts';
import { baseEnvironment, startChild, type Child } from './processes/child-process.ts';
import type { DataLock } from './processes/data-lock.ts';
import { assertPortFree, findFreePort } from './processes/ports.ts';

export interface PostgresOptions {
  dataDir: string;
  /** 0: any free port. */
  port: number;
  /** Turns fsync on: slower, but survives a power cut. */
  safe: boolean;
  lock: DataLock;
  note(message: string): void;
}

export interface RunningPostgres {
  readonly port: number;
  /** The cluster was made by this start. */
  readonly isNew: boolean;
  readonly nativeDir: string;
  /** Resolves when the server is gone, wanted or not. */
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}

const readyTimeoutMs = 60_000;
const logLimitBytes = 5 * 1024 * 1024;

/** Starts a real Postgres 17 on loopback, initialising its data folder if there is none. */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  await assertPortFree(options.port, 'Postgres', 'POSTGRES_PORT');
  const location = locateData(options.dataDir);
  const binaries = await findPostgresBinaries(location.runAs !== undefined);
  const cluster = await ensureCluster(binaries, location);
  const leftover = await clearPostmasterLock(cluster.dir);
  if (leftover) options.note(leftover);
  const port = options.port === 0 ? await findFreePort() : options.port;

  const logDir = join(options.dataDir, 'logs');
  await mkdir(logDir, { recursive: true });
  const log = openLog(join(logDir, 'postgres.log'));
  const lastLines: string[] = [];
  const child = await startChild({
    name: 'postgres',
    command: binaries.postgres,
    args: ['-D', cluster.dir, ...serverSettings(port, options.safe)],
    cwd: cluster.dir,
    env: baseEnvironment(),
    runAs: cluster.runAs,
    lock: options.lock,
    onLine(line) {
      log.write(`${line}\n`);
      if (lastLines.push(line) > 15) lastLines.shift();
    },
  });
  await waitUntilReady(child, cluster.dir, lastLines);
  return {
    port,
    isNew: cluster.isNew,
    nativeDir: binaries.nativeDir,
    exited: child.exited.then(() => undefined),
    async stop() {
      await child.stop('SIGINT', 10_000);
      log.end();
    },
  };
}

/** Goes on with the log of earlier starts, unless it has grown too large. */
function openLog(file: string) {
  const isLarge = existsSync(file) && statSync(file).size > logLimitBytes;
  return createWriteStream(file, { flags: isLarge ? 'w' : 'a' });
}

function serverSettings(port: number, safe: boolean): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    // No socket file: nothing is left behind, and no folder has to be writable for it.
    unix_socket_directories: '',
    fsync: safe ? 'on' : 'off',
    full_page_writes: safe ? 'on' : 'off',
    // "off" would delay what others see by the WAL writer's 200 ms.
    synchronous_commit: 'on',
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_connections: '100',
    shared_buffers: '64MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] %q%u ',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function waitUntilReady(child: Child, clusterDir: string, lastLines: string[]) {
  const deadlineMs = Date.now() + readyTimeoutMs;
  while (!isPostmasterReady(clusterDir, child.pid)) {
    if (child.hasExited() || Date.now() > deadlineMs) {
      await child.stop('SIGQUIT', 2_000);
      throw new Error(`Postgres did not come up:\n${lastLines.join('\n')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
