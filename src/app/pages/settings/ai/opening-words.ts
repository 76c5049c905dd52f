import type { KnownFacts } from '@/data/ai-dispatcher-reader.queries.ts';
import { copyNow } from '@/lib/language.ts';
import { clockOfMinute, parseClock } from '@/lib/zoned-time.ts';

const en = {
  days: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
  span: (from: string, to: string) => `${from} to ${to}`,
};
const fr: typeof en = {
  days: ['dim.', 'lun.', 'mar.', 'mer.', 'jeu.', 'ven.', 'sam.'],
  span: (from, to) => `${from} à ${to}`,
};
const MONDAY_FIRST = [1, 2, 3, 4, 5, 6, 0];

/** Opening times in a few words: `Mon to Fri 8–18`, `Sat 9–13`; days with the same times together. */
export function openingWords(hours: KnownFacts['hours']): string[] {
  const runs: { from: number; to: number; times: string }[] = [];
  for (const weekday of MONDAY_FIRST) {
    const times = hours
      .filter((row) => row.weekday === weekday)
      .map((row) => `${shortClock(row.opensAt)}–${shortClock(row.closesAt)}`)
      .join(', ');
    const last = runs.at(-1);
    const follows = last && last.times === times && (last.to + 1) % 7 === weekday;
    if (follows) last.to = weekday;
    else if (times !== '') runs.push({ from: weekday, to: weekday, times });
  }
  const { days, span } = copyNow({ en, fr });
  return runs.map(({ from, to, times }) => {
    const day = days[from] ?? '';
    return `${from === to ? day : span(day, days[to] ?? '')} ${times}`;
  });
}

/** `08:00:00` as `8`, `08:30:00` as `8:30`. */
function shortClock(time: string): string {
  return clockOfMinute(parseClock(time) ?? 0).replace(/:00$/, '');
}
