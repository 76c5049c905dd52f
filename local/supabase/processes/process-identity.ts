import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/**
 * A token that tells one process from a later one that got the same pid: its start time.
 * Null when there is no such process.
 */
export function processToken(pid: number): string | null {
  if (existsSync('/proc/self/stat')) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The command in parentheses may contain blanks; field 22 is the start time, 3 the state.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' ? null : (fields[19] ?? null);
    } catch {
      return null;
    }
  }
  return readPs(pid, 'lstart=');
}

/** The command line of a process with blanks between the arguments, or null when it is gone. */
export function processCommand(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return readPs(pid, 'command=');
  }
}

/**
 * Asks a process to end and waits until it has.
 *
 * @param signals the signals to send in turn, each after the previous one had `graceMs` to work
 * @returns whether the process is gone
 */
export async function endProcess(
  pid: number,
  signals: readonly NodeJS.Signals[],
  graceMs: number,
): Promise<boolean> {
  const token = processToken(pid);
  if (token === null) return true;
  for (const signal of signals) {
    try {
      process.kill(pid, signal);
    } catch {
      return processToken(pid) !== token;
    }
    const deadlineMs = Date.now() + graceMs;
    while (Date.now() < deadlineMs) {
      if (processToken(pid) !== token) return true;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  return processToken(pid) !== token;
}

function readPs(pid: number, column: string): string | null {
  try {
    const text = execFileSync('ps', ['-p', String(pid), '-o', column], { encoding: 'utf8' });
    return text.trim() || null;
  } catch {
    return null;
  }
}
