import { fft } from './fft.ts';
import { SAMPLE_RATE_HZ } from './pcmu.ts';

const LOWEST_HZ = 200;
const HIGHEST_HZ = 3400;
/** 128 ms: short enough to see whether a frequency stays, long enough to part tones 40 Hz away. */
const WINDOW_SAMPLES = 1024;
const HOP_SAMPLES = 436;
/** Zero padding, for a finer look at the peak. */
const FFT_SIZE = 2048;
const BIN_HZ = SAMPLE_RATE_HZ / FFT_SIZE;

/** Peaks of different windows this near to each other may be one tone. */
const SAME_TONE_HZ = 7;
/** Half of a tone's peaks lie this near to their median: a voice's harmonics do not stay so still. */
const MAX_WANDER_HZ = 0.4;
/** Share of the second's windows that must hold the tone. One pulsed 500 ms on, 500 ms off passes. */
const MIN_PRESENCE = 0.45;
/** Quietest amplitude (0..32767) that counts. */
const MIN_AMPLITUDE = 30;
/** Weaker than the loudest peak of the second by more than this (26 dB) is a side product. */
const MIN_SHARE_OF_LOUDEST = 0.05;
/** A peak stands out of its surroundings (±40..120 Hz) by this factor, or it is noise. */
const MIN_PROMINENCE = 5;
/** The edges of a pulsed tone splash this far, and weaker than the tone by this share (14 dB). */
const SPLASH_HZ = 250;
const MAX_SPLASH_SHARE = 0.2;
/** A multiple of a stronger tone is its distortion when weaker than this share (14 dB). */
const MAX_HARMONIC_SHARE = 0.2;
const REPORT_STEP_HZ = 5;

const HANN = Float64Array.from(
  { length: WINDOW_SAMPLES },
  (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / (WINDOW_SAMPLES - 1)),
);
/** Turns a spectrum's magnitude into a sine's amplitude: the Hann window's mean is one half. */
const TO_AMPLITUDE = 4 / WINDOW_SAMPLES;

interface Peak {
  hz: number;
  amplitude: number;
  window: number;
}

/**
 * Steady tones in a stretch of sound of about one second.
 * @param pcm 8 kHz samples
 * @returns Hz between 200 and 3400, rounded to the nearest 5, strongest first
 */
export function detectTonesHz(pcm: Int16Array): number[] {
  const peaks: Peak[] = [];
  let windows = 0;
  for (let start = 0; start + WINDOW_SAMPLES <= pcm.length; start += HOP_SAMPLES) {
    peaks.push(...peaksOf(pcm, start, windows));
    windows += 1;
  }
  const loudest = peaks.reduce((most, peak) => Math.max(most, peak.amplitude), 0);
  const audible = peaks.filter((peak) => peak.amplitude >= loudest * MIN_SHARE_OF_LOUDEST);
  return withoutSideProducts(steadyTones(audible, windows)).map(
    (tone) => Math.round(tone.hz / REPORT_STEP_HZ) * REPORT_STEP_HZ,
  );
}

function peaksOf(pcm: Int16Array, start: number, window: number): Peak[] {
  const amplitudes = spectrum(pcm, start);
  const peaks: Peak[] = [];
  const first = Math.floor(LOWEST_HZ / BIN_HZ) - 1;
  const last = Math.ceil(HIGHEST_HZ / BIN_HZ) + 1;
  let loudest = 0;
  for (let bin = first; bin <= last; bin++) loudest = Math.max(loudest, at(amplitudes, bin));
  const quietest = Math.max(MIN_AMPLITUDE, loudest * MIN_SHARE_OF_LOUDEST);
  for (let bin = first; bin <= last; bin++) {
    const left = at(amplitudes, bin - 1);
    const here = at(amplitudes, bin);
    const right = at(amplitudes, bin + 1);
    if (here < quietest || here < left || here <= right) continue;
    if (here < MIN_PROMINENCE * surroundings(amplitudes, bin)) continue;
    const hz = (bin + vertex(left, here, right)) * BIN_HZ;
    if (hz < LOWEST_HZ - 2 || hz > HIGHEST_HZ + 2) continue;
    peaks.push({ hz, amplitude: here, window });
  }
  return peaks;
}

function spectrum(pcm: Int16Array, start: number): Float64Array {
  const re = new Float64Array(FFT_SIZE);
  const im = new Float64Array(FFT_SIZE);
  for (let i = 0; i < WINDOW_SAMPLES; i++) re[i] = (pcm[start + i] ?? 0) * at(HANN, i);
  fft(re, im);
  const amplitudes = new Float64Array(FFT_SIZE / 2);
  for (let bin = 0; bin < amplitudes.length; bin++) {
    amplitudes[bin] = Math.sqrt(at(re, bin) ** 2 + at(im, bin) ** 2) * TO_AMPLITUDE;
  }
  return amplitudes;
}

// The median, so that a second tone close by does not count as noise.
function surroundings(amplitudes: Float64Array, bin: number): number {
  const near = new Float64Array(42);
  for (let i = 0; i < 21; i++) {
    near[2 * i] = at(amplitudes, bin - 10 - i);
    near[2 * i + 1] = at(amplitudes, bin + 10 + i);
  }
  return near.sort()[21] ?? 0;
}

// Where a parabola through the logarithms of three neighbours has its top, in bins from the middle.
function vertex(left: number, here: number, right: number): number {
  const [l, h, r] = [Math.log(left + 1e-9), Math.log(here), Math.log(right + 1e-9)];
  const bend = l - 2 * h + r;
  return bend === 0 ? 0 : (0.5 * (l - r)) / bend;
}

interface Tone {
  hz: number;
  amplitude: number;
}

function steadyTones(peaks: Peak[], windows: number): Tone[] {
  const left = peaks.toSorted((a, b) => b.amplitude - a.amplitude);
  const tones: Tone[] = [];
  for (let strongest = left[0]; strongest; strongest = left[0]) {
    const centre = strongest.hz;
    const members = left.filter((peak) => Math.abs(peak.hz - centre) <= SAME_TONE_HZ);
    for (const member of members) left.splice(left.indexOf(member), 1);
    if (new Set(members.map((peak) => peak.window)).size < MIN_PRESENCE * windows) continue;
    const hz = median(members.map((peak) => peak.hz));
    if (median(members.map((peak) => Math.abs(peak.hz - hz))) > MAX_WANDER_HZ) continue;
    const amplitude = members.reduce((sum, peak) => sum + peak.amplitude, 0) / members.length;
    tones.push({ hz, amplitude });
  }
  return tones.toSorted((a, b) => b.amplitude - a.amplitude);
}

function withoutSideProducts(tones: Tone[]): Tone[] {
  return tones.filter(
    (tone) => !tones.some((base) => isHarmonicOf(tone, base) || isSplashOf(tone, base)),
  );
}

function isHarmonicOf(tone: Tone, base: Tone): boolean {
  const multiple = Math.round(tone.hz / base.hz);
  return (
    multiple >= 2 &&
    tone.amplitude < base.amplitude * MAX_HARMONIC_SHARE &&
    Math.abs(tone.hz - multiple * base.hz) <= SAME_TONE_HZ
  );
}

function isSplashOf(tone: Tone, base: Tone): boolean {
  return (
    tone !== base &&
    tone.amplitude < base.amplitude * MAX_SPLASH_SHARE &&
    Math.abs(tone.hz - base.hz) <= SPLASH_HZ
  );
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

function at(values: Float64Array, index: number): number {
  return values[index] ?? 0;
}
