import metadata from 'libphonenumber-js/metadata.max.json';

/** A row of `app.number_plans`. */
export interface NumberPlanRow {
  callingCode: string;
  /** In which order the countries of a calling code are tried. */
  position: number;
  /** ISO 3166 alpha-2; '001' for codes of no country (satellites, international freephone). */
  country: string;
  leadingDigits: string | null;
  /** Number type -> pattern of the national number. */
  types: Record<string, string>;
}

/** In the order of the metadata's list of types. */
const TYPES = [
  'fixed_line',
  'mobile',
  'toll_free',
  'premium_rate',
  'personal_number',
  'voicemail',
  'uan',
  'pager',
  'voip',
  'shared_cost',
];

type Plan = readonly unknown[];
interface Metadata {
  country_calling_codes: Record<string, string[]>;
  countries: Record<string, Plan>;
  nonGeographic: Record<string, Plan>;
}

/** Where leading digits and types stand in a plan (libphonenumber-js, metadata version 4). */
const LEADING_DIGITS = 10;
const TYPE_PATTERNS = 11;

/** What the number's library knows of every country's numbers, as `app.number_plans` holds it. */
export function numberPlanRows(): NumberPlanRow[] {
  const {
    country_calling_codes: codes,
    countries,
    nonGeographic,
  } = metadata as unknown as Metadata;
  return [
    ...Object.entries(codes).flatMap(([callingCode, members]) =>
      members.map((country, position) =>
        row(callingCode, position, country, countries[country] ?? []),
      ),
    ),
    ...Object.entries(nonGeographic).map(([callingCode, plan]) => row(callingCode, 0, '001', plan)),
  ];
}

function row(callingCode: string, position: number, country: string, plan: Plan): NumberPlanRow {
  const patterns = (plan[TYPE_PATTERNS] ?? []) as ([string] | 0)[];
  const types = TYPES.flatMap((type, index) => {
    const pattern = patterns[index];
    return pattern && pattern[0] ? [[type, pattern[0]] as const] : [];
  });
  const leadingDigits = plan[LEADING_DIGITS];
  return {
    callingCode,
    position,
    country,
    leadingDigits: typeof leadingDigits === 'string' ? leadingDigits : null,
    types: Object.fromEntries(types),
  };
}
