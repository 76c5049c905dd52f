import { useSearchParams } from 'react-router';
import { addIsoDays, type IsoDay, parseIsoDay, weekdayNumber } from '@/lib/zoned-time.ts';

export type CalendarView = 'day' | 'week';

export interface CalendarAddress {
  view: CalendarView;
  day: IsoDay;
  setView: (view: CalendarView) => void;
  setDay: (day: IsoDay) => void;
  goToToday: () => void;
  /** A day or a week on or back. */
  step: (steps: number, by: CalendarView) => void;
}

/** On a Sunday on which nobody works, the week that matters begins tomorrow. */
function weekToCome(today: IsoDay, worksSundays: boolean): IsoDay {
  return weekdayNumber(today) === 0 && !worksSundays ? addIsoDays(today, 1) : today;
}

/**
 * What the calendar shows, kept in the address: `?view=day&date=2026-11-23`.
 *
 * @param options.hasOneDay there is room for one day only
 */
export function useCalendarAddress(
  today: IsoDay,
  options: { worksSundays: boolean; hasOneDay: boolean },
): CalendarAddress {
  const [params, setParams] = useSearchParams();
  const view = params.get('view') === 'day' ? 'day' : 'week';
  const isWeek = view === 'week' && !options.hasOneDay;
  const home = isWeek ? weekToCome(today, options.worksSundays) : today;
  const day = parseIsoDay(params.get('date')) ?? home;
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
    goToToday: () => write('date', home === today ? null : today),
    step: (steps, by) => write('date', addIsoDays(day, steps * (by === 'week' ? 7 : 1))),
  };
}
