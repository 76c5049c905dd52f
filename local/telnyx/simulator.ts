import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openAccount } from './account/account.ts';
import { createAiDesk } from './ai/ai-desk.ts';
import type { Mind } from './ai/ai-desk.ts';
import { chooseMind } from './ai/choose-mind.ts';
import { openAudioSocket } from './booth/audio-socket.ts';
import { systemClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { createControlApi } from './control.ts';
import { createFaultBox } from './faults.ts';
import { openKeyStore } from './key-store.ts';
import { createLiveFeed } from './live-feed.ts';
import type { MediaEngine } from './media/media-engine.ts';
import { createRequestListener } from './request-listener.ts';
import { createRestApi } from './rest/rest-api.ts';
import type { RtcGateway, RtcWorld } from './rtc/rtc-gateway.ts';
import { openWavFiles } from './wav-files.ts';
import { createDispatcher } from './webhooks/dispatcher.ts';
import type { World } from './world.ts';
import { createBrowserWorld } from './world/browser-world.ts';
import { createCalleeBook } from './world/callee-book.ts';
import { createConferenceStore } from './world/conference-store.ts';
import { createLegStore } from './world/leg-store.ts';
import { silenceLeg } from './world/leg.ts';
import { resumeOrders } from './world/number-orders.ts';
import { createRecordingStore } from './world/recording-store.ts';

export const SIMULATOR_API_KEY = 'KEY_switchboard_local';
const CREDENTIAL_CONNECTION_ID = '2709042883142354900';
const DEFAULT_NUMBERS = ['+14375249932', '+14375550100', '+16475550100'];
/** Telnyx's login tokens live for a day. */
const TOKEN_TTL_SECS = 86_400;

export interface GatewayOptions {
  server: Server;
  path: string;
  world: RtcWorld;
  media: MediaEngine;
}

export interface SimulatorOptions {
  /** 0 takes a free port. */
  port: number;
  /** Holds the signing key, the account and recordings. */
  dataDir: string;
  /** Where events of the application and of browsers' own calls go. */
  webhookUrl: string;
  failoverUrl?: string;
  /** The Call Control application's id. */
  connectionId: string;
  numbers?: readonly string[];
  clock?: Clock;
  /** Stand-ins for tests; by default the real media engine and signalling gateway. */
  createMedia?: () => Promise<MediaEngine>;
  createGateway?: (options: GatewayOptions) => RtcGateway;
  /** What assistants think with; by default as the environment says (docs/simulator.md). */
  mind?: Mind;
}

export interface TelnyxSimulator {
  /** `http://127.0.0.1:<port>`; REST is below `/v2`. */
  url: string;
  publicKey: string;
  apiKey: string;
  connectionId: string;
  credentialConnectionId: string;
  stop(): Promise<void>;
}

async function realMedia(): Promise<MediaEngine> {
  const { createMediaEngine } = await import('./media/create-media-engine.ts');
  return createMediaEngine();
}

async function realGateway(): Promise<(options: GatewayOptions) => RtcGateway> {
  const { createRtcGateway } = await import('./rtc/create-rtc-gateway.ts');
  return createRtcGateway;
}

function createWorld(
  options: SimulatorOptions,
  media: MediaEngine,
  mind: Mind,
  baseUrl: () => string,
  gateway: () => RtcGateway,
): World {
  const { dataDir, connectionId, webhookUrl } = options;
  const clock = options.clock ?? systemClock;
  const keys = openKeyStore(dataDir);
  const faults = createFaultBox();
  const live = createLiveFeed();
  return {
    clock,
    media,
    account: openAccount({
      dataDir,
      clock,
      keys,
      baseUrl,
      connectionId,
      credentialConnectionId: CREDENTIAL_CONNECTION_ID,
      webhookUrl,
      failoverUrl: options.failoverUrl ?? null,
      numbers: options.numbers ?? DEFAULT_NUMBERS,
      apiKey: SIMULATOR_API_KEY,
      tokenTtlSecs: () => faults.plan().rtc.tokenTtlSecs ?? TOKEN_TTL_SECS,
    }),
    legs: createLegStore(clock),
    conferences: createConferenceStore(),
    callees: createCalleeBook(),
    recordings: createRecordingStore(),
    wavFiles: openWavFiles(join(dataDir, 'recordings')),
    webhooks: createDispatcher({
      clock,
      keys,
      faults,
      changed: (row) => live.notify('webhook', row),
    }),
    faults,
    live,
    ai: createAiDesk(clock, mind),
    gateway,
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/**
 * Starts the Telnyx simulator on 127.0.0.1: REST `/v2`, signalling `/rtc`, control `/sim` and the
 * phone booth page `/`. Rejects when the port is taken.
 */
export async function startTelnyxSimulator(options: SimulatorOptions): Promise<TelnyxSimulator> {
  const mind = options.mind ?? chooseMind(process.env);
  const media = await (options.createMedia ?? realMedia)();
  const createGateway = options.createGateway ?? (await realGateway());
  let url = '';
  let gateway: RtcGateway;
  const world = createWorld(
    options,
    media,
    mind,
    () => url,
    () => gateway,
  );
  resumeOrders(world);
  const rest = createRestApi(world);
  const control = createControlApi(world, rest);

  const server = createServer(createRequestListener(world, rest, control));
  gateway = createGateway({ server, path: '/rtc', world: createBrowserWorld(world), media });
  const audioSocket = openAudioSocket(server, world);
  const stopParts = async (): Promise<void> => {
    for (const leg of world.legs.live()) silenceLeg(leg);
    await Promise.all([gateway.shutdown(), audioSocket.close()]);
    await media.shutdown();
  };
  try {
    url = `http://127.0.0.1:${await listen(server, options.port)}`;
  } catch (cause) {
    await stopParts();
    throw cause;
  }
  return {
    url,
    publicKey: world.account.keys.publicKey(),
    apiKey: SIMULATOR_API_KEY,
    connectionId: options.connectionId,
    credentialConnectionId: CREDENTIAL_CONNECTION_ID,
    async stop() {
      server.closeAllConnections();
      const closed = new Promise((resolve) => {
        server.close(resolve);
      });
      await stopParts();
      await closed;
    },
  };
}
