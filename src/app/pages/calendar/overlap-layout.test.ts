import { describe, expect, it } from 'vitest';
import { layOut } from './overlap-layout.ts';

const at = (from: number, to: number) => ({ from: from * 60, to: to * 60 });

describe('visits at the same time stand side by side', () => {
  it('gives the whole width to those that overlap with none', () => {
    expect(layOut([at(8, 9), at(9, 10)])).toEqual([
      { lane: 0, lanes: 1 },
      { lane: 0, lanes: 1 },
    ]);
  });

  it('shares the width among those that hang together, and takes a lane that is free again', () => {
    // 8-10 and 9-11 overlap; 10-12 overlaps with the second only and goes under the first.
    expect(layOut([at(8, 10), at(9, 11), at(10, 12), at(13, 14)])).toEqual([
      { lane: 0, lanes: 2 },
      { lane: 1, lanes: 2 },
      { lane: 0, lanes: 2 },
      { lane: 0, lanes: 1 },
    ]);
  });

  it('no two that overlap share a lane, whatever the order they come in', () => {
    const visits = [at(11, 12), at(8, 12), at(9, 10), at(9, 13), at(8, 9), at(12, 13)];
    const places = layOut(visits);
    for (const [i, a] of visits.entries()) {
      for (const [j, b] of visits.entries()) {
        if (i >= j || a.to <= b.from || b.to <= a.from) continue;
        expect(places[i]?.lane).not.toBe(places[j]?.lane);
      }
    }
    for (const { lane, lanes } of places) expect(lane).toBeLessThan(lanes);
  });
});
