import { useEffect, useState } from 'react';
import type { ParsedNumber } from '@core/phone-number.ts';

/** The same once, for who presses Enter before the metadata are there. */
export async function parseTyped(text: string): Promise<ParsedNumber> {
  const { parseNumber } = await import('@core/phone-number.ts');
  return parseNumber(text);
}

/**
 * Reads what was typed as a telephone number. The metadata of the world's numbers are loaded with
 * the first digit, not with the app.
 *
 * @returns null while nothing was typed or the metadata are on their way
 */
export function useParsedNumber(text: string): ParsedNumber | null {
  const [result, setResult] = useState<{ text: string; parsed: ParsedNumber } | null>(null);
  useEffect(() => {
    if (text.trim() === '') return undefined;
    let isCurrent = true;
    void import('@core/phone-number.ts').then(({ parseNumber }) => {
      if (isCurrent) setResult({ text, parsed: parseNumber(text) });
    });
    return () => {
      isCurrent = false;
    };
  }, [text]);
  return result?.text === text ? result.parsed : null;
}
