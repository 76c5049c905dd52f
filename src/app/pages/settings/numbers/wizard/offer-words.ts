import { NUMBER_FEATURES, type NumberOffer } from '@core/contracts/number-setup.ts';

/** Where a number is at home. Telnyx writes cities in capitals. */
export function placeWords({ locality, region }: NumberOffer): string {
  return [locality && capitalised(locality), region].filter(Boolean).join(', ');
}

function capitalised(name: string): string {
  if (name !== name.toUpperCase()) return name;
  return name.toLowerCase().replaceAll(/(^|[\s'-])\p{Letter}/gu, (first) => first.toUpperCase());
}

/** What a number can do; what Telnyx calls by a name that is not known here is left out. */
export function featureWords(
  features: readonly string[],
  words: Readonly<Record<(typeof NUMBER_FEATURES)[number], string>>,
): string {
  return NUMBER_FEATURES.filter((feature) => features.includes(feature))
    .map((feature) => words[feature])
    .join(', ');
}
