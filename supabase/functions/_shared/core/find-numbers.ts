import { wireNumber } from './e164.ts';

/** A piece of a text: words, or a telephone number in them. */
export interface TextPiece {
  text: string;
  /** E.164; null: words. */
  number: string | null;
}

/** Digits with what people write between them; not inside a longer word or number. */
const CANDIDATE = /(?<![\w+])(?:\+\d{1,3}[\s.-]?)?\(?\d{1,4}\)?(?:[\s.-]?\d{1,4}){1,6}(?!\w)/g;

/**
 * Finds the telephone numbers in a text: international ones, and North American ones of ten digits.
 * Prices, dates and times are none. Without a library: notes and transcripts are read in lists.
 */
export function findNumbers(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let end = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const found = match[0];
    const number = diallable(found);
    if (!number) continue;
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), number: null });
    pieces.push({ text: found, number });
    end = match.index + found.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), number: null });
  return pieces;
}

function diallable(text: string): string | null {
  const number = wireNumber(text);
  if (!number) return null;
  // An area code and an exchange begin with 2 to 9: 2026 11 30 10 is no number.
  return number.startsWith('+1') && !/^\+1[2-9]\d{2}[2-9]\d{6}$/.test(number) ? null : number;
}

/** The number of a `tel:` address, as it stands there; null where it is none. */
export function telNumber(address: string): string | null {
  const text = /^tel:([^;?]+)/i.exec(address.trim())?.[1];
  if (!text) return null;
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
