import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { endProcess, processCommand } from '../processes/process-identity.ts';

/**
 * Clears what a killed start left in a cluster's folder: a postmaster of ours that still runs on it
 * is stopped (only after its command line shows that folder), a stale `postmaster.pid` is removed.
 * Call it only while holding the data folder's lock.
 *
 * @returns what was found, for the log, or null
 */
export async function clearPostmasterLock(clusterDir: string): Promise<string | null> {
  const file = join(clusterDir, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  const command = Number.isFinite(pid) ? processCommand(pid) : null;
  if (command?.includes('postgres') && command.includes(clusterDir)) {
    // SIGINT: fast shutdown. SIGQUIT: immediate, the next start recovers.
    const gone = await endProcess(pid, ['SIGINT', 'SIGQUIT', 'SIGKILL'], 8_000);
    if (!gone) throw new Error(`Postgres ${pid} of an earlier start does not end: kill -9 ${pid}`);
    await rm(file, { force: true });
    return `stopped the Postgres (${pid}) that an earlier start had left running`;
  }
  await rm(file, { force: true });
  return 'removed the stale lock of an earlier start';
}

/** Whether the postmaster has written that it accepts connections (line 8 of its lock file). */
export function isPostmasterReady(clusterDir: string, pid: number): boolean {
  try {
    const lines = readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n');
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}
