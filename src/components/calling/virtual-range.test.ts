import { describe, expect, it } from 'vitest';
import { nextRange, type RowRange } from './virtual-range.ts';

const sightAt = (start: number): RowRange => ({ start, end: start + 20 });

/** Frame by frame until nothing is left to draw; how many rows each made. */
function settle(from: RowRange, sight: RowRange, count: number, heading: 'up' | 'down') {
  let drawn = from;
  const made: number[] = [];
  for (let frame = 0; frame < 20; frame += 1) {
    const next = nextRange(drawn, sight, count, heading);
    let fresh = 0;
    for (let at = next.start; at < next.end; at += 1) {
      if (at < drawn.start || at >= drawn.end) fresh += 1;
    }
    made.push(fresh);
    drawn = next;
    if (next.isDone) return { drawn, made };
  }
  throw new Error('it never settles');
}

describe('which rows of a long list are drawn', () => {
  it('those in sight in the first frame, wherever one jumps', () => {
    for (const to of [0, 7, 300, 4_980]) {
      for (const from of [sightAt(0), sightAt(310), sightAt(4_900)]) {
        for (const heading of ['up', 'down'] as const) {
          const { start, end } = nextRange(from, sightAt(to), 5_000, heading);
          expect(start).toBeLessThanOrEqual(to);
          expect(end).toBeGreaterThanOrEqual(to + 20);
          expect(settle(from, sightAt(to), 5_000, heading).made[0]).toBeLessThanOrEqual(20);
        }
      }
    }
  });

  it('[B6] those beyond the edges a few with each frame, more of them where one is going', () => {
    const down = settle(sightAt(0), sightAt(1_000), 5_000, 'down');
    expect(down.drawn).toMatchObject({ start: 996, end: 1_032 });
    expect(down.made).toEqual([20, 8, 8]);
    const up = settle(sightAt(4_000), sightAt(1_000), 5_000, 'up');
    expect(up.drawn).toMatchObject({ start: 988, end: 1_024 });
  });

  it('one row further on costs one row', () => {
    const { drawn } = settle(sightAt(100), sightAt(100), 5_000, 'down');
    expect(settle(drawn, sightAt(101), 5_000, 'down').made).toEqual([1]);
  });

  it('nothing beyond the ends of the list', () => {
    expect(settle(sightAt(50), sightAt(0), 9, 'up').drawn).toMatchObject({ start: 0, end: 9 });
    expect(nextRange(sightAt(0), { start: 0, end: 0 }, 0, 'down')).toMatchObject({
      start: 0,
      end: 0,
    });
  });
});
