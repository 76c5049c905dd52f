import { findChromium, isExecutable } from '../support/chromium-path.ts';
import { runProcess } from './run-process.ts';

const APT = '/usr/bin/apt-get';

export type ChromiumResult = { ok: true; path: string } | { ok: false; problem: string };

/**
 * Finds Chromium (`CHROMIUM_PATH`, or a usual name on the PATH), or installs Debian's package where
 * that can be done without asking: as root, with apt. Playwright's own browsers are not used: they do
 * not come from the package registry.
 */
export async function ensureChromium(): Promise<ChromiumResult> {
  const named = process.env['CHROMIUM_PATH'];
  if (named) {
    return isExecutable(named)
      ? { ok: true, path: named }
      : { ok: false, problem: `CHROMIUM_PATH is ${named}, which is not a program` };
  }
  const found = findChromium();
  if (found !== null) return { ok: true, path: found };
  if (!isExecutable(APT)) {
    return { ok: false, problem: 'install Chromium or Chrome and set CHROMIUM_PATH to it' };
  }
  if (process.getuid?.() !== 0) {
    return { ok: false, problem: 'install it: sudo apt-get install chromium fonts-liberation' };
  }
  await install();
  const installed = findChromium();
  return installed === null
    ? { ok: false, problem: 'apt-get could not install chromium (see above)' }
    : { ok: true, path: installed };
}

async function install(): Promise<void> {
  console.log('\n── Chromium is missing: installing it with apt-get');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await runProcess(APT, ['update'], { env });
  const packages = ['chromium', 'fonts-liberation'];
  await runProcess(APT, ['install', '-y', '--no-install-recommends', ...packages], { env });
}
