import { searchInventory } from '../account/inventory.ts';
import type { AvailableNumber } from '../account/inventory.ts';
import { pageOf } from './reply.ts';
import type { Reply, RestRequest } from './reply.ts';

/** What a search shows on a page unless it asks for more. */
const PAGE_SIZE = 10;
const NUMBER_COST = { upfront_cost: '1.00', monthly_cost: '1.00', currency: 'USD' };

/** `filter[features]=sms,voice`, or the same repeated, with or without `[]`. */
function featuresOf(query: URLSearchParams): string[] {
  return ['filter[features]', 'filter[features][]']
    .flatMap((name) => query.getAll(name))
    .flatMap((value) => value.split(','))
    .map((feature) => feature.trim())
    .filter((feature) => feature !== '');
}

function view({ phoneNumber, country, type, features, place }: AvailableNumber): object {
  const region = (regionType: string, name: string | undefined): object[] =>
    name === undefined ? [] : [{ region_type: regionType, region_name: name }];
  return {
    record_type: 'available_phone_number',
    phone_number: phoneNumber,
    vanity_format: '',
    phone_number_type: type,
    best_effort: false,
    quickship: true,
    reservable: true,
    region_information: [
      ...region('country_code', country),
      ...region('state', place?.administrativeArea),
      ...region('rate_center', place?.locality),
      ...region('location', place?.locality),
    ],
    cost_information: NUMBER_COST,
    features: features.map((name) => ({ name })),
  };
}

/** `GET /available_phone_numbers`. What it shows can be ordered for an hour. */
export function searchAvailableNumbers({ world, query }: RestRequest): Reply {
  const { account, clock } = world;
  const taken = new Set([...account.numbers.values()].map((number) => number['phone_number']));
  const filter = (name: string): string | null => query.get(`filter[${name}]`);
  const found = searchInventory(
    {
      country: filter('country_code')?.toUpperCase() ?? null,
      type: filter('phone_number_type'),
      areaCode: filter('national_destination_code'),
      locality: filter('locality'),
      administrativeArea: filter('administrative_area'),
      features: featuresOf(query),
      contains: query.get('filter[phone_number][contains]'),
    },
    (phoneNumber) => taken.has(phoneNumber),
  );
  const limit = Number(filter('limit') ?? 0);
  const isLimited = Number.isInteger(limit) && limit > 0;
  const shown = isLimited ? found.slice(0, limit) : found;
  const { rows, meta } = pageOf(shown, query, isLimited ? limit : PAGE_SIZE);
  for (const { phoneNumber } of rows) account.searchedNumbers.set(phoneNumber, clock.now());
  return {
    status: 200,
    body: {
      data: rows.map(view),
      meta: { ...meta, best_effort_results: 0 },
    },
  };
}
