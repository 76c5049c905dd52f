/**
 * Instants are ISO 8601 UTC strings throughout. Telnyx writes microseconds, Postgres up to six digits,
 * JavaScript three: so they are compared as numbers of milliseconds, with the text as the last word.
 */

export function epochMs(instant: string): number {
  return Date.parse(instant);
}

export function compareInstants(a: string, b: string): number {
  const difference = epochMs(a) - epochMs(b);
  if (difference !== 0) return difference;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The earliest of those given; null when there is none. */
export function earliest(...instants: (string | null | undefined)[]): string | null {
  let first: string | null = null;
  for (const instant of instants) {
    if (instant && (first === null || compareInstants(instant, first) < 0)) first = instant;
  }
  return first;
}

export function latest(...instants: (string | null | undefined)[]): string | null {
  let last: string | null = null;
  for (const instant of instants) {
    if (instant && (last === null || compareInstants(instant, last) > 0)) last = instant;
  }
  return last;
}

export function addMs(instant: string, ms: number): string {
  return new Date(epochMs(instant) + ms).toISOString();
}

/** Whole seconds from one instant to another, never negative. */
export function secondsBetween(from: string, to: string): number {
  return Math.max(0, Math.round((epochMs(to) - epochMs(from)) / 1000));
}
