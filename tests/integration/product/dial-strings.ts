import examples from 'libphonenumber-js/examples.mobile.json';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** What a fraudster's bot tries: numbers all over the world, dear kinds, and what may slip through. */

const DEAR = [
  '+19005550123',
  '+14169760123',
  '+18765230123',
  '+18095550123',
  '+12423590123',
  '+881612345678',
  '+882130012345',
  '+979112345678',
  '+449098790123',
  '+447012345678',
  '+5378555555',
  '+2526123456',
];
const ODD = [
  '911',
  '112',
  '*67 416 555 0123',
  '011 37126550123',
  '00371 26550123',
  '+1 416 555 0123,,37126550123#',
  'tel:+37126550123;ext=1',
  'sip:+37126550123@sip.telnyx.com',
  '+1٤١٦٥٥٥٠١٢٣',
  '+\u200b37126550123',
  '+1416555012345678',
  '1-900-555-0123',
  '+0014165550123',
  "+14165550123'; drop table telnyx_calls; --",
];

const ABROAD = Object.entries(examples).flatMap(([country, national]) => {
  const parsed = parsePhoneNumberFromString(national, country as 'CA');
  return parsed ? [parsed.number as string] : [];
});

/**
 * The bot's nth try, the same at every run.
 *
 * @param allowed numbers that the business may call; every fourth try is one of them
 */
export function dialString(n: number, allowed: readonly string[]): string {
  if (n % 4 === 0) return allowed[(n / 4) % allowed.length] ?? '';
  if (n % 4 === 1) return [...DEAR, ...ODD][((n - 1) / 4) % (DEAR.length + ODD.length)] ?? '';
  return ABROAD[(n * 7) % ABROAD.length] ?? '';
}

/** Whether the library says that a number is in one of these countries and of no dear kind. */
export function isWithin(e164: string, countries: readonly string[]): boolean {
  const parsed = parsePhoneNumberFromString(e164);
  const type = parsed?.getType() ?? 'none';
  const isPlain = ['FIXED_LINE', 'MOBILE', 'FIXED_LINE_OR_MOBILE', 'VOIP', 'TOLL_FREE'];
  const is976 = /^\+1\d{3}976/.test(e164);
  return countries.includes(parsed?.country ?? '') && isPlain.includes(type) && !is976;
}
