import type { Heard } from './media-engine.ts';
import { FRAME_MS, FRAME_SAMPLES, SAMPLE_RATE_HZ } from './pcmu.ts';
import { detectTonesHz } from './tone-detector.ts';

/** Below this RMS (-56 dBFS) a frame is silence: a line's noise, but no voice and no ringback. */
const SILENCE_RMS = 50;

/** What one ear has heard. Cheap per frame; the analysis is done when somebody asks. */
export class Hearing {
  private packets = 0;
  private dtmf = '';
  private answered = false;
  private silenceMs = 0;
  private longestSilenceMs = 0;
  private readonly lastSecond = new Int16Array(SAMPLE_RATE_HZ);
  private writeAt = 0;

  /** From now on silence counts. Later calls change nothing. */
  markAnswered(): void {
    this.answered = true;
  }

  /**
   * @param frame 160 samples
   * @param fromSource true when somebody or something was there to be heard, even if it was silent
   * @param isTalking the owner of this ear talks itself: it is not waiting for anybody
   */
  hear(frame: Int16Array, fromSource: boolean, isTalking = false): void {
    if (fromSource) this.packets += 1;
    this.lastSecond.set(frame, this.writeAt);
    this.writeAt = (this.writeAt + FRAME_SAMPLES) % SAMPLE_RATE_HZ;
    if (!this.answered) return;
    this.silenceMs = isSilent(frame) && !isTalking ? this.silenceMs + FRAME_MS : 0;
    this.longestSilenceMs = Math.max(this.longestSilenceMs, this.silenceMs);
  }

  hearKey(key: string): void {
    this.dtmf += key;
  }

  report(): Heard {
    const inOrder = new Int16Array(SAMPLE_RATE_HZ);
    inOrder.set(this.lastSecond.subarray(this.writeAt));
    inOrder.set(this.lastSecond.subarray(0, this.writeAt), SAMPLE_RATE_HZ - this.writeAt);
    return {
      packets: this.packets,
      rms: Math.round(rms(inOrder)),
      tonesHz: detectTonesHz(inOrder),
      dtmf: this.dtmf,
      longestSilenceMs: this.longestSilenceMs,
      silenceNowMs: this.silenceMs,
    };
  }
}

export function isSilent(frame: Int16Array): boolean {
  return rms(frame) < SILENCE_RMS;
}

/** Root mean square of samples, 0..32767. */
function rms(samples: Int16Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return samples.length === 0 ? 0 : Math.sqrt(sum / samples.length);
}
