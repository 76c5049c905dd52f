import { spawn, type ChildProcess } from 'node:child_process';
import { delimiter, join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

const running = new Set<ChildProcess>();

/** Ends what runs now, so that a cancelled test run leaves no process behind. */
export function stopRunning(): void {
  for (const child of running) child.kill('SIGTERM');
}

export interface RunOptions {
  cwd?: string;
  env?: Record<string, string>;
}

/**
 * Runs a program with its output on ours. A test tool may itself start `node`: it gets the project's
 * own Node, as under npm.
 *
 * @returns the exit code; null when a signal ended it or it could not be started.
 */
export function runProcess(
  command: string,
  args: string[],
  { cwd = ROOT, env = {} }: RunOptions = {},
): Promise<number | null> {
  const path = [join(ROOT, 'node_modules/.bin'), process.env['PATH'] ?? ''].join(delimiter);
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, PATH: path, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  running.add(child);
  return new Promise((done) => {
    child.once('error', (error) => {
      console.error(`Cannot start ${command}: ${error.message}`);
      running.delete(child);
      done(null);
    });
    child.once('close', (code) => {
      running.delete(child);
      done(code);
    });
  });
}

/** Runs a JavaScript program of node_modules with the Node that runs us. */
export function runTool(
  path: string,
  args: string[],
  options?: RunOptions,
): Promise<number | null> {
  return runProcess(process.execPath, [join(ROOT, 'node_modules', path), ...args], options);
}
