/** ITU-T G.711 µ-law ("PCMU"), the one codec of the simulator: 8 kHz, 8 bit a sample. */

export const SAMPLE_RATE_HZ = 8000;
export const FRAME_MS = 20;
export const FRAME_SAMPLES = (SAMPLE_RATE_HZ * FRAME_MS) / 1000;
/** µ-law byte for a sample of zero. */
export const PCMU_SILENCE = 0xff;

const BIAS = 0x84;
const CLIP = 32635;

function decodeByte(byte: number): number {
  const inverted = ~byte & 0xff;
  const exponent = (inverted >> 4) & 0x07;
  const magnitude = (((inverted & 0x0f) << 3) + BIAS) << exponent;
  return inverted & 0x80 ? BIAS - magnitude : magnitude - BIAS;
}

function encodeSample(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), CLIP) + BIAS;
  const exponent = 24 - Math.clz32(magnitude);
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}

const DECODED = Int16Array.from({ length: 256 }, (_, byte) => decodeByte(byte));
// Indexed by the sample's unsigned 16-bit pattern.
const ENCODED = Uint8Array.from({ length: 65536 }, (_, bits) => encodeSample((bits << 16) >> 16));

/** Decodes µ-law bytes to linear samples. */
export function decodePcmu(pcmu: Uint8Array): Int16Array {
  const pcm = new Int16Array(pcmu.length);
  for (let i = 0; i < pcmu.length; i++) pcm[i] = DECODED[pcmu[i] ?? PCMU_SILENCE] ?? 0;
  return pcm;
}

/** Encodes linear samples to µ-law bytes. */
export function encodePcmu(pcm: Int16Array): Uint8Array {
  const pcmu = new Uint8Array(pcm.length);
  for (let i = 0; i < pcm.length; i++) pcmu[i] = ENCODED[(pcm[i] ?? 0) & 0xffff] ?? PCMU_SILENCE;
  return pcmu;
}

/** Limits a mixed sample to 16 bits. */
export function clampSample(sample: number): number {
  if (sample > 32767) return 32767;
  return sample < -32768 ? -32768 : sample;
}
