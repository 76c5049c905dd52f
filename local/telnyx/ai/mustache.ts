import type { JsonObject } from './json-fields.ts';

const PLACEHOLDER =
  /\{\{#integration_secret\}\}([^{}]*)\{\{\/integration_secret\}\}|\{\{\s*([\w.-]+)\s*\}\}/g;

/**
 * Fills in `{{variable}}` and `{{#integration_secret}}name{{/integration_secret}}`. What is unknown
 * stays as it is written (telnyx.md 7.6). Values are put in as they are: a caller's words with
 * braces in them are not filled in again.
 *
 * @param secretOf the value of an integration secret; null: unknown
 */
export function fillIn(
  template: string,
  variables: Record<string, string>,
  secretOf: (identifier: string) => string | null = () => null,
): string {
  return template.replaceAll(PLACEHOLDER, (written: string, secret?: string, name?: string) => {
    if (secret !== undefined) return secretOf(secret.trim()) ?? written;
    const isKnown = name !== undefined && Object.hasOwn(variables, name);
    return isKnown ? (variables[name] ?? written) : written;
  });
}

/** The same for every text inside a JSON value. */
export function fillInAll(value: unknown, variables: Record<string, string>): unknown {
  if (typeof value === 'string') return fillIn(value, variables);
  if (Array.isArray(value)) return value.map((entry: unknown) => fillInAll(entry, variables));
  if (typeof value !== 'object' || value === null) return value;
  const filled: JsonObject = {};
  for (const [name, entry] of Object.entries(value)) filled[name] = fillInAll(entry, variables);
  return filled;
}
