import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** Chromium at one of its usual names on the PATH; null when there is none. */
export function findChromium(): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
  const candidates = folders
    .filter(Boolean)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...candidates, MAC].find(isExecutable) ?? null;
}

/**
 * Where Chromium is: `CHROMIUM_PATH`, or what is found.
 *
 * @throws Error that says what to do when there is none
 */
export function chromiumPath(): string {
  const path = process.env['CHROMIUM_PATH'] ?? findChromium();
  if (!path) throw new Error('No Chromium found. Install it, or set CHROMIUM_PATH to its program.');
  return path;
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
