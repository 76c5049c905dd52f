import { describe, expect, it } from 'vitest';
import { JitterBuffer } from './jitter-buffer.ts';

const frame = (value: number, length = 160) => new Uint8Array(length).fill(value);

describe('JitterBuffer', () => {
  it('holds two frames back, then gives them in order', () => {
    const buffer = new JitterBuffer();
    buffer.push(frame(1));
    expect(buffer.nextFrame()).toBeNull();
    buffer.push(frame(2));
    expect(buffer.nextFrame()).toEqual(frame(1));
    expect(buffer.nextFrame()).toEqual(frame(2));
    expect(buffer.nextFrame()).toBeNull();
  });

  it('cuts packets of any length into frames of 20 ms', () => {
    const buffer = new JitterBuffer();
    buffer.push(frame(1, 240));
    buffer.push(frame(2, 240));
    const frames = [buffer.nextFrame(), buffer.nextFrame(), buffer.nextFrame()];
    expect(frames[0]).toEqual(frame(1));
    expect([...(frames[1] ?? [])]).toEqual([...frame(1, 80), ...frame(2, 80)]);
    expect(frames[2]).toEqual(frame(2));
  });

  it('drops the oldest of a long burst, so that the delay does not stay', () => {
    const buffer = new JitterBuffer();
    for (let i = 1; i <= 11; i++) buffer.push(frame(i));
    expect(buffer.nextFrame()).toEqual(frame(9));
  });
});
