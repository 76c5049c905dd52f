import { decodePcmu, SAMPLE_RATE_HZ } from './pcmu.ts';

const HEADER_BYTES = 44;
const FORMAT_PCM = 1;
const FORMAT_MULAW = 7;
/** The real format stands in the extension's first two bytes. */
const FORMAT_EXTENSIBLE = 0xfffe;

export interface MonoSound {
  pcm: Int16Array;
  rateHz: number;
}

interface WavFormat {
  code: number;
  channels: number;
  rateHz: number;
  bits: number;
}

/** Writes two tracks of 8 kHz samples as a stereo 16-bit WAV. */
export function encodeStereoWav(left: Int16Array, right: Int16Array): Uint8Array {
  const frames = Math.max(left.length, right.length);
  const wav = new Uint8Array(HEADER_BYTES + frames * 4);
  const view = writeHeader(wav, 2, SAMPLE_RATE_HZ);
  for (let i = 0; i < frames; i++) {
    view.setInt16(HEADER_BYTES + i * 4, left[i] ?? 0, true);
    view.setInt16(HEADER_BYTES + i * 4 + 2, right[i] ?? 0, true);
  }
  return wav;
}

/** Writes one track as a 16-bit WAV. */
export function encodeMonoWav(pcm: Int16Array, rateHz: number): Uint8Array {
  const wav = new Uint8Array(HEADER_BYTES + pcm.length * 2);
  const view = writeHeader(wav, 1, rateHz);
  for (let i = 0; i < pcm.length; i++) view.setInt16(HEADER_BYTES + i * 2, pcm[i] ?? 0, true);
  return wav;
}

function writeHeader(wav: Uint8Array, channels: number, rateHz: number): DataView {
  const view = new DataView(wav.buffer);
  const text = new TextEncoder();
  wav.set(text.encode('RIFF'), 0);
  view.setUint32(4, wav.length - 8, true);
  wav.set(text.encode('WAVEfmt '), 8);
  view.setUint32(16, 16, true);
  view.setUint16(20, FORMAT_PCM, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, rateHz, true);
  view.setUint32(28, rateHz * channels * 2, true);
  view.setUint16(32, channels * 2, true);
  view.setUint16(34, 16, true);
  wav.set(text.encode('data'), 36);
  view.setUint32(40, wav.length - HEADER_BYTES, true);
  return view;
}

/**
 * Reads a WAV of 8 or 16-bit PCM or µ-law, mixing its channels to one.
 * @throws Error that says what cannot be read
 */
export function decodeWav(wav: Uint8Array): MonoSound {
  const view = new DataView(wav.buffer, wav.byteOffset, wav.byteLength);
  if (wav.length < 12 || tag(wav, 0) !== 'RIFF' || tag(wav, 8) !== 'WAVE') {
    throw new Error('This is not a WAV file.');
  }
  let format: WavFormat | null = null;
  for (let at = 12; at + 8 <= wav.length;) {
    const name = tag(wav, at);
    const size = view.getUint32(at + 4, true);
    const start = at + 8;
    if (name === 'fmt ' && start + 16 <= wav.length) format = readFormat(view, start, size);
    if (name === 'data' && format) {
      // Streamed files carry a size of 0 or 0xffffffff: the rest of the file is meant.
      const end = size === 0 ? wav.length : Math.min(wav.length, start + size);
      return { pcm: toMono(wav.subarray(start, end), format), rateHz: format.rateHz };
    }
    at = start + size + (size & 1);
  }
  throw new Error('This WAV file holds no sound.');
}

function readFormat(view: DataView, start: number, size: number): WavFormat {
  const code = view.getUint16(start, true);
  const extended = code === FORMAT_EXTENSIBLE && size >= 26 && start + 26 <= view.byteLength;
  const format = {
    code: extended ? view.getUint16(start + 24, true) : code,
    channels: view.getUint16(start + 2, true),
    rateHz: view.getUint32(start + 4, true),
    bits: view.getUint16(start + 14, true),
  };
  const readable =
    (format.code === FORMAT_PCM && (format.bits === 8 || format.bits === 16)) ||
    (format.code === FORMAT_MULAW && format.bits === 8);
  if (!readable) throw new Error('This WAV file is neither 8 or 16-bit PCM nor µ-law.');
  if (format.channels < 1 || format.rateHz < 4000 || format.rateHz > 192_000) {
    throw new Error('This WAV file has an impossible sample rate or no channels.');
  }
  return format;
}

function toMono(data: Uint8Array, format: WavFormat): Int16Array {
  const samples = toSamples(data, format);
  if (format.channels === 1) return samples;
  const mono = new Int16Array(Math.floor(samples.length / format.channels));
  for (let i = 0; i < mono.length; i++) {
    let sum = 0;
    for (let c = 0; c < format.channels; c++) sum += samples[i * format.channels + c] ?? 0;
    mono[i] = Math.round(sum / format.channels);
  }
  return mono;
}

function toSamples(data: Uint8Array, format: WavFormat): Int16Array {
  if (format.code === FORMAT_MULAW) return decodePcmu(data);
  // 8-bit WAV samples are unsigned.
  if (format.bits === 8) return Int16Array.from(data, (byte) => (byte - 128) << 8);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const pcm = new Int16Array(data.length >> 1);
  for (let i = 0; i < pcm.length; i++) pcm[i] = view.getInt16(i * 2, true);
  return pcm;
}

function tag(wav: Uint8Array, at: number): string {
  return String.fromCharCode(...wav.subarray(at, at + 4));
}
