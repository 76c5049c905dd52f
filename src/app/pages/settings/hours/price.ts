import { localeOf } from '@/lib/language.ts';
/** `$145` or `$145.50`, in the locale of the business. */
export function priceWords(cents: number, currency: string): string {
  return new Intl.NumberFormat(localeOf(), {
    style: 'currency',
    currency,
    minimumFractionDigits: cents % 100 === 0 ? 0 : 2,
  }).format(cents / 100);
}

/** Cents of what a person types (`145`, `145.50`, `$145`); null for nothing, NaN for what is no price. */
export function parsePrice(text: string): number | null {
  const typed = text.replaceAll(/[\s$]/g, '').replace(',', '.');
  if (typed === '') return null;
  return /^\d{1,6}(\.\d{1,2})?$/.test(typed) ? Math.round(Number(typed) * 100) : Number.NaN;
}

/** What the field shows of stored cents. */
export function priceField(cents: number | null): string {
  if (cents === null) return '';
  return cents % 100 === 0 ? String(cents / 100) : (cents / 100).toFixed(2);
}
