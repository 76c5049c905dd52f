import type { VisitRefusal } from '@/data/appointment-commands.ts';
import type { Visit } from '@/data/calendar-visits.queries.ts';
import { localeOf } from '@/lib/language.ts';
import { clockOfMinute, dayWords, type IsoDay, wallTimeOf } from '@/lib/zoned-time.ts';
import { calendarCopy as copy } from './copy.ts';
import type { Segment } from './grid-columns.ts';

/** `9:00`, on the business's clock. */
function clockIn(at: number, timeZone: string): string {
  return clockOfMinute(wallTimeOf(at, timeZone).minute);
}

/** `9:00 to 10:30` */
export function spanWords(visit: Pick<Visit, 'startsAt' | 'endsAt'>, timeZone: string): string {
  return copy.span(clockIn(visit.startsAt, timeZone), clockIn(visit.endsAt, timeZone));
}

/** `Thu, Nov 26` */
export function shortDayWords(day: IsoDay): string {
  return dayWords(day, { weekday: 'short', month: 'short', day: 'numeric' }).replaceAll('.', '');
}

/** `Thu, Nov 26, 11:00` */
export function whenWords(at: number, timeZone: string): string {
  const { day, minute } = wallTimeOf(at, timeZone);
  return `${shortDayWords(day)}, ${clockOfMinute(minute)}`;
}

/** `$165`, `$164.50` */
export function priceWords(cents: number, currency: string): string {
  return new Intl.NumberFormat(localeOf(), {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: cents % 100 === 0 ? 0 : 2,
  }).format(cents / 100);
}

/** What a block shows by its looks alone: `not confirmed`, `booked by the AI`. */
export function remarksOf({ visit, isStart }: Segment): string[] {
  return [
    visit.status === 'confirmed' ? '' : copy.remarks[visit.status],
    visit.isBookedByAi ? copy.remarks.ai : '',
    isStart ? '' : copy.remarks.fromDayBefore,
  ].filter(Boolean);
}

/** Why a visit was refused, in a sentence. */
export function refusalWords(
  reason: VisitRefusal,
  technicianName: string,
  other: { title: string; clientName: string | null } | null,
): string {
  if (reason !== 'conflict') return copy.refusal[reason];
  const what = other ? [other.title, other.clientName].filter(Boolean).join(', ') : null;
  return copy.refusal.conflict(technicianName, what);
}

/** `November 23 to 29`, `November 30 to December 6` */
export function weekWords(days: readonly IsoDay[]): string {
  const [first = '', last = ''] = [days[0], days.at(-1)];
  const month = { month: 'long', day: 'numeric' } as const;
  const isOneMonth = first.slice(0, 7) === last.slice(0, 7);
  const endOf = (day: IsoDay) => ({ date: dayWords(day, month), day: Number(day.slice(8)) });
  return copy.period(endOf(first), endOf(last), isOneMonth);
}
