import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { DataLock } from './data-lock.ts';

/** How to start a child process of the stack. */
export interface ChildOptions {
  name: string;
  command: string;
  args: readonly string[];
  cwd?: string;
  env: Record<string, string>;
  /** Run as this user and group (only root can). */
  runAs?: { uid: number; gid: number } | undefined;
  lock?: DataLock | undefined;
  /** Receives each line of standard output and standard error. */
  onLine(line: string): void;
}

/** How a process ended. */
export interface ExitStatus {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A running child process. */
export interface Child {
  readonly pid: number;
  readonly exited: Promise<ExitStatus>;
  hasExited(): boolean;
  /** Sends `signal`, then SIGKILL after `graceMs`; resolves when the process is gone. */
  stop(signal: NodeJS.Signals, graceMs: number): Promise<void>;
}

const running = new Set<number>();
let exitHookInstalled = false;

/**
 * Starts a process in its own process group, so that Ctrl-C in the terminal reaches only the
 * parent, which then stops its children in order. A child that is still there when the parent
 * exits is killed.
 */
export function startChild(options: ChildOptions): Promise<Child> {
  installExitHook();
  const child = spawn(options.command, options.args, {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...options.runAs,
    env: options.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  forwardLines(child.stdout, options.onLine);
  forwardLines(child.stderr, options.onLine);
  let ended = false;
  const exited = new Promise<ExitStatus>((resolve) => {
    child.once('exit', (code, signal) => {
      ended = true;
      if (child.pid !== undefined) {
        running.delete(child.pid);
        options.lock?.forgetChild(child.pid);
      }
      resolve({ code, signal });
    });
  });
  return new Promise((resolve, reject) => {
    child.once('error', (error) =>
      reject(new Error(`${options.name} could not be started: ${error.message}`)),
    );
    child.once('spawn', () => {
      const pid = child.pid as number;
      running.add(pid);
      options.lock?.recordChild(options.name, pid);
      const stop = async (signal: NodeJS.Signals, graceMs: number) => {
        if (ended) return;
        child.kill(signal);
        const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
        await exited;
        clearTimeout(timer);
      };
      resolve({ pid, exited, hasExited: () => ended, stop });
    });
  });
}

/** The few variables of our own environment that a child may see: no secrets of the user's shell. */
export function baseEnvironment(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'LC_ALL', 'TZ'];
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}

function forwardLines(stream: Readable, onLine: (line: string) => void): void {
  createInterface({ input: stream }).on('line', onLine);
}

function installExitHook(): void {
  if (exitHookInstalled) return;
  exitHookInstalled = true;
  process.on('exit', () => {
    for (const pid of running) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        continue;
      }
    }
  });
}
