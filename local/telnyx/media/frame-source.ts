import { dtmfFrequenciesHz, normaliseDtmf } from './dtmf.ts';
import { FRAME_SAMPLES, SAMPLE_RATE_HZ } from './pcmu.ts';

/** Something that sounds, 20 ms at a time. */
export interface FrameSource {
  /**
   * Adds the next 20 ms to `mix` (160 samples).
   * @returns false once there was nothing left to add.
   */
  mixInto(mix: Int32Array): boolean;
  /** Has no end of its own: gives way to whatever is queued behind it. */
  readonly endless: boolean;
  /** Words, not a tone or a file. */
  readonly isSpeech?: boolean;
}

const TONE_AMPLITUDE = 8000;
/** Keys are two tones at once; each is weaker, so that their sum stays below a single tone's peak. */
const KEY_AMPLITUDE = 4500;
const KEY_ON_MS = 100;
const KEY_OFF_MS = 80;
/** A short ramp at both ends of a tone; without it the edge is a click over all frequencies. */
const RAMP_SAMPLES = 40;

const toSamples = (ms: number) => Math.max(0, Math.round((ms * SAMPLE_RATE_HZ) / 1000));

/** A sine. Without `durationMs` it is endless. */
export function createToneSource(hz: number, durationMs?: number): FrameSource {
  const total = durationMs === undefined ? Infinity : toSamples(durationMs);
  const step = (2 * Math.PI * hz) / SAMPLE_RATE_HZ;
  let at = 0;
  return {
    endless: total === Infinity,
    mixInto(mix) {
      if (at >= total) return false;
      for (let i = 0; i < FRAME_SAMPLES && at < total; i++, at++) {
        const ramp = Math.min(1, at / RAMP_SAMPLES, (total - at) / RAMP_SAMPLES);
        mix[i] = (mix[i] ?? 0) + Math.round(TONE_AMPLITUDE * ramp * Math.sin(step * at));
      }
      return true;
    },
  };
}

/** Nothing, for a while: a pause in a script. */
export function createSilenceSource(durationMs: number): FrameSource {
  let left = toSamples(durationMs);
  return {
    endless: false,
    mixInto() {
      if (left <= 0) return false;
      left -= FRAME_SAMPLES;
      return true;
    },
  };
}

/** Plays 8 kHz samples once, or for ever with `loop`. */
export function createPcmSource(pcm: Int16Array, loop: boolean): FrameSource {
  let at = 0;
  return {
    endless: false,
    mixInto(mix) {
      if (pcm.length === 0 || at >= pcm.length) return false;
      for (let i = 0; i < FRAME_SAMPLES; i++) {
        if (at >= pcm.length && loop) at = 0;
        if (at >= pcm.length) break;
        mix[i] = (mix[i] ?? 0) + (pcm[at++] ?? 0);
      }
      if (loop && at >= pcm.length) at = 0;
      return true;
    },
  };
}

interface KeyStep {
  hz: readonly [number, number] | null;
  key: string | null;
  frames: number;
}

function keySteps(digits: string): KeyStep[] {
  const steps: KeyStep[] = [];
  for (const key of normaliseDtmf(digits)) {
    const hz = dtmfFrequenciesHz(key);
    if (hz) {
      steps.push(
        { hz, key, frames: KEY_ON_MS / 20 },
        { hz: null, key: null, frames: KEY_OFF_MS / 20 },
      );
    } else {
      steps.push({ hz: null, key: null, frames: key === 'w' ? 25 : 50 });
    }
  }
  return steps;
}

/**
 * Key presses: audible dual tones, each reported once to `onKey` as it begins (as RFC 4733 does).
 * @param digits keys 0-9 * # A-D; `w` and `W` pause for 0.5 and 1 s
 */
export function createKeySource(digits: string, onKey: (key: string) => void): FrameSource {
  const steps = keySteps(digits);
  let frame = 0;
  return {
    endless: false,
    mixInto(mix) {
      const step = steps[0];
      if (!step) return false;
      if (frame === 0 && step.key) onKey(step.key);
      if (step.hz) mixPair(mix, step.hz, frame, step.frames);
      frame += 1;
      if (frame >= step.frames) {
        steps.shift();
        frame = 0;
      }
      return true;
    },
  };
}

function mixPair(
  mix: Int32Array,
  hz: readonly [number, number],
  frame: number,
  frames: number,
): void {
  const total = frames * FRAME_SAMPLES;
  for (let i = 0; i < FRAME_SAMPLES; i++) {
    const at = frame * FRAME_SAMPLES + i;
    const ramp = Math.min(1, at / RAMP_SAMPLES, (total - at) / RAMP_SAMPLES);
    const turn = (2 * Math.PI * at) / SAMPLE_RATE_HZ;
    const sample = Math.sin(turn * hz[0]) + Math.sin(turn * hz[1]);
    mix[i] = (mix[i] ?? 0) + Math.round(KEY_AMPLITUDE * ramp * sample);
  }
}
