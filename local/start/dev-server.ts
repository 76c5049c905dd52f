import { baseEnvironment, startChild } from '../supabase/processes/child-process.ts';
import { assertPortFree } from '../supabase/processes/ports.ts';
import { viteProgram } from './app-build.ts';

export interface DevServerOptions {
  rootDir: string;
  port: number;
  viteEnvironment: Record<string, string>;
  log(line: string): void;
}

const readyTimeoutMs = 60_000;

/** Runs Vite with hot reload. */
export async function startDevServer(
  options: DevServerOptions,
): Promise<{ stop(): Promise<void> }> {
  await assertPortFree(options.port, 'the app', 'APP_PORT');
  const child = await startChild({
    name: 'vite',
    command: process.execPath,
    args: [viteProgram(), '--host', '127.0.0.1', '--port', String(options.port), '--strictPort'],
    cwd: options.rootDir,
    env: { ...baseEnvironment(), ...options.viteEnvironment, NO_COLOR: '1' },
    onLine: options.log,
  });
  const deadlineMs = Date.now() + readyTimeoutMs;
  while (!(await answers(options.port))) {
    if (child.hasExited() || Date.now() > deadlineMs) {
      await child.stop('SIGTERM', 2_000);
      throw new Error('Vite did not come up; its output is above');
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { stop: () => child.stop('SIGTERM', 2_000) };
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/`)).ok;
  } catch {
    return false;
  }
}
