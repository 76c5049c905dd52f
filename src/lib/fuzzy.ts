/** For comparing: no accents, no capitals. */
function folded(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase();
}

const WORD_START = 8;
const IN_A_ROW = 4;
const WHOLE = 40;

/**
 * How well a text answers what somebody typed: the letters in their order, better at the beginnings of
 * words and in a row. "mlo" finds "Maria Lopez".
 *
 * @returns null when it does not; more is better
 */
export function fuzzyScore(text: string, typed: string): number | null {
  const wanted = folded(typed).replaceAll(/\s+/g, '');
  const given = folded(text);
  if (wanted === '') return 0;
  const at = given.indexOf(folded(typed).trim());
  let score = at < 0 ? 0 : WHOLE - Math.min(at, WHOLE / 2);
  let from = 0;
  for (const letter of wanted) {
    const place = given.indexOf(letter, from);
    if (place < 0) return null;
    const isStart = place === 0 || /[^\p{L}\p{N}]/u.test(given.charAt(place - 1));
    score += 1 + (isStart ? WORD_START : 0) + (place === from && from > 0 ? IN_A_ROW : 0);
    from = place + 1;
  }
  return score - given.length / 100;
}
