/**
 * CSV as RFC 4180 has it, and as spreadsheets read it: a cell that begins like a formula is text, so
 * that nobody's name runs in somebody's Excel (OWASP, CSV injection).
 */

/** One value. Numbers stay numbers; null is an empty cell. */
function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  // A leading blank hides the sign from a look at the first character, not from every spreadsheet.
  const text = /^\s*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n\t;']/.test(text) || text !== text.trim()
    ? `"${text.replaceAll('"', '""')}"`
    : text;
}

/** One line with its end. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** What stands before the first line: spreadsheets then read the rest as UTF-8. */
export const CSV_START = '\uFEFF';
