import { FRAME_SAMPLES } from './pcmu.ts';

/** Bytes held back before playing starts: two frames absorb the scheduler's unevenness. */
const START_BYTES = 2 * FRAME_SAMPLES;
/** More than this is latency without a use; the oldest goes. */
const MAX_BYTES = 10 * FRAME_SAMPLES;
const TRIMMED_BYTES = 3 * FRAME_SAMPLES;

/** Evens out PCMU that arrives in bursts (RTP or a live microphone) to one frame each 20 ms. */
export class JitterBuffer {
  private chunks: Uint8Array[] = [];
  private bytes = 0;
  private playing = false;

  push(pcmu: Uint8Array): void {
    if (pcmu.length === 0) return;
    this.chunks.push(pcmu);
    this.bytes += pcmu.length;
    if (this.bytes > MAX_BYTES) this.take(this.bytes - TRIMMED_BYTES);
  }

  /** The next 160 bytes, or null while there are not enough. */
  nextFrame(): Uint8Array | null {
    if (!this.playing && this.bytes >= START_BYTES) this.playing = true;
    if (this.bytes < FRAME_SAMPLES) this.playing = false;
    return this.playing ? this.take(FRAME_SAMPLES) : null;
  }

  clear(): void {
    this.chunks = [];
    this.bytes = 0;
    this.playing = false;
  }

  private take(length: number): Uint8Array {
    const taken = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      const head = this.chunks[0];
      if (!head) break;
      const part = head.subarray(0, length - filled);
      taken.set(part, filled);
      filled += part.length;
      if (part.length === head.length) this.chunks.shift();
      else this.chunks[0] = head.subarray(part.length);
    }
    this.bytes -= filled;
    return taken;
  }
}
