import { describe, expect, it } from 'vitest';
import { nextOpening, openingProblem } from './opening-problems.ts';

const time = (id: string, opensAt: string, closesAt: string, weekday = 1) => ({
  id,
  weekday,
  opensAt,
  closesAt,
});

describe('an opening time', () => {
  it.each([
    ['08:00', '08:00', 'order'],
    ['18:00', '08:00', 'order'],
    ['', '08:00', 'order'],
    ['08:00', '12:00', null],
    ['08:00', '12:01', 'overlap'],
    ['16:59', '20:00', 'overlap'],
    ['17:00', '20:00', null],
  ] as const)('%s to %s beside 12:00 to 17:00: %s', (opensAt, closesAt, problem) => {
    expect(openingProblem(time('a', opensAt, closesAt), [time('b', '12:00', '17:00')])).toBe(
      problem,
    );
  });

  it('does not stand in its own way, nor in that of other days', () => {
    const mine = time('a', '09:00', '18:00');
    expect(openingProblem(mine, [time('a', '08:00', '17:00')])).toBeNull();
    expect(openingProblem(mine, [time('b', '08:00', '17:00', 2)])).toBeNull();
  });
});

describe('the next opening time of a day', () => {
  it('is a working day where the day is closed, and comes after a break where it is not', () => {
    expect(nextOpening(1, [])).toEqual({ weekday: 1, opensAt: '08:00', closesAt: '17:00' });
    expect(nextOpening(1, [time('a', '08:00', '12:30')])).toEqual({
      weekday: 1,
      opensAt: '13:30',
      closesAt: '15:30',
    });
  });

  it('is never in the way of what is there, and none is left late in the evening', () => {
    for (const closesAt of ['18:00', '20:59', '21:30', '23:30']) {
      const last = time('a', '08:00', closesAt);
      const next = nextOpening(1, [last]);
      if (next) expect(openingProblem({ id: 'b', ...next }, [last])).toBeNull();
    }
    expect(nextOpening(1, [time('a', '08:00', '23:30')])).toBeNull();
  });
});
