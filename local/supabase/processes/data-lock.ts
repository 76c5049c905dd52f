import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endProcess, processToken } from './process-identity.ts';

interface RecordedProcess {
  name: string;
  pid: number;
  /** Start time of the process, so that a re-used pid is never taken for it. */
  token: string;
}

interface LockFile {
  owner: RecordedProcess;
  children: RecordedProcess[];
}

/** Another start is using the same data folder. */
export class DataFolderInUseError extends Error {
  override name = 'DataFolderInUseError';
}

/** What a data folder's lock lets its owner do. */
export interface DataLock {
  /** Names of the processes that a killed start had left behind and that were ended. */
  readonly sweptProcesses: readonly string[];
  /** Remembers a child, so that the next start can end it should this process be killed. */
  recordChild(name: string, pid: number): void;
  forgetChild(pid: number): void;
  release(): void;
}

const lockName = 'lock.json';

/**
 * Takes a data folder for this process. A lock whose owner is gone is stale: the children that it
 * names are ended (only if pid and start time both match) and the lock is taken over.
 */
export async function lockDataFolder(dataDir: string): Promise<DataLock> {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, lockName);
  const owner = describe('start', process.pid);
  const swept: string[] = [];
  for (;;) {
    try {
      writeFileSync(file, JSON.stringify({ owner, children: [] }), { flag: 'wx' });
      return createLock(file, owner, swept);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    swept.push(...(await clearStaleLock(file, dataDir)));
  }
}

/** The pid of the live process that has locked a data folder, or null. */
export function dataFolderOwner(dataDir: string): number | null {
  const lock = readLock(join(dataDir, lockName));
  return lock && isAlive(lock.owner) ? lock.owner.pid : null;
}

/**
 * Ends what a killed start left behind in a folder that nobody owns any more.
 *
 * @returns the names of what was ended
 */
export async function sweepDataFolder(dataDir: string): Promise<string[]> {
  const lock = readLock(join(dataDir, lockName));
  return lock && !isAlive(lock.owner) ? await endLeftovers(lock.children) : [];
}

async function clearStaleLock(file: string, dataDir: string): Promise<string[]> {
  const lock = readLock(file);
  if (lock && isAlive(lock.owner)) {
    throw new DataFolderInUseError(
      `Another start (process ${lock.owner.pid}) is using ${dataDir}. Stop it with Ctrl-C in its terminal or "kill ${lock.owner.pid}", or run this one with --ephemeral.`,
    );
  }
  const ended = lock ? await endLeftovers(lock.children) : [];
  rmSync(file, { force: true });
  return ended;
}

async function endLeftovers(children: RecordedProcess[]): Promise<string[]> {
  const alive = children.filter(isAlive);
  // SIGINT is Postgres's fast shutdown; the others simply end.
  await Promise.all(
    alive.map(({ pid }) => endProcess(pid, ['SIGINT', 'SIGTERM', 'SIGKILL'], 5_000)),
  );
  return alive.map(({ name, pid }) => `${name} (${pid})`);
}

function createLock(file: string, owner: RecordedProcess, sweptProcesses: string[]): DataLock {
  let children: RecordedProcess[] = [];
  const write = () => {
    const next = `${file}.new`;
    writeFileSync(next, JSON.stringify({ owner, children } satisfies LockFile));
    renameSync(next, file);
  };
  return {
    sweptProcesses,
    recordChild(name, pid) {
      children.push(describe(name, pid));
      write();
    },
    forgetChild(pid) {
      children = children.filter((child) => child.pid !== pid);
      write();
    },
    release: () => rmSync(file, { force: true }),
  };
}

function describe(name: string, pid: number): RecordedProcess {
  return { name, pid, token: processToken(pid) ?? '' };
}

function isAlive(recorded: RecordedProcess): boolean {
  return recorded.token !== '' && processToken(recorded.pid) === recorded.token;
}

function readLock(file: string): LockFile | null {
  try {
    const lock = JSON.parse(readFileSync(file, 'utf8')) as LockFile;
    return typeof lock.owner?.pid === 'number' && Array.isArray(lock.children) ? lock : null;
  } catch {
    return null;
  }
}
