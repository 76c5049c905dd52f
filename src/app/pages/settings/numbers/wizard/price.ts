import { localeOf } from '@/lib/language.ts';

/** An amount as the reader writes it. @param amount a decimal such as "1.0000" */
export function priceText(amount: string, currency: string): string {
  try {
    return new Intl.NumberFormat(localeOf(), { style: 'currency', currency }).format(
      Number(amount),
    );
  } catch {
    // Not a currency that this browser knows.
    return `${amount} ${currency}`;
  }
}
