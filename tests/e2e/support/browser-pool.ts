import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { WITHOUT_FEATURES } from '../../support/chromium-features.ts';
import { chromiumPath } from '../../support/chromium-path.ts';
import { toneWav } from '../../support/tone-wav.ts';

export interface BrowserWish {
  /** What its microphone sends. */
  toneHz: number;
  /** Default: granted, as with a person who allowed it. */
  microphone?: 'granted' | 'denied';
  /** Another Chromium, or more of its arguments. */
  executablePath?: string;
  args?: readonly string[];
}

interface Pooled {
  browser: Browser;
  key: string;
  folder: string;
}

/** Chromiums with a tone for a microphone. Starting one is slow, so whoever is done leaves it to the next. */
export class BrowserPool {
  readonly #all: Pooled[] = [];
  readonly #free: Pooled[] = [];

  /** A browser that nobody else has. */
  async take(wish: BrowserWish): Promise<Browser> {
    const key = JSON.stringify(wish, ['toneHz', 'microphone', 'executablePath', 'args']);
    const at = this.#free.findIndex((one) => one.key === key && one.browser.isConnected());
    const [known] = at < 0 ? [] : this.#free.splice(at, 1);
    if (known) return known.browser;
    const folder = await mkdtemp(join(tmpdir(), 'switchboard-agent-'));
    const browser = await launch(wish, folder);
    this.#all.push({ browser, key, folder });
    return browser;
  }

  giveBack(browser: Browser): void {
    const known = this.#all.find((one) => one.browser === browser);
    if (known && browser.isConnected()) this.#free.push(known);
  }

  async close(): Promise<void> {
    await Promise.all(
      this.#all.map(async ({ browser, folder }) => {
        await browser.close();
        await rm(folder, { recursive: true, force: true });
      }),
    );
  }
}

async function launch(wish: BrowserWish, folder: string): Promise<Browser> {
  const microphone = join(folder, 'microphone.wav');
  await writeFile(microphone, toneWav(wish.toneHz));
  const isDenied = wish.microphone === 'denied';
  return await chromium.launch({
    executablePath: wish.executablePath ?? chromiumPath(),
    args: [
      '--no-sandbox',
      WITHOUT_FEATURES,
      ...(wish.args ?? []),
      '--disable-background-networking',
      '--disable-component-update',
      '--allow-loopback-in-peer-connection',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-audio-capture=${microphone}`,
      ...(isDenied ? ['--deny-permission-prompts'] : ['--use-fake-ui-for-media-stream']),
    ],
  });
}
