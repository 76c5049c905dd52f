import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';

/**
 * The one gate for numbers that people type, paste or import. Inside, a number is E.164 or it is not
 * a number; two numbers are the same when their E.164 is. (Numbers from Telnyx pass `wireNumber`.)
 */
export type ParsedNumber =
  | { ok: true; e164: string; country: string | null; national: string }
  | { ok: false; reason: 'empty' | 'not_a_number' | 'too_short' | 'too_long' };

/**
 * Parses any format a person writes, such as "(416) 555-0123", "+1 416.555.0123", "tel:416-555-0123 ext. 4"
 * or "011 44 20 7946 0958". An extension is dropped.
 *
 * @param defaultCountry ISO 3166 alpha-2, for numbers written without a country.
 */
export function parseNumber(input: string, defaultCountry: string = 'CA'): ParsedNumber {
  // Contacts and web pages paste invisible marks of writing direction along.
  const visible = input.normalize('NFKC').replace(/\p{Cf}/gu, '');
  const text = visible.replace(/^\s*tel:/i, '').trim();
  if (text === '') return { ok: false, reason: 'empty' };
  const parsed = parsePhoneNumberFromString(text, {
    defaultCountry: defaultCountry as CountryCode,
    extract: false,
  });
  const digits = text.replace(/\D/g, '').length;
  if (!parsed) return { ok: false, reason: whyUnparsed(text, digits) };
  if (!parsed.isPossible() || isLocalOnly(parsed)) {
    return { ok: false, reason: digits < 10 ? 'too_short' : 'too_long' };
  }
  return {
    ok: true,
    e164: parsed.number,
    country: parsed.country ?? null,
    national: parsed.formatNational(),
  };
}

/** Seven digits are dialled within one area only; without the area nobody can be called. */
function isLocalOnly(parsed: { countryCallingCode: string; nationalNumber: string }): boolean {
  return parsed.countryCallingCode === '1' && parsed.nationalNumber.length < 10;
}

function whyUnparsed(text: string, digits: number): 'not_a_number' | 'too_short' | 'too_long' {
  if (/[^\d\s().+\-/#*,;x]/i.test(text) || digits === 0) return 'not_a_number';
  return digits < 7 ? 'too_short' : digits > 15 ? 'too_long' : 'not_a_number';
}
