import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { isExecutable } from '../../support/chromium-path.ts';

const run = promisify(execFile);
const APT = '/usr/bin/apt-get';

/** Runs `ip`. */
export async function net(...args: string[]): Promise<void> {
  await run('ip', args);
}

/**
 * Networks of their own need `ip` (Debian's package iproute2) and root. As root on Debian it is
 * installed; where that cannot be, the tests fail with what to do.
 */
export async function requireNetworkTools(): Promise<void> {
  if (process.getuid?.() !== 0) {
    throw new Error('The network tests make network namespaces, which needs root: sudo npm test');
  }
  const isThere = () => run('ip', ['-V']).then(() => true);
  if (await isThere().catch(() => false)) return;
  if (!isExecutable(APT)) throw new Error('Install iproute2, which has ip.');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run(APT, ['update'], { env });
  await run(APT, ['install', '-y', '--no-install-recommends', 'iproute2'], { env });
  await isThere();
}
