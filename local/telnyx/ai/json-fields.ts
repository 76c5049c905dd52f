/** Reads stored JSON of which only the outside was checked. */

export type JsonObject = Record<string, unknown>;

export function asObject(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : {};
}

export function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

export function asText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

export function asNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

export function asFlag(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

/** Texts, numbers and flags as texts; whatever else there is, is left out. */
export function asVariables(value: unknown): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const [name, entry] of Object.entries(asObject(value))) {
    if (typeof entry === 'string') variables[name] = entry;
    else if (typeof entry === 'number' || typeof entry === 'boolean') {
      variables[name] = String(entry);
    }
  }
  return variables;
}
