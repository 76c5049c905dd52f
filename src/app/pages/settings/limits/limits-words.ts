import { localeOf } from '@/lib/language.ts';

/** Hundredths of a cent, as US dollars: Telnyx bills in them. */
export function money(hundredthsOfCent: number): string {
  return dollars(hundredthsOfCent / 10_000);
}

export function moneyOfCents(cents: number): string {
  return dollars(cents / 100);
}

function dollars(amount: number): string {
  return new Intl.NumberFormat(localeOf(), {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
  }).format(amount);
}

/** A country's name in the language of the screen. */
export function countryName(code: string): string {
  try {
    return new Intl.DisplayNames([localeOf()], { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** In the order of the language's alphabet. */
export function byName(one: string, other: string): number {
  return countryName(one).localeCompare(countryName(other), localeOf());
}

/** Whether a country is meant by what was typed: part of its name, without accents, or its code. */
export function isMeant(code: string, typed: string): boolean {
  const wanted = plain(typed);
  return wanted !== '' && (plain(countryName(code)).includes(wanted) || plain(code) === wanted);
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
