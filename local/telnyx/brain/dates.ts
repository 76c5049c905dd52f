import { addDays, isDay, nextDate, weekdayOf } from './calendar.ts';
import type { Day } from './calendar.ts';
import { isIn, spansOf, without } from './normalise.ts';
import type { Heard, Span } from './normalise.ts';
import { findTimes } from './times.ts';
import type { DateWords } from './words-shape.ts';

export type PartOfDay = 'morning' | 'afternoon';

/** When the caller wants to come, as far as it was said. */
export interface When {
  from: Day | null;
  to: Day | null;
  part: PartOfDay | null;
  /** Minutes after midnight: at that time, or not before it. */
  atMinutes: number | null;
  afterMinutes: number | null;
  /** "Any time", "as soon as possible". */
  isAnyTime: boolean;
}

export interface FoundDates extends When {
  /** Each day or range that was named, in the order of speech. */
  days: { from: Day; to: Day; at: number }[];
  /** What was said of it, for cutting it out. */
  spans: Span[];
}

interface Search {
  rest: Heard;
  today: Day;
  days: FoundDates['days'];
  spans: Span[];
}

function take(
  search: Search,
  matcher: RegExp,
  read: (match: RegExpExecArray) => [Day, Day] | null,
) {
  for (const match of search.rest.plain.matchAll(matcher)) {
    const range = read(match);
    if (range === null) continue;
    const span = { start: match.index, end: match.index + match[0].length };
    search.days.push({ from: range[0], to: range[1], at: span.start });
    search.spans.push(span);
    search.rest = without(search.rest, [span]);
  }
}

const one = (day: Day | null): [Day, Day] | null => (day === null ? null : [day, day]);

const numberOf = (words: DateWords, said: string | undefined): number | null => {
  if (said === undefined) return null;
  const digits = /^\d+/.exec(said);
  return digits ? Number(digits[0]) : (words.numbers[said.replace(/ +/g, ' ')] ?? null);
};

function takeWeeks(search: Search, words: DateWords): void {
  const { today } = search;
  const toSunday = 6 - weekdayOf(today);
  const saturday = addDays(today, Math.max(0, 5 - weekdayOf(today)));
  take(search, words.nextWeek, () => [addDays(today, toSunday + 1), addDays(today, toSunday + 7)]);
  // On a Sunday the week that is meant is the one that comes.
  take(search, words.thisWeek, () => [today, addDays(today, toSunday === 0 ? 7 : toSunday)]);
  take(search, words.weekend, () => [saturday, addDays(today, toSunday)]);
}

/** A weekday is the first one after today; with "next", the one in the next week from Monday on. */
function takeWeekdays(search: Search, words: DateWords): void {
  const { today } = search;
  words.weekdays.forEach((name, weekday) => {
    for (const span of spansOf(name, search.rest)) {
      const before = nearest(search.rest, words.nextBefore, span, 'before');
      const after = nearest(search.rest, words.nextAfter, span, 'after');
      const isNext = before !== null || after !== null;
      const ahead = ((weekday - weekdayOf(today) + 6) % 7) + 1;
      const day = isNext ? addDays(today, 7 - weekdayOf(today) + weekday) : addDays(today, ahead);
      const whole = { start: (before ?? span).start, end: (after ?? span).end };
      search.days.push({ from: day, to: day, at: span.start });
      search.spans.push(whole);
      search.rest = without(search.rest, [whole]);
    }
  });
}

/** Where `matcher` stands right beside a place, with nothing but spaces between. */
function nearest(heard: Heard, matcher: RegExp | null, span: Span, side: 'before' | 'after') {
  if (matcher === null) return null;
  const isBeside = (found: Span): boolean =>
    side === 'before'
      ? found.end <= span.start && heard.plain.slice(found.end, span.start).trim() === ''
      : found.start >= span.end && heard.plain.slice(span.end, found.start).trim() === '';
  return spansOf(matcher, heard).find(isBeside) ?? null;
}

function takeMonthDays(search: Search, words: DateWords): void {
  for (const matcher of words.monthDays) {
    take(search, matcher, ({ groups }) => {
      const day = numberOf(words, groups?.['day']);
      const said = groups?.['month'];
      const month =
        said === undefined ? null : words.months.findIndex((name) => said.search(name) === 0) + 1;
      return day === null || month === 0 ? null : one(nextDate(search.today, month, day));
    });
  }
}

function takeDistances(search: Search, words: DateWords): void {
  const { today } = search;
  take(search, words.inDays, ({ groups }) => {
    const days = numberOf(words, groups?.['count']);
    return days === null ? null : one(addDays(today, days));
  });
  take(search, words.inWeeks, ({ groups }) => {
    const weeks = numberOf(words, groups?.['count']);
    if (weeks === null) return null;
    const monday = addDays(today, weeks * 7 - weekdayOf(today));
    return [monday, addDays(monday, 6)];
  });
  for (const [matcher, days] of words.relative)
    take(search, matcher, () => one(addDays(today, days)));
}

/**
 * Reads days, parts of the day and times.
 * @param today YYYY-MM-DD in the business's zone; where it is missing, nothing relative is understood
 */
export function findDates(said: Heard, words: DateWords, today: string): FoundDates {
  const heard = without(said, spansOf(words.noTimes, said));
  const search: Search = { rest: heard, today, days: [], spans: [] };
  const parts = findPart(heard, words);
  if (isDay(today)) {
    take(search, /(?<!\d)\d{4} \d\d \d\d(?!\d)/g, ([text]) => {
      const day = text.replaceAll(' ', '-');
      return isDay(day) ? [day, day] : null;
    });
    takeDistances(search, words);
    takeMonthDays(search, words);
    // "next week" after a weekday belongs to the weekday.
    takeWeekdays(search, words);
    takeWeeks(search, words);
  }
  const times = findTimes(search.rest, words, parts.part);
  const days = search.days.toSorted((a, b) => a.at - b.at);
  const anyTime = spansOf(words.anyTime, search.rest);
  return {
    from: days.map(({ from }) => from).toSorted()[0] ?? null,
    to:
      days
        .map(({ to }) => to)
        .toSorted()
        .at(-1) ?? null,
    part: parts.part ?? times.part,
    atMinutes: times.atMinutes,
    afterMinutes: times.afterMinutes,
    isAnyTime: anyTime.length > 0,
    days,
    spans: [...search.spans, ...parts.spans, ...times.spans, ...anyTime],
  };
}

function findPart(heard: Heard, words: DateWords): { part: PartOfDay | null; spans: Span[] } {
  const spans = [words.morning, words.afternoon, words.evening].flatMap((part) =>
    spansOf(part, heard),
  );
  const isMorning = isIn(words.morning, heard);
  // Nobody works at night: an evening is a late afternoon.
  const isLater = isIn(words.afternoon, heard) || isIn(words.evening, heard);
  if (isMorning === isLater) return { part: null, spans };
  return { part: isMorning ? 'morning' : 'afternoon', spans };
}

/** Whether anything about the time was said. */
export function saysWhen(when: When): boolean {
  return (
    when.from !== null ||
    when.part !== null ||
    when.atMinutes !== null ||
    when.afterMinutes !== null ||
    when.isAnyTime
  );
}
