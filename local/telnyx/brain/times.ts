import { spansOf } from './normalise.ts';
import type { Heard, Span } from './normalise.ts';
import type { DateWords } from './words-shape.ts';

export interface FoundTimes {
  /** Minutes after midnight. */
  atMinutes: number | null;
  afterMinutes: number | null;
  part: 'morning' | 'afternoon' | null;
  spans: Span[];
}

const NOON = 12 * 60;

function numberOf(words: DateWords, said: string | undefined): number | null {
  if (said === undefined) return null;
  const digits = /^\d+$/.exec(said);
  return digits ? Number(said) : (words.numbers[said.replace(/ +/g, ' ')] ?? null);
}

interface Clue {
  isMorning: boolean;
  isLater: boolean;
}

/** 24-hour minutes; without a clue 1 to 6 is after noon: nobody is visited at night. */
function minutesOf(hour: number, minute: number, { isMorning, isLater }: Clue): number | null {
  if (hour > 23 || minute > 59) return null;
  let full = hour;
  if (isLater && hour < 12) full += 12;
  else if (isMorning && hour === 12) full = 0;
  else if (!isMorning && !isLater && hour >= 1 && hour <= 6) full += 12;
  return full * 60 + minute;
}

function readClock(match: RegExpExecArray, words: DateWords, clue: Clue): number | null {
  const { hour, minute, half, am, pm } = match.groups ?? {};
  const said: Clue = {
    isMorning: am !== undefined || (pm === undefined && clue.isMorning),
    isLater: pm !== undefined || (am === undefined && clue.isLater),
  };
  const halfHour = numberOf(words, half);
  if (halfHour !== null) return minutesOf(halfHour, 30, said);
  const whole = numberOf(words, hour);
  return whole === null ? null : minutesOf(whole, numberOf(words, minute) ?? 0, said);
}

function clueOf(heard: Heard, words: DateWords, part: 'morning' | 'afternoon' | null): Clue {
  const isPm = heard.plain.search(words.pm) !== -1;
  const isAm = heard.plain.search(words.am) !== -1;
  return {
    isLater: isPm || (!isAm && part === 'afternoon'),
    isMorning: !isPm && (isAm || part === 'morning'),
  };
}

/** The first clock time in what was said; `bare` also takes a lone number as an hour. */
export function findClock(
  heard: Heard,
  words: DateWords,
  part: 'morning' | 'afternoon' | null,
  matchers: readonly RegExp[] = words.clock,
): { minutes: number; span: Span } | null {
  const clue = clueOf(heard, words, part);
  for (const matcher of matchers) {
    for (const match of heard.plain.matchAll(matcher)) {
      const minutes = readClock(match, words, clue);
      const span = { start: match.index, end: match.index + match[0].length };
      if (minutes !== null) return { minutes, span };
    }
  }
  const noon = spansOf(words.noon, heard)[0];
  return noon ? { minutes: NOON, span: noon } : null;
}

/** Reads "at 9", "after 2 p.m.", "before noon". */
export function findTimes(
  heard: Heard,
  words: DateWords,
  part: 'morning' | 'afternoon' | null,
): FoundTimes {
  const clock = findClock(heard, words, part);
  if (clock === null) return { atMinutes: null, afterMinutes: null, part: null, spans: [] };
  const { minutes, span } = clock;
  // "after 2": the word may be part of what was read as the time, or stand before it.
  const around = { text: '', plain: heard.plain.slice(Math.max(0, span.start - 16), span.end) };
  const isAfter = around.plain.search(words.after) !== -1;
  const isBefore = !isAfter && around.plain.search(words.before) !== -1;
  const lead = [words.after, words.before]
    .flatMap((word) => spansOf(word, heard))
    .filter(
      ({ end, start }) => start < span.start && heard.plain.slice(end, span.start).trim() === '',
    );
  const spans = [span, ...lead];
  if (isAfter) {
    return {
      atMinutes: null,
      afterMinutes: minutes,
      part: minutes >= NOON ? 'afternoon' : null,
      spans,
    };
  }
  if (isBefore) {
    return { atMinutes: null, afterMinutes: null, part: minutes <= NOON ? 'morning' : null, spans };
  }
  return {
    atMinutes: minutes,
    afterMinutes: null,
    part: minutes < NOON ? 'morning' : 'afternoon',
    spans,
  };
}
