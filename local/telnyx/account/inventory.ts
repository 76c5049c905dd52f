import { countryOfAreaCode } from './destinations.ts';
import { PLACES, isSamePlaceName, placeOf } from './places.ts';
import type { Place } from './places.ts';

/** A number that nobody has. Numbers are invented: only 555-01xx, which belong to no one. */
export interface AvailableNumber {
  phoneNumber: string;
  country: string;
  type: 'local' | 'toll_free';
  features: readonly string[];
  /** Null: an area code without a name here, or a toll-free number. */
  place: Place | null;
}

export interface NumberSearch {
  country: string | null;
  type: string | null;
  areaCode: string | null;
  locality: string | null;
  administrativeArea: string | null;
  features: readonly string[];
  /** Digits that the number has to hold. */
  contains: string | null;
}

const LOCAL_FEATURES = ['sms', 'mms', 'voice', 'fax', 'emergency', 'hd_voice'];
const TOLL_FREE_FEATURES = ['sms', 'mms', 'voice', 'fax', 'hd_voice'];
const TOLL_FREE_AREA = '833';
const COUNTRIES = ['CA', 'US'];
const NUMBERS_PER_AREA = 100;

function areasOf(search: NumberSearch, country: string): string[] {
  if (search.areaCode !== null) {
    return countryOfAreaCode(search.areaCode) === country ? [search.areaCode] : [];
  }
  return PLACES.filter(({ areaCode, locality, administrativeArea }) => {
    const isThere = search.locality === null || isSamePlaceName(search.locality, locality);
    const isIn =
      search.administrativeArea === null ||
      isSamePlaceName(search.administrativeArea, administrativeArea);
    return countryOfAreaCode(areaCode) === country && isThere && isIn;
  }).map(({ areaCode }) => areaCode);
}

function isWantedPlace(search: NumberSearch, place: Place | null): boolean {
  const { locality, administrativeArea } = search;
  if (locality !== null && !isSamePlaceName(locality, place?.locality ?? '')) return false;
  return (
    administrativeArea === null ||
    isSamePlaceName(administrativeArea, place?.administrativeArea ?? '')
  );
}

function offer(
  search: NumberSearch,
  isTaken: (phoneNumber: string) => boolean,
  areas: string[],
  kind: Pick<AvailableNumber, 'country' | 'type' | 'features'>,
): AvailableNumber[] {
  if (!search.features.every((feature) => kind.features.includes(feature))) return [];
  const found: AvailableNumber[] = [];
  // The first of every area, then the second of every area: whoever looks around sees all places.
  for (let index = 0; index < NUMBERS_PER_AREA; index += 1) {
    for (const area of areas) {
      const phoneNumber = `+1${area}55501${String(index).padStart(2, '0')}`;
      const place = kind.type === 'local' ? placeOf(area) : null;
      const isWanted = search.contains === null || phoneNumber.includes(search.contains);
      if (isTaken(phoneNumber) || !isWanted || !isWantedPlace(search, place)) continue;
      found.push({ ...kind, phoneNumber, place });
    }
  }
  return found;
}

/** The numbers that a search finds, always in the same order. Only Canada and the US have any. */
export function searchInventory(
  search: NumberSearch,
  isTaken: (phoneNumber: string) => boolean,
): AvailableNumber[] {
  const countries = COUNTRIES.filter(
    (country) => search.country === null || search.country === country,
  );
  return countries.flatMap((country) => {
    const isTollFreeArea = search.areaCode === null || search.areaCode === TOLL_FREE_AREA;
    const local =
      search.type === null || search.type === 'local'
        ? offer(
            search,
            isTaken,
            search.areaCode === TOLL_FREE_AREA ? [] : areasOf(search, country),
            {
              country,
              type: 'local',
              features: LOCAL_FEATURES,
            },
          )
        : [];
    const tollFree =
      // Toll-free numbers are of all of +1; they are offered once.
      (search.type === 'toll_free' || search.areaCode === TOLL_FREE_AREA) &&
      isTollFreeArea &&
      (search.country ?? 'US') === country
        ? offer(search, isTaken, [TOLL_FREE_AREA], {
            country,
            type: 'toll_free',
            features: TOLL_FREE_FEATURES,
          })
        : [];
    return [...local, ...tollFree];
  });
}
