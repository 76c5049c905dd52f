import { useSearchParams } from 'react-router';
import { addIsoDays, type IsoDay, parseIsoDay } from '@/lib/zoned-time.ts';

export type CalendarView = 'day' | 'week';

export interface CalendarAddress {
  view: CalendarView;
  day: IsoDay;
  setView: (view: CalendarView) => void;
  /** Null: whichever day is today. */
  setDay: (day: IsoDay | null) => void;
  /** A day or a week on or back. */
  step: (steps: number, by: CalendarView) => void;
}

/** What the calendar shows, kept in the address: `?view=day&date=2026-11-23`. */
export function useCalendarAddress(today: IsoDay): CalendarAddress {
  const [params, setParams] = useSearchParams();
  const view = params.get('view') === 'day' ? 'day' : 'week';
  const day = parseIsoDay(params.get('date')) ?? today;
  const write = (name: string, value: string | null) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === null) next.delete(name);
        else next.set(name, value);
        return next;
      },
      { preventScrollReset: true },
    );
  return {
    view,
    day,
    setView: (next) => write('view', next === 'week' ? null : next),
    setDay: (next) => write('date', next),
    step: (steps, by) => write('date', addIsoDays(day, steps * (by === 'week' ? 7 : 1))),
  };
}
