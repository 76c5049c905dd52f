import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { RenderReply, RenderRequest, RenderTask } from './render-protocol.ts';

/** 8 kHz samples of about eight minutes of remembered speech and files. */
const MAX_CACHED_SAMPLES = 4_000_000;

/** Renders speech and files in a worker of its own, started when first needed. */
export class Renderer {
  private worker: Worker | null = null;
  private nextId = 1;
  private readonly waiting = new Map<number, PromiseWithResolvers<Int16Array>>();
  private readonly rendered = new Map<string, Promise<Int16Array>>();
  private cachedSamples = 0;

  /** Loads what speech needs, so that the first sentence is not late. Later calls do nothing. */
  warmUp(): void {
    if (this.worker) return;
    // The first real sentence tells when something is wrong.
    this.renderSpeech('.', 'female en').catch(() => undefined);
  }

  /** Speech as 8 kHz samples; the same words in the same voice are rendered once. */
  renderSpeech(text: string, voice: string): Promise<Int16Array> {
    return this.once(`${voice}\n${text}`, { kind: 'speech', text, voice });
  }

  /**
   * A WAV file as 8 kHz samples, rendered once: music on hold is wanted again and again. Rejects with a
   * readable reason when it is not one.
   */
  renderFile(wav: Uint8Array): Promise<Int16Array> {
    return this.once(createHash('sha256').update(wav).digest('hex'), { kind: 'file', wav });
  }

  async shutdown(): Promise<void> {
    await this.worker?.terminate();
    this.fail(new Error('The media engine was shut down.'));
  }

  private once(key: string, task: RenderTask): Promise<Int16Array> {
    const known = this.rendered.get(key);
    if (known) return known;
    const rendering = this.request(task);
    this.rendered.set(key, rendering);
    rendering.then(
      (pcm) => this.account(pcm.length),
      () => this.rendered.delete(key),
    );
    return rendering;
  }

  private request(task: RenderTask): Promise<Int16Array> {
    const id = this.nextId++;
    const pending = Promise.withResolvers<Int16Array>();
    this.waiting.set(id, pending);
    this.start().postMessage({ id, task } satisfies RenderRequest);
    return pending.promise;
  }

  private start(): Worker {
    if (this.worker) return this.worker;
    const worker = new Worker(new URL('./render-worker.ts', import.meta.url), {
      // mespeak prints a greeting; what matters comes back as a reply or an error.
      stdout: true,
      stderr: true,
    });
    worker.on('message', (reply: RenderReply) => this.settle(reply));
    worker.on('error', (error) => {
      this.worker = null;
      this.fail(error instanceof Error ? error : new Error(String(error)));
    });
    worker.unref();
    this.worker = worker;
    return worker;
  }

  private settle(reply: RenderReply): void {
    const pending = this.waiting.get(reply.id);
    this.waiting.delete(reply.id);
    if (reply.ok) pending?.resolve(reply.pcm);
    else pending?.reject(new Error(reply.message));
  }

  private fail(error: Error): void {
    for (const pending of this.waiting.values()) pending.reject(error);
    this.waiting.clear();
  }

  private account(samples: number): void {
    this.cachedSamples += samples;
    if (this.cachedSamples <= MAX_CACHED_SAMPLES) return;
    this.rendered.clear();
    this.cachedSamples = 0;
  }
}
