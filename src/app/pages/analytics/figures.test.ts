import { describe, expect, it } from 'vitest';
import type { CallFact } from '@/data/call-figures.queries.ts';
import { figures, median } from './figures.ts';

const monday = new Date(2026, 10, 23).getTime();
const tuesday = new Date(2026, 10, 24).getTime();

function call(changes: Partial<CallFact>): CallFact {
  return {
    direction: 'inbound',
    isAnswered: true,
    lineId: 'main',
    startedAt: new Date(2026, 10, 23, 9).toISOString(),
    waitSeconds: 6,
    ...changes,
  };
}

describe('the figures', () => {
  it('count inbound calls by day and line, days without calls included', () => {
    const counted = figures(
      [
        call({}),
        call({ isAnswered: false, waitSeconds: null, lineId: 'emergency' }),
        call({ direction: 'outbound', isAnswered: false, waitSeconds: null }),
      ],
      [monday, tuesday],
    );
    expect(counted.inbound).toEqual({ calls: 2, answered: 1, missed: 1 });
    expect(counted.outbound).toBe(1);
    expect(counted.days.map(({ calls, missed }) => [calls, missed])).toEqual([
      [2, 1],
      [0, 0],
    ]);
    expect(counted.lines.map(({ lineId }) => lineId)).toEqual(['main', 'emergency']);
    expect(counted.medianWaitSeconds).toBe(6);
  });

  it('take the middle wait, the mean of the two middle ones, and none of nothing', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([1, 2, 4, 100])).toBe(3);
    expect(median([])).toBeNull();
  });
});
