import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { createMediaEngine } from '../../../../local/telnyx/media/create-media-engine.ts';
import type { MediaEngine } from '../../../../local/telnyx/media/media-engine.ts';
import { createRtcGateway } from '../../../../local/telnyx/rtc/create-rtc-gateway.ts';
import type { RtcGateway } from '../../../../local/telnyx/rtc/rtc-gateway.ts';
import { WITHOUT_FEATURES } from '../../../support/chromium-features.ts';
import { chromiumPath } from '../../../support/chromium-path.ts';
import { FakeWorld } from './fake-world.ts';
import { type ToneShape, writeToneFile } from './tone-file.ts';

const require = createRequire(import.meta.url);
const SDK_MODULE = join(dirname(require.resolve('@telnyx/webrtc')), 'bundle.mjs');

export interface RigOptions {
  graceMs?: number;
  peerLostGraceMs?: number;
  pingIntervalMs?: number;
}

/** Media engine, gateway, fake world, and a page with the unmodified SDK in a real Chromium. */
export class BrowserRig {
  readonly media: MediaEngine;
  readonly gateway: RtcGateway;
  readonly world: FakeWorld;
  readonly faults: string[];
  readonly server: Server;
  private readonly folder = mkdtempSync(join(tmpdir(), 'rtc-test-'));
  private readonly browsers: Browser[] = [];

  private constructor(media: MediaEngine, server: Server, faults: string[], options: RigOptions) {
    this.media = media;
    this.server = server;
    this.faults = faults;
    this.world = new FakeWorld(media);
    this.gateway = createRtcGateway({
      server,
      path: '/rtc',
      world: this.world,
      media,
      onFault: (message) => faults.push(message),
      ...options,
    });
    this.world.connect(this.gateway);
  }

  static async start(options: RigOptions = {}): Promise<BrowserRig> {
    const faults: string[] = [];
    const media = await createMediaEngine({ onFault: (message) => faults.push(message) });
    const server = createServer((request, response) => {
      const isSdk = request.url === '/telnyx.mjs';
      const file = isSdk ? SDK_MODULE : join(import.meta.dirname, 'softphone-page.html');
      response.setHeader('Content-Type', isSdk ? 'text/javascript' : 'text/html');
      response.end(readFileSync(file));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new BrowserRig(media, server, faults, options);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** A Chromium whose microphone is a tone of its own. */
  async launch(microphone: ToneShape): Promise<Browser> {
    const file = join(this.folder, `microphone-${this.browsers.length}.wav`);
    writeToneFile(file, microphone);
    const browser = await chromium.launch({
      executablePath: chromiumPath(),
      args: [
        '--no-sandbox',
        WITHOUT_FEATURES,
        '--use-fake-ui-for-media-stream',
        '--use-fake-device-for-media-stream',
        `--use-file-for-fake-audio-capture=${file}`,
        '--allow-loopback-in-peer-connection',
        '--autoplay-policy=no-user-gesture-required',
      ],
    });
    this.browsers.push(browser);
    return browser;
  }

  /** Opens the softphone's page; `options` go to the SDK's constructor. */
  async openPage(browser: Browser, token: string, options: object = {}): Promise<Page> {
    const context = await browser.newContext({ permissions: ['microphone'] });
    const page = await context.newPage();
    const host = `ws://127.0.0.1:${this.port}/rtc`;
    const hash = encodeURIComponent(JSON.stringify({ login_token: token, host, ...options }));
    await page.goto(`http://127.0.0.1:${this.port}/#${hash}`);
    return page;
  }

  async stop(): Promise<void> {
    await Promise.all(this.browsers.map((browser) => browser.close()));
    await this.gateway.shutdown();
    await this.media.shutdown();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    rmSync(this.folder, { recursive: true, force: true });
  }
}
