import { describe, expect, it } from 'vitest';
import type { Appointment } from '@/data/appointments.queries.ts';
import type { TimelineEntry } from '@/data/client-timeline.queries.ts';
import { byDay, nextVisit } from './timeline.ts';

const now = new Date(2026, 10, 24, 12).getTime();
const at = (day: number, hour: number) => new Date(2026, 10, day, hour).toISOString();

function visit(changes: Partial<Appointment>): Appointment {
  return {
    id: 'visit',
    title: 'Drain',
    startsAt: at(26, 9),
    endsAt: at(26, 10),
    createdAt: at(24, 10),
    status: 'confirmed',
    client: { id: 'client-1', name: 'Maria Lopez' },
    resource: { id: 'luis', name: 'Luis' },
    ...changes,
  };
}

const note = (id: string, moment: string): TimelineEntry => ({
  kind: 'note',
  id,
  at: moment,
  note: { body: id, editedAt: null, author: { id: 'ana', name: 'Ana' } },
});

describe('the timeline', () => {
  it('groups by day, newest first throughout', () => {
    const days = byDay(
      [note('late', at(24, 11)), note('early', at(24, 9)), note('before', at(18, 9))],
      now,
    );
    expect(days.map(({ heading }) => heading)).toEqual(['Today', 'Wednesday, November 18']);
    expect(days[0]?.entries.map(({ id }) => id)).toEqual(['late', 'early']);
  });
});

describe('the next visit', () => {
  it('is the soonest that is neither over nor cancelled', () => {
    const visits = [
      visit({ id: 'over', startsAt: at(24, 8), endsAt: at(24, 9) }),
      visit({ id: 'cancelled', startsAt: at(25, 8), endsAt: at(25, 9), status: 'cancelled' }),
      visit({ id: 'later', startsAt: at(27, 8), endsAt: at(27, 9) }),
      visit({ id: 'next' }),
    ];
    expect(nextVisit(visits, now)?.id).toBe('next');
    expect(nextVisit([], now)).toBeNull();
  });
});
