import { writeFileSync } from 'node:fs';
import { encodeMonoWav } from '../../../../local/telnyx/media/wav.ts';

export interface ToneShape {
  hz: number;
  amplitude?: number;
  /** Pulsed: on and off times in milliseconds. Steady when left out. */
  onMs?: number;
  offMs?: number;
  seconds?: number;
  rateHz?: number;
}

/** Writes a WAV for Chromium's `--use-file-for-fake-audio-capture`, which plays it in a loop. */
export function writeToneFile(path: string, shape: ToneShape): void {
  const { hz, amplitude = 10_000, onMs = 1, offMs = 0, rateHz = 48_000 } = shape;
  const periodMs = onMs + offMs;
  // Whole seconds of a whole number of Hz: the loop has no click.
  const pcm = new Int16Array(rateHz * (shape.seconds ?? 12));
  for (let i = 0; i < pcm.length; i++) {
    const isOn = ((i * 1000) / rateHz) % periodMs < onMs;
    pcm[i] = isOn ? Math.round(amplitude * Math.sin((2 * Math.PI * hz * i) / rateHz)) : 0;
  }
  writeFileSync(path, encodeMonoWav(pcm, rateHz));
}
