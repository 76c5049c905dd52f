import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runProcess } from './run-process.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

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
  const found = find(NAMES);
  if (found !== null) return { ok: true, path: found };
  const apt = find(['apt-get']);
  if (apt === null) {
    return { ok: false, problem: 'install Chromium or Chrome and set CHROMIUM_PATH to it' };
  }
  if (process.getuid?.() !== 0) {
    return { ok: false, problem: 'install it: sudo apt-get install chromium fonts-liberation' };
  }
  await install(apt);
  const installed = find(NAMES);
  return installed === null
    ? { ok: false, problem: 'apt-get could not install chromium (see above)' }
    : { ok: true, path: installed };
}

async function install(apt: string): Promise<void> {
  console.log('\n── Chromium is missing: installing it with apt-get');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await runProcess(apt, ['update'], { env });
  const packages = ['chromium', 'fonts-liberation'];
  await runProcess(apt, ['install', '-y', '--no-install-recommends', ...packages], { env });
}

function find(names: string[]): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
  for (const folder of folders.filter(Boolean)) {
    for (const name of names) {
      if (isExecutable(join(folder, name))) return join(folder, name);
    }
  }
  return null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
