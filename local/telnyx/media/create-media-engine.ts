import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { MediaEngine } from './media-engine.ts';
import type {
  MediaMessage,
  MediaMethod,
  MediaReply,
  MediaRequest,
  MediaWorkerApi,
} from './media-protocol.ts';

/** Browsers are told that their connection closes; the worker is ended in any case. */
const SHUTDOWN_PATIENCE_MS = 2000;

export interface MediaEngineOptions {
  /** Told about faults inside the worker, which go on without it. Default: a line on stderr. */
  onFault?: (message: string) => void;
}

/** Starts the media worker; resolves once it is warm and can place its first call without delay. */
export async function createMediaEngine(options: MediaEngineOptions = {}): Promise<MediaEngine> {
  const onFault =
    options.onFault ?? ((message) => process.stderr.write(`Simulator, media: ${message}\n`));
  const client = new MediaClient(onFault);
  await client.ready;
  return engineOver(client);
}

/** The main thread's end of the line to the media worker. */
class MediaClient {
  readonly ready: Promise<void>;
  readonly earListeners = new Map<string, (pcmu: Uint8Array) => void>();
  readonly keyListeners = new Set<(legId: string, key: string) => void>();
  readonly lostListeners = new Set<(legId: string) => void>();
  private readonly worker = new Worker(new URL('./media-worker.ts', import.meta.url));
  private readonly waiting = new Map<number, PromiseWithResolvers<unknown>>();
  private readonly onFault: (message: string) => void;
  private nextId = 1;
  private stopped: Error | null = null;

  constructor(onFault: (message: string) => void) {
    this.onFault = onFault;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.ready = promise;
    this.worker.on('message', (message: MediaMessage) => {
      if (message.kind === 'ready') resolve();
      else this.take(message);
    });
    this.worker.on('error', (error) => {
      const reason = error instanceof Error ? error : new Error(String(error));
      this.fail(reason);
      reject(reason);
    });
    this.worker.on('exit', () => this.fail(new Error('The media worker has ended.')));
  }

  async call<M extends MediaMethod>(
    method: M,
    ...args: Parameters<MediaWorkerApi[M]>
  ): Promise<Awaited<ReturnType<MediaWorkerApi[M]>>> {
    if (this.stopped) throw this.stopped;
    const id = this.nextId++;
    const pending = Promise.withResolvers<unknown>();
    this.waiting.set(id, pending);
    this.worker.postMessage({ id, method, args } as MediaRequest);
    return (await pending.promise) as Awaited<ReturnType<MediaWorkerApi[M]>>;
  }

  /** A call whose result nobody waits for. */
  tell<M extends MediaMethod>(method: M, ...args: Parameters<MediaWorkerApi[M]>): void {
    this.call(method, ...args).catch((error: unknown) => {
      if (!this.stopped) this.onFault(`${method}: ${String(error)}`);
    });
  }

  async shutdown(): Promise<void> {
    if (this.stopped) return;
    await Promise.race([this.call('shutdown'), delay(SHUTDOWN_PATIENCE_MS, null, { ref: false })]);
    this.fail(new Error('The media engine was shut down.'));
    await this.worker.terminate();
  }

  private take(message: Exclude<MediaMessage, { kind: 'ready' }>): void {
    switch (message.kind) {
      case 'reply':
        this.settle(message);
        break;
      case 'ear':
        this.earListeners.get(message.legId)?.(message.pcmu);
        break;
      case 'key':
        for (const listener of this.keyListeners) listener(message.legId, message.key);
        break;
      case 'peer-lost':
        for (const listener of this.lostListeners) listener(message.legId);
        break;
      case 'fault':
        this.onFault(message.message);
    }
  }

  private settle(reply: MediaReply): void {
    const pending = this.waiting.get(reply.id);
    this.waiting.delete(reply.id);
    if (reply.ok) pending?.resolve(reply.value);
    else pending?.reject(new Error(reply.message));
  }

  private fail(error: Error): void {
    this.stopped ??= error;
    for (const pending of this.waiting.values()) pending.reject(error);
    this.waiting.clear();
  }
}

function engineOver(client: MediaClient): MediaEngine {
  return {
    ...signallingPart(client),
    ...soundPart(client),
    shutdown: () => client.shutdown(),
  };
}

function signallingPart(client: MediaClient) {
  return {
    createPeerOffer: (legId) => client.call('createPeerOffer', legId),
    acceptPeerAnswer: (legId, sdp) => client.call('acceptPeerAnswer', legId, sdp),
    acceptPeerOffer: (legId, sdp) => client.call('acceptPeerOffer', legId, sdp),
    addPeerCandidate: (...args) => client.call('addPeerCandidate', ...args),
    peerRtpAgeMs: (legId) => client.call('peerRtpAgeMs', legId),
    createPerson: (legId) => client.call('createPerson', legId),
    close: (legId) => {
      client.earListeners.delete(legId);
      return client.call('close', legId);
    },
    markAnswered: (legId) => client.tell('markAnswered', legId),
    bridge: (legA, legB) => client.tell('bridge', legA, legB),
    unbridge: (legId) => client.tell('unbridge', legId),
    setHears: (legId, others) => client.tell('setHears', legId, others),
    supervise: (...args) => client.tell('supervise', ...args),
    setHoldMusic: (legId, source) => client.tell('setHoldMusic', legId, source),
    setHeld: (legId, held) => client.tell('setHeld', legId, held),
    onPeerDtmf: (listener) => void client.keyListeners.add(listener),
    onPeerLost: (listener) => void client.lostListeners.add(listener),
  } satisfies Partial<MediaEngine>;
}

function soundPart(client: MediaClient) {
  return {
    playTo: (legId, source, options) =>
      client.call('playTo', legId, source, options?.loop ?? false),
    stopPlayingTo: (legId) => client.tell('stopPlayingTo', legId),
    sayTo: (legId, source) => client.call('sayTo', legId, source),
    stopSayingTo: (legId) => client.tell('stopSayingTo', legId),
    setRoomTone: (legId, volume) => client.tell('setRoomTone', legId, volume),
    speakAs: (legId, source) => client.call('speakAs', legId, source),
    stopSpeakingAs: (legId) => client.tell('stopSpeakingAs', legId),
    dtmfAs: (legId, digits) => client.call('dtmfAs', legId, digits),
    dtmfTo: (legId, digits) => client.call('dtmfTo', legId, digits),
    pushMicrophone: (legId, pcmu) => client.tell('pushMicrophone', legId, pcmu),
    onEar: (legId, listener) => {
      if (listener) client.earListeners.set(legId, listener);
      else client.earListeners.delete(legId);
      client.tell('sendEar', legId, listener !== null);
    },
    heard: (legId) => client.call('heard', legId),
    startRecording: (recordingId, legId) => client.tell('startRecording', recordingId, legId),
    pauseRecording: (recordingId, paused) => client.tell('pauseRecording', recordingId, paused),
    stopRecording: (recordingId) => client.call('stopRecording', recordingId),
    wavOf: (legId) => client.call('wavOf', legId),
  } satisfies Partial<MediaEngine>;
}
