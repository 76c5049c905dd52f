/* G.711 µ-law, as telephone networks in North America carry sound. */
const BIAS = 132;
const CLIP = 32635;

export function encodePcmu(samples) {
  return Uint8Array.from(samples, (sample) => {
    const value = Math.max(-1, Math.min(1, sample)) * 32767;
    const sign = value < 0 ? 0x80 : 0;
    const level = Math.min(CLIP, Math.abs(Math.round(value))) + BIAS;
    const exponent = Math.max(0, 31 - Math.clz32(level) - 7);
    const mantissa = (level >> (exponent + 3)) & 0x0f;
    return ~(sign | (exponent << 4) | mantissa) & 0xff;
  });
}

export function decodePcmu(bytes) {
  return Float32Array.from(bytes, (byte) => {
    const code = ~byte & 0xff;
    const level = (((code & 0x0f) << 3) + BIAS) << ((code >> 4) & 0x07);
    const value = level - BIAS;
    return (code & 0x80 ? -value : value) / 32768;
  });
}
