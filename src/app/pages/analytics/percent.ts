import { localeOf } from '@/lib/language.ts';

/** `95.3%`; a dash of nothing. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '–';
  const format = new Intl.NumberFormat(localeOf(), { style: 'percent', maximumFractionDigits: 1 });
  return format.format(part / whole);
}
