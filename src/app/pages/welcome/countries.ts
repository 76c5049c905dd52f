/** Groups of countries, private codes and islands without numbering of their own. */
const NO_COUNTRIES = new Set(['AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UN']);
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** ISO 3166 alpha-2 codes that this browser knows a country of today for. */
function countryCodes(): string[] {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  return LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter((code) => {
    if (NO_COUNTRIES.has(code) || /^(X[A-JL-Z]|ZZ|AA|Q[M-Z])$/.test(code)) return false;
    // A code of yesterday (DD, SU) is another one today.
    return names.of(code) !== undefined && new Intl.Locale(`und-${code}`).region === code;
  });
}

/** Every country by its name in a language, sorted as that language does. */
export function countriesIn(locale: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  return countryCodes()
    .map((code) => ({ value: code, label: names.of(code) ?? code }))
    .toSorted((one, other) => one.label.localeCompare(other.label, locale));
}

/** Where this browser seems to be: the region that it speaks for. */
export function likelyCountry(tag: string): string {
  return new Intl.Locale(tag).maximize().region ?? 'CA';
}

/** Time zones as a list; the browser's own is among them even where its name is an older one. */
export function timeZones(own: string): { value: string; label: string }[] {
  const all = new Set([own, ...Intl.supportedValuesOf('timeZone')]);
  return [...all]
    .toSorted((one, other) => one.localeCompare(other, 'en'))
    .map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));
}
