import { existsSync, readFileSync, statSync } from 'node:fs';
import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { baseEnvironment, startChild } from '../processes/child-process.ts';
import type { DataLocation } from './data-location.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';

/** Password of every database role of the development stack; it listens on loopback only. */
export const localDatabasePassword = 'postgres';

const majorVersion = '17';

/** The cluster's folder, ready to be started. */
export interface Cluster {
  dir: string;
  /** Made by this call, so bootstrap, migrations and seed have to run. */
  isNew: boolean;
  /** User for the Postgres processes: the owner of an existing folder when we are root. */
  runAs: { uid: number; gid: number } | undefined;
}

/**
 * Returns the cluster's folder, made if there is none. It is initialised under a temporary name and
 * renamed at the end, so a folder under the real name is complete; anything else is put aside.
 */
export async function ensureCluster(
  binaries: PostgresBinaries,
  location: DataLocation,
): Promise<Cluster> {
  const dir = join(location.parentDir, 'postgres');
  if (existsSync(dir) && !existsSync(join(dir, 'PG_VERSION'))) {
    await rename(dir, `${dir}.unusable-${Date.now()}`);
  }
  if (existsSync(dir)) return { dir, isNew: false, runAs: checkExisting(dir, location) };
  await initialise(binaries, location, dir);
  return { dir, isNew: true, runAs: location.runAs };
}

function checkExisting(dir: string, location: DataLocation): DataLocation['runAs'] {
  const version = readFileSync(join(dir, 'PG_VERSION'), 'utf8').trim();
  if (version !== majorVersion) {
    throw new Error(
      `${dir} was made by Postgres ${version}, this is ${majorVersion}. Run "npm run reset" to start afresh (the demo data are lost).`,
    );
  }
  const owner = statSync(dir);
  if (location.runAs) return owner.uid === 0 ? location.runAs : { uid: owner.uid, gid: owner.gid };
  if (owner.uid !== process.getuid?.()) {
    throw new Error(
      `${dir} belongs to user ${owner.uid} (a start as root or as somebody else). Start as that user, or remove it: sudo rm -rf ${dir}`,
    );
  }
  return undefined;
}

async function initialise(binaries: PostgresBinaries, location: DataLocation, dir: string) {
  const unfinished = `${dir}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  const passwordFile = join(location.parentDir, 'initdb-password');
  await writeFile(passwordFile, `${localDatabasePassword}\n`, { mode: 0o600 });
  if (location.runAs) {
    await chown(unfinished, location.runAs.uid, location.runAs.gid);
    await chown(passwordFile, location.runAs.uid, location.runAs.gid);
  }
  const output: string[] = [];
  const child = await startChild({
    name: 'initdb',
    command: binaries.initdb,
    args: ['-D', unfinished, '-U', 'supabase_admin', `--pwfile=${passwordFile}`, ...initdbOptions],
    cwd: location.parentDir,
    env: baseEnvironment(),
    runAs: location.runAs,
    onLine: (line) => output.push(line),
  });
  const { code } = await child.exited;
  await rm(passwordFile, { force: true });
  if (code !== 0) throw new Error(`initdb failed:\n${output.slice(-15).join('\n')}`);
  await rename(unfinished, dir);
}

const initdbOptions = [
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C.UTF-8',
  '--locale-provider=builtin',
  '--no-sync',
  '--no-instructions',
];
