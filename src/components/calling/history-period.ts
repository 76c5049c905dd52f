import { addDays, startOfDay } from '@/lib/dates.ts';

export const CALL_PERIODS = ['any', 'today', 'yesterday', '7d', '30d', '90d'] as const;
export type CallPeriod = (typeof CALL_PERIODS)[number];

const DAYS: Record<string, number> = { '7d': 7, '30d': 30, '90d': 90 };

/**
 * From when to when a period of the filter is, on the clock of the business: whole days, the last one
 * included. Nothing for "any" and for what is none.
 *
 * @param period one of CALL_PERIODS, or two days: `2026-11-01..2026-11-30`
 */
export function periodOf(period: string, now: number): { from?: string; to?: string } {
  const days = DAYS[period];
  if (days !== undefined) return { from: iso(addDays(now, 1 - days)) };
  if (period === 'today') return { from: iso(startOfDay(now)) };
  if (period === 'yesterday') return { from: iso(addDays(now, -1)), to: iso(startOfDay(now)) };
  const chosen = daysOf(period);
  if (!chosen) return {};
  // Noon in UTC is on its day wherever such a business is.
  return {
    from: iso(startOfDay(`${chosen[0]}T12:00:00Z`)),
    to: iso(addDays(`${chosen[1]}T12:00:00Z`, 1)),
  };
}

/** The two days of a period that was chosen by hand; null where it is none. */
export function daysOf(period: string): [first: string, last: string] | null {
  const match = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(period);
  const [, first = '', last = ''] = match ?? [];
  const isReal = !Number.isNaN(Date.parse(first)) && !Number.isNaN(Date.parse(last));
  return match && isReal && first <= last ? [first, last] : null;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
