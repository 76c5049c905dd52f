import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, expect, type Page } from '@playwright/test';
import { chromiumPath } from '../../support/chromium-path.ts';
import { toneWav } from '../../support/tone-wav.ts';
import { appUrl } from './stack-env.ts';

export interface AgentOptions {
  /** What this agent's microphone sends. */
  toneHz: number;
  /** Default: granted, as with a person who allowed it. */
  microphone?: 'granted' | 'denied';
  /** Default: the product that all tests share. */
  baseUrl?: string;
  /** Another Chromium, or more of its arguments. */
  executablePath?: string;
  args?: readonly string[];
  viewport?: { width: number; height: number };
  colorScheme?: 'light' | 'dark';
}

/** A person at a browser of their own, with a tone for a voice. */
export class Agent {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly #browser: Browser;
  readonly #folder: string;

  private constructor(browser: Browser, context: BrowserContext, page: Page, folder: string) {
    this.#browser = browser;
    this.context = context;
    this.page = page;
    this.#folder = folder;
  }

  static async open(options: AgentOptions): Promise<Agent> {
    const folder = await mkdtemp(join(tmpdir(), 'switchboard-agent-'));
    const microphone = join(folder, 'microphone.wav');
    await writeFile(microphone, toneWav(options.toneHz));
    const isDenied = options.microphone === 'denied';
    const browser = await chromium.launch({
      executablePath: options.executablePath ?? chromiumPath(),
      args: [
        '--no-sandbox',
        ...(options.args ?? []),
        '--disable-background-networking',
        '--disable-component-update',
        '--allow-loopback-in-peer-connection',
        '--use-fake-device-for-media-stream',
        `--use-file-for-fake-audio-capture=${microphone}`,
        ...(isDenied ? ['--deny-permission-prompts'] : ['--use-fake-ui-for-media-stream']),
      ],
    });
    const context = await browser.newContext({
      baseURL: options.baseUrl ?? appUrl(),
      viewport: options.viewport ?? { width: 1440, height: 900 },
      ...(options.colorScheme ? { colorScheme: options.colorScheme } : {}),
      permissions: isDenied ? [] : ['microphone', 'notifications'],
    });
    const page = await context.newPage();
    return new Agent(browser, context, page, folder);
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
    await this.#browser.close();
    await rm(this.#folder, { recursive: true, force: true });
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
