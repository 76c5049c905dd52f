import { expect, test } from 'vitest';
import { isSilent } from './hearing.ts';
import { FRAME_SAMPLES, SAMPLE_RATE_HZ } from './pcmu.ts';
import { createRoomTone } from './room-tone.ts';
import { detectTonesHz } from './tone-detector.ts';

const SPEECH_RMS = 2500;

function listen(volume: number, frames: number): Int16Array[] {
  const source = createRoomTone(volume);
  return Array.from({ length: frames }, () => {
    const mix = new Int32Array(FRAME_SAMPLES);
    source.mixInto(mix);
    return Int16Array.from(mix);
  });
}

function rms(frame: Int16Array): number {
  return Math.sqrt(frame.reduce((sum, sample) => sum + sample * sample, 0) / frame.length);
}

test.each([0.1, 0.5, 1])('a room at volume %d is never silent and far below speech', (volume) => {
  for (const frame of listen(volume, 400)) {
    expect(isSilent(frame)).toBe(false);
    expect(rms(frame)).toBeLessThan(SPEECH_RMS / 6);
  }
});

test('a louder room is louder', () => {
  const [quiet, loud] = [0.1, 1].map((volume) => rms(listen(volume, 1)[0] ?? new Int16Array()));
  expect(loud).toBeGreaterThan((quiet ?? 0) * 2);
});

test('a room has no tone in it', () => {
  const second = new Int16Array(SAMPLE_RATE_HZ);
  for (const [index, frame] of listen(0.5, 50).entries()) second.set(frame, index * FRAME_SAMPLES);
  expect(detectTonesHz(second)).toEqual([]);
});
