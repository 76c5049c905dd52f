/** What a caller said, in two spellings of the same length, so that a find in one is a place in the other. */
export interface Heard {
  /** As transcribed. */
  text: string;
  /** Lower case, without accents; everything but letters and digits is a space. */
  plain: string;
}

export interface Span {
  start: number;
  end: number;
}

const LIGATURES: Record<string, string> = { œ: 'oe', Œ: 'Oe', æ: 'ae', Æ: 'Ae' };

/** @returns both spellings; ligatures are written out in either, so that the lengths agree */
export function hear(text: string): Heard {
  const written = text.replace(/[œŒæÆ]/g, (letter) => LIGATURES[letter] ?? letter).normalize('NFC');
  return { text: written, plain: plainOf(written) };
}

function plainOf(text: string): string {
  let plain = '';
  // By code unit: whatever has no plain letter of one unit becomes a space of one unit.
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at).normalize('NFD').charAt(0).toLowerCase();
    plain += /^[a-z0-9]$/.test(letter) ? letter : ' ';
  }
  return plain;
}

/** The plain spelling with single spaces: for comparisons of whole texts. */
export function plainText(text: string): string {
  return hear(text).plain.trim().replace(/ +/g, ' ');
}

/**
 * A matcher of whole words in plain spelling, from one written naturally: accents, apostrophes and
 * hyphens are those of the language, a space matches any run of spaces, `~` is any ending of a word.
 * The rest is a regular expression without ranges: `(?:a|b)`, `\\d`, `?`.
 */
export function pattern(written: string): RegExp {
  const plain = written
    .replace(/œ/g, 'oe')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’-]/g, ' ')
    .replace(/~/g, '[a-z]{0,99}')
    // One quantifier for a space: nested ones take exponential time on a long silence.
    .replace(/ +([*?+])?/g, (_, times: string | undefined) =>
      times === undefined || times === '+' ? ' +' : ' *',
    );
  return new RegExp(`(?<![a-z0-9])(?:${plain})(?![a-z0-9])`, 'g');
}

export function isIn(matcher: RegExp, heard: Heard): boolean {
  return heard.plain.search(matcher) !== -1;
}

/** Where a matcher matches. */
export function spansOf(matcher: RegExp, heard: Heard): Span[] {
  return [...heard.plain.matchAll(matcher)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** @returns what was said without the given places, its own spelling kept */
export function without(heard: Heard, spans: readonly Span[]): Heard {
  let text = heard.text;
  for (const { start, end } of spans) {
    text = text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
  }
  return { text, plain: plainOf(text) };
}

/** @returns the text without doubled spaces and without punctuation at either end */
export function tidy(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/ +([,.;!?])/g, '$1')
    .replace(/([,.;!?])[,.;!?]+/g, '$1')
    .replace(/^[\s,.;:!?¿¡-]+|[\s,.;:!?¿¡-]+$/g, '');
}

/** Words of the plain spelling. */
export function wordsOf(plain: string): string[] {
  return plain.split(' ').filter((word) => word !== '');
}
