/** Splits at the end of sentences, where speech can be cut without losing words. */
export function splitSentences(text: string): string[] {
  const sentences = text.match(/[^.!?]+(?:[.!?]+(?=\s|$)|[.!?]+(?=\S)|$)/g) ?? [text];
  const joined: string[] = [];
  for (const part of sentences) {
    const last = joined.at(-1);
    // "a.m." and "2.50" are no ends: a sentence ends before a space and an upper-case letter.
    const goesOn = last !== undefined && !(/[.!?]$/.test(last) && /^\s+[^a-z\s]/.test(part));
    if (goesOn) joined[joined.length - 1] = last + part;
    else joined.push(part);
  }
  return joined.map((sentence) => sentence.trim()).filter((sentence) => sentence !== '');
}
