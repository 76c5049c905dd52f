const format = new Intl.NumberFormat('en-CA', { style: 'percent', maximumFractionDigits: 1 });

/** `95.3%`; a dash of nothing. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : format.format(part / whole);
}
