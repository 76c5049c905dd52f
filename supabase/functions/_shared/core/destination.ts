/** Where may be called. Checked on the server before any dial [I11]. */

export type DestinationCheck =
  | { ok: true }
  | { ok: false; reason: 'country_not_allowed' | 'premium_number' };

/** North American numbers that cost the caller extra: 900 anywhere, 976 exchanges. */
const NORTH_AMERICAN_PREMIUM = /^\+1(?:900\d{7}|\d{3}976\d{4})$/;

/** Countries that share +1 with the US and Canada are told apart by the number's library. */
export function checkDestination(
  to: { e164: string; country: string | null },
  allowedCountries: readonly string[],
): DestinationCheck {
  if (NORTH_AMERICAN_PREMIUM.test(to.e164)) return { ok: false, reason: 'premium_number' };
  if (to.country === null || !allowedCountries.includes(to.country)) {
    return { ok: false, reason: 'country_not_allowed' };
  }
  return { ok: true };
}
