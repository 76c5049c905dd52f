import type { FrameSource } from './frame-source.ts';

export type PlayEnd = 'completed' | 'cancelled';

interface QueuedSource {
  /** Null while it is still being rendered. */
  source: FrameSource | null;
  end: (how: PlayEnd) => void;
}

/** Sources that sound one after the other. */
export class SourceQueue {
  private readonly queue: QueuedSource[] = [];

  get isIdle(): boolean {
    return this.queue.length === 0;
  }

  /** Somebody talks at this moment. */
  get isSpeech(): boolean {
    return this.queue[0]?.source?.isSpeech === true;
  }

  /**
   * Queues a source that may still be rendering; those behind it wait for it.
   * An endless source gives way to the first one queued behind it, and ends as `cancelled`.
   * @returns how it ended; rejects when it could not be rendered.
   */
  async play(rendering: FrameSource | Promise<FrameSource>): Promise<PlayEnd> {
    const { promise, resolve } = Promise.withResolvers<PlayEnd>();
    const entry: QueuedSource = { source: null, end: resolve };
    this.queue.push(entry);
    try {
      entry.source = rendering instanceof Promise ? await rendering : rendering;
    } catch (error) {
      this.remove(entry);
      throw error;
    }
    return promise;
  }

  /** Ends everything that plays or waits. */
  stop(): void {
    for (const entry of this.queue.splice(0)) entry.end('cancelled');
  }

  /**
   * Adds the next 20 ms.
   * @returns true when something played.
   */
  mixInto(mix: Int32Array): boolean {
    this.dropEndlessIfFollowed();
    for (let head = this.queue[0]; head?.source; head = this.queue[0]) {
      if (head.source.mixInto(mix)) return true;
      this.queue.shift();
      head.end('completed');
    }
    return false;
  }

  // The endless one goes on sounding until its follower is rendered: no gap between the two.
  private dropEndlessIfFollowed(): void {
    while (this.queue[0]?.source?.endless && this.queue[1]?.source) {
      this.queue.shift()?.end('cancelled');
    }
  }

  private remove(entry: QueuedSource): void {
    const index = this.queue.indexOf(entry);
    if (index >= 0) this.queue.splice(index, 1);
  }
}
