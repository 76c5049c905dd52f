import type { AiLanguage } from './contracts/ai-profile.ts';

export interface WeekHours {
  /** 0 is Sunday. */
  weekday: number;
  /** `HH:MM`. */
  opensAt: string;
  closesAt: string;
}

const WORDS: Record<
  AiLanguage,
  { days: string[]; span: string; from: string; to: string; and: string; closed: string }
> = {
  en: {
    days: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
    span: ' to ',
    from: ' from ',
    to: ' to ',
    and: ' and ',
    closed: 'no fixed hours',
  },
  fr: {
    days: ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'],
    span: ' à ',
    from: ' de ',
    to: ' à ',
    and: ' et ',
    closed: "pas d'heures fixes",
  },
  es: {
    days: ['domingo', 'lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado'],
    span: ' a ',
    from: ' de ',
    to: ' a ',
    and: ' y ',
    closed: 'sin horario fijo',
  },
};

/** "Monday to Friday from 8:00 to 18:00, Saturday from 9:00 to 13:00". */
export function openHoursWords(hours: readonly WeekHours[], language: AiLanguage): string {
  const words = WORDS[language];
  const timesOf = (weekday: number) =>
    hours
      .filter((one) => one.weekday === weekday)
      .map((one) => `${words.from.trim()} ${clock(one.opensAt)}${words.to}${clock(one.closesAt)}`)
      .join(words.and);
  const runs: { first: number; last: number; times: string }[] = [];
  // The week begins on Monday; a run of equal days is said as one.
  for (const weekday of [1, 2, 3, 4, 5, 6, 0]) {
    const times = timesOf(weekday);
    const run = runs.at(-1);
    const isNext = run !== undefined && (run.last + 1) % 7 === weekday;
    if (isNext && run.times === times) run.last = weekday;
    else if (times !== '') runs.push({ first: weekday, last: weekday, times });
  }
  if (runs.length === 0) return words.closed;
  return runs
    .map(({ first, last, times }) => {
      const [from, to] = [words.days[first] ?? '', words.days[last] ?? ''];
      return `${first === last ? from : `${from}${words.span}${to}`} ${times}`;
    })
    .join(', ');
}

/** "08:00" as it is said: "8:00". */
function clock(time: string): string {
  return time.replace(/^0(?=\d)/, '');
}
