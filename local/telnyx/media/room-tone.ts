import type { FrameSource } from './frame-source.ts';
import { FRAME_SAMPLES, SAMPLE_RATE_HZ } from './pcmu.ts';

/**
 * Loudness at the lowest and at the highest volume. Speech has an RMS of about 2500, silence is
 * below 50 (hearing.ts): the room is well below the one and above the other.
 */
const QUIETEST_RMS = 110;
const LOUDEST_RMS = 320;
const LOOP_SAMPLES = 3 * SAMPLE_RATE_HZ;
/** How much of the last sample stays: a soft low-pass, so that it is a room and no hiss. */
const SMOOTHING = 0.6;

let noise: Float32Array | null = null;

/** Three seconds of noise with an RMS of 1 in every frame; the same in every run. */
function roomNoise(): Float32Array {
  if (noise) return noise;
  const samples = new Float32Array(LOOP_SAMPLES);
  let seed = 1;
  let last = 0;
  for (let i = 0; i < LOOP_SAMPLES; i++) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    last = SMOOTHING * last + (seed / 2 ** 31 - 1);
    samples[i] = last;
  }
  for (let at = 0; at < LOOP_SAMPLES; at += FRAME_SAMPLES) {
    const frame = samples.subarray(at, at + FRAME_SAMPLES);
    const power = frame.reduce((sum, sample) => sum + sample * sample, 0) / FRAME_SAMPLES;
    const scale = 1 / Math.sqrt(power);
    for (let i = 0; i < FRAME_SAMPLES; i++) frame[i] = (frame[i] ?? 0) * scale;
  }
  noise = samples;
  return samples;
}

/**
 * The quiet sound of an office under a conversation, without end.
 * @param volume 0.1 to 1, as `background_audio.volume`
 */
export function createRoomTone(volume: number): FrameSource {
  const share = (Math.min(1, Math.max(0.1, volume)) - 0.1) / 0.9;
  const level = QUIETEST_RMS + share * (LOUDEST_RMS - QUIETEST_RMS);
  const samples = roomNoise();
  let at = 0;
  return {
    endless: false,
    mixInto(mix) {
      for (let i = 0; i < FRAME_SAMPLES; i++) {
        mix[i] = (mix[i] ?? 0) + Math.round(level * (samples[at + i] ?? 0));
      }
      at = (at + FRAME_SAMPLES) % LOOP_SAMPLES;
      return true;
    },
  };
}
