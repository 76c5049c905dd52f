import type { AiLanguage } from './contracts/ai-profile.ts';
import { epochMs } from './instant.ts';

/** Dates, times and prices as a person says them on the phone, in the business's time zone. */

/** A moment for the AI: what it says, and what it may compare. */
export interface SpokenMoment {
  /** "Monday, November 23 at 9:00 a.m." */
  label: string;
  /** YYYY-MM-DD in the business's zone. */
  day: string;
  /** HH:MM in the business's zone, 24 hours. */
  time: string;
}

/** What the wall's clock shows at an instant. */
interface Wall {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

const DAY_MS = 86_400_000;

/**
 * @param instant ISO 8601
 * @param now ISO 8601; today and tomorrow are called so
 * @param timeZone IANA name; offsets and clock changes are its own
 * @throws RangeError for an unknown time zone
 */
export function spokenMoment(
  instant: string,
  now: string,
  language: AiLanguage,
  timeZone: string,
): SpokenMoment {
  const wall = wallOf(instant, timeZone);
  const today = wallOf(now, timeZone);
  const words = WORDS[language];
  const near = words.near[(midnightOf(wall) - midnightOf(today)) / DAY_MS];
  const date = words.date(namesOf(instant, language, timeZone), wall, today);
  return {
    label: `${near ? `${near}, ` : ''}${date} ${words.time(wall)}`,
    day: `${wall.year}-${two(wall.month)}-${two(wall.day)}`,
    time: `${two(wall.hour)}:${two(wall.minute)}`,
  };
}

/**
 * "145 dollars", "89 dollars and 50 cents".
 *
 * @param currency ISO 4217; one without spoken words keeps its code
 */
export function spokenPrice(cents: number, currency: string, language: AiLanguage): string {
  const whole = Math.trunc(cents / 100);
  const rest = cents % 100;
  const money = WORDS[language].money;
  const name = money.names[currency]?.[whole === 1 ? 0 : 1] ?? currency;
  return rest === 0 ? `${whole} ${name}` : `${whole} ${name} ${money.cents(rest)}`;
}

interface Words {
  /** Days from today to their word. */
  near: Record<number, string>;
  date(names: { weekday: string; month: string }, wall: Wall, today: Wall): string;
  time(wall: Wall): string;
  money: { names: Record<string, [one: string, many: string]>; cents(cents: number): string };
}

const WORDS: Record<AiLanguage, Words> = {
  en: {
    near: { 0: 'today', 1: 'tomorrow' },
    date: ({ weekday, month }, wall, today) =>
      `${weekday}, ${month} ${wall.day}${wall.year === today.year ? '' : `, ${wall.year}`}`,
    time: ({ hour, minute }) =>
      `at ${hour % 12 === 0 ? 12 : hour % 12}:${two(minute)} ${hour < 12 ? 'a.m.' : 'p.m.'}`,
    money: {
      names: {
        CAD: ['dollar', 'dollars'],
        USD: ['dollar', 'dollars'],
        EUR: ['euro', 'euros'],
      },
      cents: (cents) => `and ${cents} ${cents === 1 ? 'cent' : 'cents'}`,
    },
  },
  fr: {
    near: { 0: "aujourd'hui", 1: 'demain' },
    date: ({ weekday, month }, wall, today) =>
      `${weekday} ${wall.day === 1 ? '1er' : wall.day} ${month}${wall.year === today.year ? '' : ` ${wall.year}`}`,
    time: ({ hour, minute }) => `à ${hour} h${minute === 0 ? '' : ` ${two(minute)}`}`,
    money: {
      names: {
        CAD: ['dollar', 'dollars'],
        USD: ['dollar', 'dollars'],
        EUR: ['euro', 'euros'],
      },
      cents: (cents) => `et ${cents} ${cents === 1 ? 'cent' : 'cents'}`,
    },
  },
  es: {
    near: { 0: 'hoy', 1: 'mañana' },
    date: ({ weekday, month }, wall, today) =>
      `${weekday} ${wall.day} de ${month}${wall.year === today.year ? '' : ` de ${wall.year}`}`,
    time: spanishTime,
    money: {
      names: {
        CAD: ['dólar', 'dólares'],
        USD: ['dólar', 'dólares'],
        EUR: ['euro', 'euros'],
      },
      cents: (cents) => `con ${cents} ${cents === 1 ? 'centavo' : 'centavos'}`,
    },
  },
};

function spanishTime({ hour, minute }: Wall): string {
  const clock = hour % 12 === 0 ? 12 : hour % 12;
  const said = minute === 0 ? String(clock) : `${clock}:${two(minute)}`;
  return `${clock === 1 ? 'a la' : 'a las'} ${said} ${partOfSpanishDay(hour)}`;
}

function partOfSpanishDay(hour: number): string {
  if (hour < 6) return 'de la madrugada';
  if (hour < 12) return 'de la mañana';
  if (hour === 12) return 'del mediodía';
  return hour < 20 ? 'de la tarde' : 'de la noche';
}

function wallOf(instant: string, timeZone: string): Wall {
  const wall = { year: 0, month: 0, day: 0, hour: 0, minute: 0 };
  for (const { type, value } of clockFormat(timeZone).formatToParts(epochMs(instant))) {
    if (type in wall) wall[type as keyof Wall] = Number(value);
  }
  return wall;
}

function midnightOf({ year, month, day }: Wall): number {
  return Date.UTC(year, month - 1, day);
}

function namesOf(
  instant: string,
  language: AiLanguage,
  timeZone: string,
): { weekday: string; month: string } {
  const names = { weekday: '', month: '' };
  for (const { type, value } of nameFormat(language, timeZone).formatToParts(epochMs(instant))) {
    if (type in names) names[type as keyof typeof names] = value;
  }
  return names;
}

// Making a format costs more than all the rest, so they are kept.
const formats = new Map<string, Intl.DateTimeFormat>();

function clockFormat(timeZone: string): Intl.DateTimeFormat {
  return kept(timeZone, 'en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
}

function nameFormat(language: AiLanguage, timeZone: string): Intl.DateTimeFormat {
  const options = { timeZone, weekday: 'long', day: 'numeric', month: 'long' } as const;
  return kept(`${language} ${timeZone}`, language, options);
}

function kept(
  key: string,
  locale: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, format);
  return format;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
