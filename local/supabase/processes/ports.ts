import { readdir, readFile, readlink } from 'node:fs/promises';
import { createServer } from 'node:net';

/** A port that we need is held by another process; the message says which and what to do. */
export class PortTakenError extends Error {
  override name = 'PortTakenError';
}

/**
 * Finds a free TCP port on loopback.
 * The port is released again before it is returned, so a caller must cope with losing it.
 */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/**
 * Throws a {@link PortTakenError} when `port` cannot be listened on.
 *
 * @param port the port, 0 means "any" and always passes
 * @param what what we want it for, as shown to the user
 * @param variable the environment variable that chooses another port
 */
export async function assertPortFree(port: number, what: string, variable: string): Promise<void> {
  if (port === 0 || (await canListen(port))) return;
  throw new PortTakenError(await describeTakenPort(port, what, variable));
}

/** The text for a port that is in use: who has it, if the system tells, and the remedy. */
export async function describeTakenPort(
  port: number,
  what: string,
  variable: string,
): Promise<string> {
  const holder = await findPortHolder(port);
  const by = holder ? ` by process ${holder.pid} (${holder.command})` : ' by another process';
  const stop = holder ? `Stop it (kill ${holder.pid})` : 'Stop it';
  return `Port ${port} for ${what} is taken${by}. ${stop}, or choose another port: ${variable}=${port + 1000} npm start`;
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** Linux only: matches the listening socket's inode in /proc/net/tcp to a process's open files. */
async function findPortHolder(port: number): Promise<{ pid: number; command: string } | null> {
  const inodes = await listeningInodes(port);
  if (inodes.size === 0) return null;
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  for (const pid of pids) {
    if (await holdsAnyInode(pid, inodes)) {
      const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      return { pid: Number(pid), command: commandLine.split('\0').slice(0, 2).join(' ').trim() };
    }
  }
  return null;
}

async function listeningInodes(port: number): Promise<Set<string>> {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'utf8').catch(() => '')),
  );
  const inodes = new Set<string>();
  for (const line of tables.join('\n').split('\n')) {
    const columns = line.trim().split(/\s+/);
    // State 0A is LISTEN; column 9 is the socket's inode.
    if (columns[3] === '0A' && columns[1]?.endsWith(`:${hexPort}`) && columns[9]) {
      inodes.add(columns[9]);
    }
  }
  return inodes;
}

async function holdsAnyInode(pid: string, inodes: Set<string>): Promise<boolean> {
  const folder = `/proc/${pid}/fd`;
  const descriptors = await readdir(folder).catch(() => []);
  for (const descriptor of descriptors) {
    const target = await readlink(`${folder}/${descriptor}`).catch(() => '');
    const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
    if (inode && inodes.has(inode)) return true;
  }
  return false;
}
