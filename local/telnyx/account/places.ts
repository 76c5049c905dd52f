/** A place whose numbers can be searched by name. */
export interface Place {
  areaCode: string;
  locality: string;
  /** State or province, two letters. */
  administrativeArea: string;
}

/** Enough places to choose from; any other area code has numbers too, only no name. */
export const PLACES: readonly Place[] = [
  { areaCode: '416', locality: 'TORONTO', administrativeArea: 'ON' },
  { areaCode: '437', locality: 'TORONTO', administrativeArea: 'ON' },
  { areaCode: '647', locality: 'TORONTO', administrativeArea: 'ON' },
  { areaCode: '905', locality: 'MISSISSAUGA', administrativeArea: 'ON' },
  { areaCode: '613', locality: 'OTTAWA', administrativeArea: 'ON' },
  { areaCode: '514', locality: 'MONTREAL', administrativeArea: 'QC' },
  { areaCode: '438', locality: 'MONTREAL', administrativeArea: 'QC' },
  { areaCode: '418', locality: 'QUEBEC', administrativeArea: 'QC' },
  { areaCode: '604', locality: 'VANCOUVER', administrativeArea: 'BC' },
  { areaCode: '403', locality: 'CALGARY', administrativeArea: 'AB' },
  { areaCode: '780', locality: 'EDMONTON', administrativeArea: 'AB' },
  { areaCode: '204', locality: 'WINNIPEG', administrativeArea: 'MB' },
  { areaCode: '902', locality: 'HALIFAX', administrativeArea: 'NS' },
  { areaCode: '212', locality: 'NEW YORK', administrativeArea: 'NY' },
  { areaCode: '312', locality: 'CHICAGO', administrativeArea: 'IL' },
  { areaCode: '213', locality: 'LOS ANGELES', administrativeArea: 'CA' },
  { areaCode: '415', locality: 'SAN FRANCISCO', administrativeArea: 'CA' },
  { areaCode: '617', locality: 'BOSTON', administrativeArea: 'MA' },
  { areaCode: '206', locality: 'SEATTLE', administrativeArea: 'WA' },
  { areaCode: '305', locality: 'MIAMI', administrativeArea: 'FL' },
  { areaCode: '512', locality: 'AUSTIN', administrativeArea: 'TX' },
  { areaCode: '303', locality: 'DENVER', administrativeArea: 'CO' },
];

export function placeOf(areaCode: string): Place | null {
  return PLACES.find((place) => place.areaCode === areaCode) ?? null;
}

/** Case and accents do not count: "Montréal" finds MONTREAL. */
export function isSamePlaceName(name: string, other: string): boolean {
  const plain = (text: string): string =>
    text
      .normalize('NFD')
      .replaceAll(/\p{Mark}/gu, '')
      .trim()
      .toUpperCase();
  return plain(name) === plain(other);
}
