import type { CalendarSetup, OpenSpan } from '@/data/calendar-setup.queries.ts';
import { DAY_MINUTES, type IsoDay, weekdayNumber } from '@/lib/zoned-time.ts';

type Hours = Pick<CalendarSetup, 'weeklyHours' | 'holidays'>;

/** When a business is open on a day, in order; null when nobody entered any hours. */
export function openSpans(day: IsoDay, { weeklyHours, holidays }: Hours): OpenSpan[] | null {
  const holiday = holidays[day];
  if (holiday) return holiday.span ? [holiday.span] : [];
  return weeklyHours ? (weeklyHours[weekdayNumber(day)] ?? []) : null;
}

/** The parts of a stretch of a day in which a business is closed. */
export function closedSpans(open: readonly OpenSpan[] | null, range: OpenSpan): OpenSpan[] {
  if (open === null) return [];
  const closed: OpenSpan[] = [];
  let from = range.from;
  for (const span of open) {
    if (span.from > from) closed.push({ from, to: Math.min(span.from, range.to) });
    from = Math.max(from, span.to);
  }
  if (from < range.to) closed.push({ from, to: range.to });
  return closed.filter((span) => span.to > span.from);
}

const MARGIN = 60;
const USUAL: OpenSpan = { from: 480, to: 1080 };

/** The hours that a grid shows: those of opening and an hour more on both sides, and every visit. */
export function shownRange(
  open: readonly (readonly OpenSpan[] | null)[],
  visits: readonly OpenSpan[],
): OpenSpan {
  const spans = open.flatMap((ofDay) => ofDay ?? []);
  const hours = spans.length > 0 ? spans : [USUAL];
  const from = Math.min(
    ...hours.map((span) => span.from - MARGIN),
    ...visits.map((span) => span.from),
  );
  const to = Math.max(...hours.map((span) => span.to + MARGIN), ...visits.map((span) => span.to));
  return {
    from: Math.max(0, Math.floor(from / 60) * 60),
    to: Math.min(DAY_MINUTES, Math.ceil(to / 60) * 60),
  };
}
