import { describe, expect, it } from 'vitest';
import { encodePcmu } from './pcmu.ts';
import { decodeWav, encodeMonoWav, encodeStereoWav } from './wav.ts';

const SAMPLES = Int16Array.of(0, 1000, -1000, 32767, -32768, 5);

/** A WAV with the given format fields, and a chunk in front that readers have to skip. */
function wavOf(format: number, channels: number, bits: number, data: Uint8Array): Uint8Array {
  const wav = new Uint8Array(12 + 10 + 24 + 8 + data.length);
  const view = new DataView(wav.buffer);
  const put = (at: number, name: string) => wav.set(new TextEncoder().encode(name), at);
  put(0, 'RIFF');
  put(8, 'WAVE');
  put(12, 'LIST');
  view.setUint32(16, 2, true);
  put(22, 'fmt ');
  view.setUint32(26, 16, true);
  view.setUint16(30, format, true);
  view.setUint16(32, channels, true);
  view.setUint32(34, 8000, true);
  view.setUint16(44, bits, true);
  put(46, 'data');
  view.setUint32(50, data.length, true);
  wav.set(data, 54);
  return wav;
}

describe('decodeWav', () => {
  it('reads back 16-bit mono', () => {
    const sound = decodeWav(encodeMonoWav(SAMPLES, 22_050));
    expect([...sound.pcm]).toEqual([...SAMPLES]);
    expect(sound.rateHz).toBe(22_050);
  });

  it('mixes stereo to one track', () => {
    const wav = encodeStereoWav(Int16Array.of(1000, -200), Int16Array.of(3000, 200));
    expect([...decodeWav(wav).pcm]).toEqual([2000, 0]);
  });

  it('reads 8-bit samples as unsigned', () => {
    const { pcm } = decodeWav(wavOf(1, 1, 8, Uint8Array.of(128, 255, 0)));
    expect([...pcm]).toEqual([0, 127 << 8, -32768]);
  });

  it('reads µ-law', () => {
    const { pcm } = decodeWav(wavOf(7, 1, 8, encodePcmu(Int16Array.of(0, 7932, -7932))));
    expect([...pcm]).toEqual([0, 7932, -7932]);
  });

  it('says what it cannot read', () => {
    expect(() => decodeWav(new TextEncoder().encode('<html>not found</html>'))).toThrow(
      'This is not a WAV file.',
    );
    expect(() => decodeWav(wavOf(1, 1, 24, new Uint8Array(6)))).toThrow('neither 8 or 16-bit PCM');
    expect(() => decodeWav(encodeMonoWav(SAMPLES, 8000).subarray(0, 20))).toThrow('holds no sound');
  });
});
