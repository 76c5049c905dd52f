import { type BrowserContext, expect, type Page } from '@playwright/test';
import { BrowserPool, type BrowserWish } from './browser-pool.ts';
import { appUrl } from './stack-env.ts';

export interface AgentOptions extends BrowserWish {
  /** Default: the product that all tests share. */
  baseUrl?: string;
  viewport?: { width: number; height: number };
  colorScheme?: 'light' | 'dark';
}

/** A person at a browser of their own, with a tone for a voice. */
export class Agent {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly #leave: () => Promise<void>;

  private constructor(context: BrowserContext, page: Page, leave: () => Promise<void>) {
    this.context = context;
    this.page = page;
    this.#leave = leave;
  }

  /** @param browsers where the browser comes from, and goes back to; default: it is started, and ended. */
  static async open(options: AgentOptions, browsers?: BrowserPool): Promise<Agent> {
    const pool = browsers ?? new BrowserPool();
    const { toneHz, microphone = 'granted', executablePath, args } = options;
    const browser = await pool.take({
      toneHz,
      microphone,
      ...(executablePath ? { executablePath } : {}),
      ...(args ? { args } : {}),
    });
    const context = await browser.newContext({
      baseURL: options.baseUrl ?? appUrl(),
      viewport: options.viewport ?? { width: 1440, height: 900 },
      ...(options.colorScheme ? { colorScheme: options.colorScheme } : {}),
      permissions: microphone === 'denied' ? [] : ['microphone', 'notifications'],
    });
    const page = await context.newPage();
    return new Agent(context, page, async () => {
      await context.close();
      await (browsers ? browsers.giveBack(browser) : pool.close());
    });
  }

  /** Signs in with the demo password and waits until calls ring here. */
  async signIn(email: string, options: { untilReady?: boolean } = {}): Promise<void> {
    await this.page.goto('/');
    await this.page.getByLabel('Email').fill(email);
    await this.page.getByLabel('Password').fill('demo-password');
    await this.page.getByRole('button', { name: 'Sign in' }).click();
    await expect(this.page.getByRole('link', { name: 'Connect Center' })).toBeVisible();
    if (options.untilReady ?? true) await this.untilReady();
  }

  async untilReady(): Promise<void> {
    await expect(this.page.getByText('Calls ring here').first()).toBeVisible({ timeout: 15_000 });
  }

  popup() {
    return this.page.getByRole('region', { name: 'Incoming call' });
  }

  phone() {
    return this.page.getByRole('dialog', { name: 'Call', exact: true });
  }

  /** The strongest tone that this person hears now, in Hz; 0 for silence. */
  hears(): Promise<number> {
    return strongestTone(this.page);
  }

  /** Every tone that this person hears now, in Hz, the strongest first. */
  hearsAll(): Promise<number[]> {
    return this.page.evaluate(tonesHeard);
  }

  async close(): Promise<void> {
    await this.#leave();
  }
}

export async function strongestTone(page: Page): Promise<number> {
  return (await page.evaluate(tonesHeard))[0] ?? 0;
}

/** Runs in the page: listens to what the app plays of the far end. */
async function tonesHeard(): Promise<number[]> {
  const streams = [...document.querySelectorAll('audio')]
    // A call on hold goes on arriving; nobody hears it.
    .filter((element) => !element.muted)
    .map((element) => element.srcObject)
    .filter((source): source is MediaStream => source instanceof MediaStream)
    .filter((stream) => stream.getAudioTracks().some((track) => track.readyState === 'live'));
  const stream = streams.at(-1);
  if (!stream) return [];
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 8_192;
  analyser.smoothingTimeConstant = 0;
  context.createMediaStreamSource(stream).connect(analyser);
  await new Promise((resolve) => setTimeout(resolve, 400));
  const spectrum = new Float32Array(analyser.frequencyBinCount);
  analyser.getFloatFrequencyData(spectrum);
  await context.close();
  // A tone stands out among its neighbours, some 60 Hz to each side.
  const REACH = 10;
  const peaks: { bin: number; level: number }[] = [];
  for (let bin = 1; bin < spectrum.length; bin += 1) {
    const level = spectrum[bin] ?? -200;
    const near = spectrum.subarray(Math.max(1, bin - REACH), bin + REACH + 1);
    if (level >= -60 && level >= Math.max(...near)) peaks.push({ bin, level });
  }
  return peaks
    .sort((a, b) => b.level - a.level)
    .map(({ bin }) => Math.round((bin * context.sampleRate) / analyser.fftSize));
}
