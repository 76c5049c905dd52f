import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeDataFolder } from '../database/data-location.ts';
import { dataFolderOwner, sweepDataFolder } from './data-lock.ts';

const prefix = 'switchboard-run-';

/**
 * Makes a data folder that lives as long as one start. Folders whose start was killed are removed
 * first, with the processes that it left.
 */
export async function makeEphemeralFolder(): Promise<string> {
  await sweepAbandoned();
  const folder = await mkdtemp(join(tmpdir(), prefix));
  // Postgres may run as another user and has to get through.
  await chmod(folder, 0o755);
  return folder;
}

async function sweepAbandoned(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix));
  for (const name of names) {
    const folder = join(tmpdir(), name);
    // Without a lock it may be another start's that is just being made.
    if (!existsSync(join(folder, 'lock.json')) || dataFolderOwner(folder) !== null) continue;
    await sweepDataFolder(folder);
    await removeDataFolder(folder).catch(() => undefined);
  }
}
