import { describe, expect, it } from 'vitest';
import type { Appointment } from '@/data/appointments.queries.ts';
import { historyRow } from '@/testing/history-row.ts';
import { nextVisit, timeline } from './timeline.ts';

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

const none = { calls: [], notes: [], appointments: [], tasks: [] };

describe('the timeline', () => {
  it('groups by day, newest day first, and tells a day in its order', () => {
    const calls = [
      historyRow({ id: 'late', startedAt: at(24, 11) }),
      historyRow({ id: 'early', startedAt: at(24, 9) }),
      historyRow({ id: 'before', startedAt: at(18, 9) }),
    ];
    const days = timeline({ ...none, calls }, 'all', now);
    expect(days.map(({ heading }) => heading)).toEqual(['Today', 'Wednesday, November 18']);
    expect(days[0]?.entries.map(({ id }) => id)).toEqual(['early', 'late']);
  });

  it('puts a coming visit where it was booked, and a past one where it took place', () => {
    const appointments = [
      visit({ id: 'coming' }),
      visit({ id: 'past', startsAt: at(18, 9), endsAt: at(18, 10), createdAt: at(2, 9) }),
    ];
    const days = timeline({ ...none, appointments }, 'visits', now);
    expect(days.map(({ heading, entries }) => [heading, entries[0]?.kind])).toEqual([
      ['Today', 'booking'],
      ['Wednesday, November 18', 'visit'],
    ]);
  });

  it('shows only the chosen kind', () => {
    const source = { ...none, calls: [historyRow({ startedAt: at(24, 9) })] };
    expect(timeline(source, 'notes', now)).toEqual([]);
    expect(timeline(source, 'calls', now)).toHaveLength(1);
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
