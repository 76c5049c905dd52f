import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { findDeno } from '../local/supabase/functions/deno.ts';
import { freePorts } from '../tests/support/free-ports.ts';
import { waitUntil } from '../tests/support/wait-until.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

export interface DenoServer {
  url: string;
  stop(): Promise<void>;
}

/** One Deno process for one server, as the functions host starts them. */
export async function startDenoServer(
  entry: string,
  config: string,
  env: Record<string, string>,
): Promise<DenoServer> {
  const [port] = (await freePorts(1)) as [number];
  const child = spawn(
    findDeno(),
    [
      'run',
      '--no-prompt',
      '--no-lock',
      '--node-modules-dir=manual',
      '--cached-only',
      '--no-check',
    ].concat([
      '--allow-net',
      '--allow-env',
      '--allow-read',
      '--allow-sys',
      '--config',
      config,
      entry,
    ]),
    {
      cwd: ROOT,
      // What the servers log would stand between the figures.
      stdio: 'ignore',
      env: { ...process.env, ...env, DENO_SERVE_ADDRESS: `tcp:127.0.0.1:${port}` },
    },
  );
  const url = `http://127.0.0.1:${port}`;
  const outcome = await waitUntil(`${entry} listens`, async () => {
    if (child.exitCode !== null) return 'ended';
    const answer = await fetch(url, { method: 'POST', body: '' }).catch(() => null);
    return answer ? 'listens' : null;
  });
  if (outcome === 'ended') throw new Error(`${entry} ended with ${child.exitCode}`);
  return { url, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
