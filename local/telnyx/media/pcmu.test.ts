import { describe, expect, it } from 'vitest';
import { decodePcmu, encodePcmu, PCMU_SILENCE } from './pcmu.ts';

describe('PCMU', () => {
  it('encodes as G.711 says', () => {
    expect([...encodePcmu(Int16Array.of(0, 32767, -32768, 8031, -4))]).toEqual([
      PCMU_SILENCE,
      0x80,
      0x00,
      0xa0,
      0x7e,
    ]);
  });

  it('keeps each code through decoding and encoding, but for the second zero', () => {
    const codes = Uint8Array.from({ length: 256 }, (_, code) => code);
    const back = encodePcmu(decodePcmu(codes));
    expect([...back].filter((code, index) => code !== index && index !== 0x7f)).toEqual([]);
  });

  it('is never further off than a sixteenth', () => {
    const pcm = Int16Array.from({ length: 6000 }, (_, i) => i * 10 - 30_000);
    const back = decodePcmu(encodePcmu(pcm));
    const off = [...pcm].filter((s, i) => Math.abs(s - (back[i] ?? 0)) > Math.abs(s) / 16 + 8);
    expect(off).toEqual([]);
  });
});
