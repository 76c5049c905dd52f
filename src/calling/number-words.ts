import { displayNumber } from '@core/e164.ts';

/** English until the composition root says how the screen's language calls it. */
let withheld: () => string = () => 'Number withheld';

/** How a number that the caller withheld is called; asked whenever one is shown, as the language may change. */
export function setWithheldWord(word: () => string): void {
  withheld = word;
}

/** A number for people to read, or the words for one that was withheld. */
export function numberWords(e164: string | null | undefined): string {
  return e164 ? displayNumber(e164) : withheld();
}
