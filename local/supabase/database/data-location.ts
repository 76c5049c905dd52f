import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Postgres refuses to run as root; `nobody` exists everywhere and owns nothing. */
const unprivileged = { uid: 65534, gid: 65534 } as const;

/** Where Postgres keeps its data, and as whom it runs. */
export interface DataLocation {
  /** Parent of the cluster's folder. */
  parentDir: string;
  /** User for the Postgres processes; undefined means the current one. */
  runAs: { uid: number; gid: number } | undefined;
}

/**
 * Chooses user and folder for Postgres. As root it runs as `nobody`; when that user cannot reach
 * the data folder (a clone under a 0700 home, say) the data go to the system's var/tmp, in a folder
 * that is named after the data folder's path.
 */
export function locateData(dataDir: string): DataLocation {
  if (process.getuid?.() !== 0) return { parentDir: dataDir, runAs: undefined };
  mkdirSync(dataDir, { recursive: true });
  // The folder itself is ours alone to open; those above are not.
  const { mode, uid } = statSync(dataDir);
  if (uid === 0 && isReachableByOthers(dirname(dataDir)))
    chmodSync(dataDir, (mode & 0o777) | 0o001);
  if (isReachableByOthers(dataDir)) return { parentDir: dataDir, runAs: unprivileged };
  return { parentDir: makeOwnFolder(fallbackDataDir(dataDir)), runAs: unprivileged };
}

/** The folder that stands in for a data folder which `nobody` cannot reach. */
export function fallbackDataDir(dataDir: string): string {
  const key = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  return join(lastingTempDir(), `switchboard-data-${key}`);
}

/** Removes a data folder and what may stand in for it. */
export async function removeDataFolder(dataDir: string): Promise<void> {
  await rm(dataDir, { recursive: true, force: true });
  await rm(fallbackDataDir(dataDir), { recursive: true, force: true });
}

/** Whether a user who owns nothing on the way can enter the folder. */
export function isReachableByOthers(path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/**
 * Makes a folder in a place where everybody may write, and refuses one that somebody else made:
 * what lies in it will be run or trusted.
 */
export function makeOwnFolder(path: string): string {
  mkdirSync(path, { recursive: true, mode: 0o755 });
  const found = lstatSync(path);
  if (!found.isDirectory() || found.uid !== (process.getuid?.() ?? found.uid)) {
    throw new Error(
      `${path} exists but is not ours (owner ${found.uid}). Remove it and start again.`,
    );
  }
  return path;
}

/** A temporary folder that survives a restart of the machine, if the system has one. */
export function lastingTempDir(): string {
  try {
    return statSync('/var/tmp').isDirectory() ? '/var/tmp' : tmpdir();
  } catch {
    return tmpdir();
  }
}
