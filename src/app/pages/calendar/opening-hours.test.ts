import { describe, expect, it } from 'vitest';
import { closedSpans, openSpans, shownRange } from './opening-hours.ts';

const day = { from: 480, to: 1080 };
const setup = {
  weeklyHours: [
    [],
    [day],
    [day],
    [
      { from: 480, to: 720 },
      { from: 780, to: 1080 },
    ],
    [day],
    [day],
    [],
  ],
  holidays: {
    '2026-12-25': { name: 'Christmas Day', span: null },
    '2026-12-24': { name: 'Christmas Eve', span: { from: 480, to: 720 } },
  },
};
const range = { from: 420, to: 1140 };

describe('[I10] when the business is open', () => {
  it('goes by the weekday, and by the holiday where there is one', () => {
    expect(openSpans('2026-11-23', setup)).toEqual([day]);
    expect(openSpans('2026-11-22', setup)).toEqual([]);
    expect(openSpans('2026-12-25', setup)).toEqual([]);
    expect(openSpans('2026-12-24', setup)).toEqual([{ from: 480, to: 720 }]);
    expect(openSpans('2026-11-23', { weeklyHours: null, holidays: {} })).toBeNull();
  });

  it('shades what is left: mornings, lunch, evenings, or all of a closed day', () => {
    expect(closedSpans(openSpans('2026-11-25', setup), range)).toEqual([
      { from: 420, to: 480 },
      { from: 720, to: 780 },
      { from: 1080, to: 1140 },
    ]);
    expect(closedSpans([], range)).toEqual([range]);
    expect(closedSpans(null, range)).toEqual([]);
    expect(closedSpans([{ from: 0, to: 1440 }], range)).toEqual([]);
  });

  it('shows an hour more on both sides, whole hours, and every visit', () => {
    expect(shownRange([[day], []], [])).toEqual(range);
    expect(
      shownRange(
        [[day]],
        [
          { from: 330, to: 400 },
          { from: 1350, to: 1440 },
        ],
      ),
    ).toEqual({
      from: 300,
      to: 1440,
    });
    expect(shownRange([null], [])).toEqual(range);
  });
});
