/** Dual-tone keys as in ITU-T Q.23, and their RFC 4733 event numbers. */
const DTMF_KEYS = '0123456789*#ABCD';

const ROWS_HZ = [697, 770, 852, 941] as const;
const COLUMNS_HZ = [1209, 1336, 1477, 1633] as const;
const KEYPAD = ['123A', '456B', '789C', '*0#D'];

/** The two frequencies of a key in Hz, or null when it is no DTMF key. */
export function dtmfFrequenciesHz(key: string): readonly [number, number] | null {
  for (const [index, row] of KEYPAD.entries()) {
    const column = row.indexOf(key);
    const rowHz = ROWS_HZ[index];
    const columnHz = COLUMNS_HZ[column];
    if (key.length === 1 && rowHz !== undefined && columnHz !== undefined) return [rowHz, columnHz];
  }
  return null;
}

/**
 * Telnyx's `digits`: keys, and `w`/`W` for pauses of half a second and a second. Others are dropped.
 */
export function normaliseDtmf(digits: string): string {
  return digits.replace(/[a-d]/g, (key) => key.toUpperCase()).replace(/[^0-9*#A-DwW]/g, '');
}

/** The key of an RFC 4733 event number, or null for an event that is no key. */
export function dtmfKeyOfEvent(event: number): string | null {
  return DTMF_KEYS[event] ?? null;
}
