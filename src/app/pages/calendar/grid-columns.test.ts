import { describe, expect, it } from 'vitest';
import type { Visit } from '@/data/calendar-visits.queries.ts';
import { testVisit } from '@/testing/visit.ts';
import { columnsOf, drawnSpan, movedTo, segmentOn } from './grid-columns.ts';

const ZONE = 'America/Toronto';
const visit = (from: string, to: string): Visit =>
  testVisit({ startsAt: Date.parse(from), endsAt: Date.parse(to) });
const iso = ({ startsAt, endsAt }: Visit) =>
  [startsAt, endsAt].map((at) => new Date(at).toISOString());
const everybody = { technician: null };

describe('[I10] a dragged visit keeps the clock that it was dropped at, and its length', () => {
  const saturday = visit('2026-10-31T13:00:00Z', '2026-10-31T14:30:00Z');

  it('over the end of daylight saving time', () => {
    const moved = movedTo(saturday, { ...everybody, day: '2026-11-01', minute: 540 }, ZONE);
    expect(iso(moved)).toEqual(['2026-11-01T14:00:00.000Z', '2026-11-01T15:30:00.000Z']);
  });

  it('over its beginning', () => {
    const winter = visit('2026-03-07T14:00:00Z', '2026-03-07T15:30:00Z');
    const moved = movedTo(winter, { ...everybody, day: '2026-03-08', minute: 540 }, ZONE);
    expect(iso(moved)).toEqual(['2026-03-08T13:00:00.000Z', '2026-03-08T14:30:00.000Z']);
  });

  it('and changes hands only where columns are technicians', () => {
    const sam = { id: 'sam', name: 'Sam', isActive: true };
    const target = { day: '2026-10-31', minute: 540 };
    expect(movedTo(saturday, { ...target, technician: sam }, ZONE).resource).toEqual({
      id: 'sam',
      name: 'Sam',
    });
    expect(movedTo(saturday, { ...target, technician: null }, ZONE).resource).toEqual(
      saturday.resource,
    );
  });
});

describe('what of a visit lies on a day', () => {
  it.each([
    // 22:30 on Saturday to 0:30 on Sunday.
    ['2026-11-22T03:30:00Z', '2026-11-22T05:30:00Z', '2026-11-21', 1350, 1440, true],
    ['2026-11-22T03:30:00Z', '2026-11-22T05:30:00Z', '2026-11-22', 0, 30, false],
    // The day of 23 hours: 1:30 to 3:30 is one hour.
    ['2026-03-08T06:30:00Z', '2026-03-08T07:30:00Z', '2026-03-08', 90, 210, true],
    // The day of 25 hours: from the first 1:45 to the second 1:15 is half an hour, not less than none.
    ['2026-11-01T05:45:00Z', '2026-11-01T06:15:00Z', '2026-11-01', 105, 135, true],
    // Its last hour belongs to it.
    ['2026-11-02T04:00:00Z', '2026-11-02T05:00:00Z', '2026-11-01', 1380, 1440, true],
  ])('%s to %s on %s', (from, to, day, start, end, isStart) => {
    const segment = segmentOn(visit(from, to), day, ZONE);
    expect(segment).toMatchObject({ from: start, to: end, isStart });
  });

  it.each([
    ['2026-11-22T03:30:00Z', '2026-11-22T05:00:00Z', '2026-11-22'],
    ['2026-11-02T05:00:00Z', '2026-11-02T06:00:00Z', '2026-11-01'],
  ])('%s to %s is not on %s', (from, to, day) => {
    expect(segmentOn(visit(from, to), day, ZONE)).toBeNull();
  });

  it('is drawn at the top when it ends above the hours that are shown', () => {
    expect(drawnSpan({ from: 0, to: 30 }, { from: 420, to: 1140 })).toEqual({ from: 420, to: 450 });
    expect(drawnSpan({ from: 540, to: 555 }, { from: 420, to: 1140 })).toEqual({
      from: 540,
      to: 570,
    });
  });
});

describe('the columns', () => {
  const luis = { id: 'luis', name: 'Luis', isActive: true };
  const gone = { id: 'gone', name: 'Gus', isActive: false };
  const visits = [visit('2026-11-23T14:00:00Z', '2026-11-23T15:00:00Z')];

  it('are the days of a week, or who works on a day and who has a visit on it', () => {
    const keys = (view: 'day' | 'week', day: string, of: Visit[]) =>
      columnsOf(view, day, [luis, gone], of, ZONE).map(({ key }) => key);
    expect(keys('week', '2026-11-25', visits)[0]).toBe('2026-11-23');
    expect(keys('day', '2026-11-23', visits)).toEqual(['luis']);
    const left = visits.map((one) => ({ ...one, resource: { id: 'gone', name: 'Gus' } }));
    expect(keys('day', '2026-11-23', left)).toEqual(['luis', 'gone']);
    expect(keys('day', '2026-11-24', left)).toEqual(['luis']);
  });
});
