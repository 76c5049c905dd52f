import type { FrameSource } from './frame-source.ts';
import { FRAME_SAMPLES, SAMPLE_RATE_HZ } from './pcmu.ts';

/**
 * F sharp major: frequencies that no person's tone has in tests, multiples of 5 Hz so that the loop
 * has no seam.
 */
export const HOLD_MUSIC_HZ = [370, 465, 555] as const;
/** Softer than speech: who comes back from hold is not startled. */
const AMPLITUDE = 1800;
/** The chord swells and fades, or it would be an organ's held keys. Never silent. */
const SWELL_SAMPLES = 2 * SAMPLE_RATE_HZ;
const SWELL_DEPTH = 0.3;

let loop: Int16Array | null = null;

function chord(): Int16Array {
  if (loop) return loop;
  const turn = 2 * Math.PI;
  loop = Int16Array.from({ length: SWELL_SAMPLES }, (_, at) => {
    const swell = 1 - SWELL_DEPTH * (0.5 - 0.5 * Math.cos((turn * at) / SWELL_SAMPLES));
    const sum = HOLD_MUSIC_HZ.reduce(
      (so, hz) => so + Math.sin((turn * hz * at) / SAMPLE_RATE_HZ),
      0,
    );
    return Math.round(AMPLITUDE * swell * sum);
  });
  return loop;
}

/** Music on hold where the application names none, without end. */
export function createHoldMusic(): FrameSource {
  const samples = chord();
  let at = 0;
  return {
    endless: false,
    mixInto(mix) {
      for (let i = 0; i < FRAME_SAMPLES; i++) mix[i] = (mix[i] ?? 0) + (samples[at + i] ?? 0);
      at = (at + FRAME_SAMPLES) % SWELL_SAMPLES;
      return true;
    },
  };
}
