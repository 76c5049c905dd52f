import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fallbackDataDir, removeDataFolder } from './supabase/database/data-location.ts';
import { dataFolderOwner, sweepDataFolder } from './supabase/processes/data-lock.ts';

/** `npm run reset`: removes all local data, unless something runs on them. */
async function main(): Promise<number> {
  const dataDir = join(import.meta.dirname, '..', '.data');
  const owner = dataFolderOwner(dataDir);
  if (owner !== null) {
    console.error(`Switchboard is running (process ${owner}). Stop it first: kill ${owner}`);
    return 1;
  }
  await sweepDataFolder(dataDir);
  const hadData = existsSync(dataDir) || existsSync(fallbackDataDir(dataDir));
  await removeDataFolder(dataDir);
  console.log(hadData ? 'Removed the local data.' : 'There were no local data.');
  return 0;
}

process.exitCode = await main();
