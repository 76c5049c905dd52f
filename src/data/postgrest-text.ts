/** Text on its way into a PostgREST filter. */

/** A LIKE pattern that finds `text` anywhere; its own wildcards count as letters. */
export function containsPattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, String.raw`\$&`)}%`;
}

/** A value inside an `or=(...)` list, where commas, dots and parentheses would end it. */
export function quotedValue(text: string): string {
  return `"${text.replace(/[\\"]/g, String.raw`\$&`)}"`;
}
