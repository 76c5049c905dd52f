import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { baseEnvironment } from '../processes/child-process.ts';
import { findFreePort } from '../processes/ports.ts';
import type { Launch } from '../processes/supervisor.ts';
import type { FunctionFolder } from './function-config.ts';

/** Reading the 92 MB binary from a cold disk alone can take seconds. */
const readyTimeoutMs = 60_000;

/** The Deno program from the package for this platform, or `DENO_BIN`. */
export function findDeno(): string {
  const named = process.env['DENO_BIN'];
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`DENO_BIN names ${named}, which does not exist.`);
  }
  const libc = process.platform === 'linux' ? '-glibc' : '';
  const packageName = `@deno/${process.platform}-${process.arch}${libc}`;
  try {
    const manifest = createRequire(import.meta.url).resolve(`${packageName}/package.json`);
    return join(dirname(manifest), 'deno');
  } catch {
    throw new Error(
      `The package ${packageName} (Deno, which runs the functions) is not installed. Run "npm ci", or set DENO_BIN to a Deno 2.`,
    );
  }
}

/**
 * How to run a function: its unmodified `Deno.serve` is pointed at a free port.
 * The flags keep Deno offline and on this repository's node_modules.
 */
export async function launchFunction(
  folder: FunctionFolder,
  rootDir: string,
  cacheDir: string,
  environment: Record<string, string>,
): Promise<Launch & { port: number }> {
  const port = await findFreePort();
  const runtime = join(import.meta.dirname, 'edge-runtime.ts');
  return {
    port,
    command: findDeno(),
    cwd: rootDir,
    args: [
      'run',
      '--no-prompt',
      '--no-lock',
      '--node-modules-dir=manual',
      '--cached-only',
      '--allow-net',
      '--allow-env',
      `--allow-read=${rootDir}`,
      `--preload=${runtime}`,
      ...(folder.configFile ? ['--config', folder.configFile] : []),
      folder.entryFile,
    ],
    env: {
      ...baseEnvironment(),
      ...environment,
      DENO_DIR: cacheDir,
      DENO_NO_UPDATE_CHECK: '1',
      DENO_SERVE_ADDRESS: `tcp:127.0.0.1:${port}`,
      NO_COLOR: '1',
    },
    isReady: () => acceptsConnections(port),
    readyTimeoutMs,
  };
}

function acceptsConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
