import { describe, expect, it } from 'vitest';
import { decodePcmu, encodePcmu, SAMPLE_RATE_HZ } from './pcmu.ts';
import { resample } from './resample.ts';
import { synthesize } from './speech-synthesizer.ts';
import { detectTonesHz } from './tone-detector.ts';
import { decodeWav } from './wav.ts';

interface Part {
  hz: number;
  amplitude: number;
}

/** One second of sines, over the codec as on the line. */
function second(parts: Part[], noiseAmplitude = 0, isOn = (_ms: number) => true): Int16Array {
  const random = seededNoise(1);
  const pcm = Int16Array.from({ length: SAMPLE_RATE_HZ }, (_, i) => {
    const turn = (2 * Math.PI * i) / SAMPLE_RATE_HZ;
    const tone = parts.reduce((sum, { hz, amplitude }) => sum + amplitude * Math.sin(turn * hz), 0);
    return (isOn((i * 1000) / SAMPLE_RATE_HZ) ? tone : 0) + noiseAmplitude * random();
  });
  return decodePcmu(encodePcmu(pcm));
}

function seededNoise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

describe('detectTonesHz', () => {
  it.each([200, 325, 440, 697, 1000, 1804, 2600, 3395])(
    'finds a tone of %i Hz within 5 Hz',
    (hz) => {
      const found = detectTonesHz(second([{ hz, amplitude: 8000 }]));
      expect(found).toHaveLength(1);
      expect(Math.abs((found[0] ?? 0) - hz)).toBeLessThanOrEqual(5);
    },
  );

  it('finds one tone under weak noise, and nothing in the noise alone', () => {
    expect(detectTonesHz(second([{ hz: 700, amplitude: 3000 }], 600))).toEqual([700]);
    expect(detectTonesHz(second([], 3000))).toEqual([]);
  });

  it('finds a tone that a browser has turned down to a fiftieth', () => {
    expect(detectTonesHz(second([{ hz: 700, amplitude: 160 }]))).toEqual([700]);
  });

  it('names two tones at once, strongest first, also when they are as near as a ringback', () => {
    expect(
      detectTonesHz(
        second([
          { hz: 440, amplitude: 3000 },
          { hz: 480, amplitude: 4000 },
        ]),
      ),
    ).toEqual([480, 440]);
    expect(
      detectTonesHz(
        second([
          { hz: 700, amplitude: 6000 },
          { hz: 1000, amplitude: 3000 },
        ]),
      ),
    ).toEqual([700, 1000]);
  });

  it.each([
    [300, 100],
    [150, 100],
    [500, 500],
  ])('finds a tone pulsed %i ms on, %i ms off, and no splash beside it', (onMs, offMs) => {
    const pulsed = second([{ hz: 600, amplitude: 8000 }], 0, (ms) => ms % (onMs + offMs) < onMs);
    expect(detectTonesHz(pulsed)).toEqual([600]);
  });

  it('reports neither silence nor a short beep nor a key press', () => {
    expect(detectTonesHz(second([]))).toEqual([]);
    const beep = second([{ hz: 600, amplitude: 8000 }], 0, (ms) => ms < 200);
    expect(detectTonesHz(beep)).toEqual([]);
  });

  it('does not report the distortion of a tone as tones', () => {
    const splashed = second([
      { hz: 600, amplitude: 8000 },
      { hz: 500, amplitude: 900 },
    ]);
    expect(detectTonesHz(splashed)).toEqual([600]);
    const weakHarmonic = second([
      { hz: 500, amplitude: 8000 },
      { hz: 1500, amplitude: 1000 },
    ]);
    expect(detectTonesHz(weakHarmonic)).toEqual([500]);
  });

  it.each(['female en', 'male en', 'female es'])('hears no tone in speech (%s)', (voice) => {
    const words =
      'Hello, this is Maria Lopez. Mmmm, one moment. My kitchen sink is leaking, please.';
    const { pcm, rateHz } = decodeWav(synthesize(words, voice));
    const speech = resample(pcm, rateHz, SAMPLE_RATE_HZ);
    const found: number[] = [];
    for (let at = 0; at + SAMPLE_RATE_HZ <= speech.length; at += SAMPLE_RATE_HZ / 5) {
      found.push(...detectTonesHz(speech.subarray(at, at + SAMPLE_RATE_HZ)));
    }
    expect(speech.length).toBeGreaterThan(2 * SAMPLE_RATE_HZ);
    expect(found).toEqual([]);
  });
});
