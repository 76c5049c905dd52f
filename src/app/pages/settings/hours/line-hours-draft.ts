import type { ClosedOutcome, LineHours, LineHoursChange } from '@/data/line-hours.queries.ts';
import type { Holiday, OpeningTime } from '@/data/opening-hours.queries.ts';
import { displayNumber } from '@core/e164.ts';
import { openingProblem } from './opening-problems.ts';

/** A line's hours as they are being edited. */
export interface LineHoursDraft {
  usesOwnHours: boolean;
  week: OpeningTime[];
  holidays: Holiday[];
  outcome: ClosedOutcome;
  message: string;
  /** As typed. */
  forwardTo: string;
}

/** A working week, for a line that gets hours of its own. */
const FIRST_WEEK = [1, 2, 3, 4, 5].map((weekday) => ({
  weekday,
  opensAt: '08:00',
  closesAt: '17:00',
}));

/** On the screen a stretch has an id; in the database its day and beginning are enough. */
const withIds = (week: readonly Omit<OpeningTime, 'id'>[]): OpeningTime[] =>
  week.map((time) => ({ ...time, id: `${time.weekday}-${time.opensAt}` }));

export function draftOf(line: LineHours): LineHoursDraft {
  return {
    usesOwnHours: line.usesOwnHours,
    week: withIds(line.week),
    holidays: line.holidays,
    outcome: line.closedOutcome,
    message: line.closedMessage ?? '',
    forwardTo: line.forwardTo ? displayNumber(line.forwardTo) : '',
  };
}

/** The first time it begins with a working week: nobody wants a line that is always closed. */
export function withOwnHours(draft: LineHoursDraft, usesOwnHours: boolean): LineHoursDraft {
  const isFirst = usesOwnHours && draft.week.length === 0;
  return { ...draft, usesOwnHours, ...(isFirst ? { week: withIds(FIRST_WEEK) } : {}) };
}

/** @param forwardTo E.164; null where the draft has none that can be called */
export function changeOf(
  numberId: string,
  draft: LineHoursDraft,
  forwardTo: string | null,
): LineHoursChange {
  return {
    numberId,
    usesOwnHours: draft.usesOwnHours,
    closedOutcome: draft.outcome,
    closedMessage: draft.message.trim() || null,
    week: draft.week.map(({ weekday, opensAt, closesAt }) => ({ weekday, opensAt, closesAt })),
    holidays: draft.holidays,
    ...(draft.outcome === 'forward' ? { forwardTo } : {}),
  };
}

/** Hours that overlap or end before they begin. */
export function hasWeekProblem({ usesOwnHours, week }: LineHoursDraft): boolean {
  return usesOwnHours && week.some((time) => openingProblem(time, week) !== null);
}

/** The AI has the caller first while the line is closed. */
export function answersClosed({ enabled, mode }: LineHours['ai']): boolean {
  return enabled && mode !== 'overflow';
}
