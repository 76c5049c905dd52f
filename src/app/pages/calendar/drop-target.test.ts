import { describe, expect, it } from 'vitest';
import { dropTarget } from './drop-target.ts';

/** 7:00 to 19:00, one pixel a minute. */
const range = { from: 420, to: 1140 };
const boxes = [
  { key: 'mon', left: 0, right: 100, top: 100, bottom: 820 },
  { key: 'tue', left: 100, right: 200, top: 100, bottom: 820 },
];
const yOf = (hour: number, minute = 0) => 100 + hour * 60 + minute - 420;

describe('where a dragged visit comes to lie', () => {
  it('in the column under the pointer, held where it was taken, in quarters of an hour', () => {
    expect(dropTarget({ x: 150, y: yOf(13, 40) }, 20, boxes, range)).toEqual({
      columnKey: 'tue',
      minute: 13 * 60 + 15,
    });
    expect(dropTarget({ x: 50, y: yOf(9, 8) }, 0, boxes, range)?.minute).toBe(9 * 60 + 15);
    expect(dropTarget({ x: 50, y: yOf(9, 7) }, 0, boxes, range)?.minute).toBe(9 * 60);
  });

  it('never outside the hours and columns that are shown', () => {
    expect(dropTarget({ x: -80, y: -500 }, 30, boxes, range)).toEqual({
      columnKey: 'mon',
      minute: 420,
    });
    expect(dropTarget({ x: 900, y: 5_000 }, 0, boxes, range)).toEqual({
      columnKey: 'tue',
      minute: 1125,
    });
    expect(dropTarget({ x: 10, y: 10 }, 0, [], range)).toBeNull();
  });
});
