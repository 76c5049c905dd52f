import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/**
 * Where Chromium is: `CHROMIUM_PATH`, or one of its usual names on the PATH.
 *
 * @throws Error that says what to do when there is none
 */
export function chromiumPath(): string {
  const told = process.env['CHROMIUM_PATH'];
  if (told) return told;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), MAC];
  const found = candidates.find((path) => existsSync(path));
  if (!found)
    throw new Error('No Chromium found. Install it, or set CHROMIUM_PATH to its program.');
  return found;
}
