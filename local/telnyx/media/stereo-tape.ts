import { decodePcmu, FRAME_MS, FRAME_SAMPLES } from './pcmu.ts';
import { encodeStereoWav } from './wav.ts';

const CHUNK_FRAMES = 500;

interface Chunk {
  left: Uint8Array;
  right: Uint8Array;
  frames: number;
}

/** Two tracks of µ-law (16 kB a second). With a limit it forgets the oldest ten seconds at a time. */
export class StereoTape {
  private readonly chunks: Chunk[] = [];
  private readonly maxChunks: number;

  /** @param maxMs how much is kept, in milliseconds */
  constructor(maxMs: number) {
    this.maxChunks = Math.max(1, Math.ceil(maxMs / (CHUNK_FRAMES * FRAME_MS)));
  }

  get bytes(): number {
    return this.chunks.length * 2 * CHUNK_FRAMES * FRAME_SAMPLES;
  }

  append(left: Uint8Array, right: Uint8Array): void {
    let chunk = this.chunks.at(-1);
    if (!chunk || chunk.frames === CHUNK_FRAMES) {
      const size = CHUNK_FRAMES * FRAME_SAMPLES;
      chunk = { left: new Uint8Array(size), right: new Uint8Array(size), frames: 0 };
      this.chunks.push(chunk);
      if (this.chunks.length > this.maxChunks) this.chunks.shift();
    }
    chunk.left.set(left, chunk.frames * FRAME_SAMPLES);
    chunk.right.set(right, chunk.frames * FRAME_SAMPLES);
    chunk.frames += 1;
  }

  /** A stereo 16-bit 8 kHz WAV of what is kept. */
  toWav(): Uint8Array {
    return encodeStereoWav(this.track('left'), this.track('right'));
  }

  private track(side: 'left' | 'right'): Int16Array {
    const frames = this.chunks.reduce((sum, chunk) => sum + chunk.frames, 0);
    const pcm = new Int16Array(frames * FRAME_SAMPLES);
    let at = 0;
    for (const chunk of this.chunks) {
      const used = chunk[side].subarray(0, chunk.frames * FRAME_SAMPLES);
      pcm.set(decodePcmu(used), at);
      at += used.length;
    }
    return pcm;
  }
}
