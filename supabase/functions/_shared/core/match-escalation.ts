import type { EscalationRule } from './contracts/ai-profile.ts';

/**
 * The owner's rule that something said by the caller calls for, the urgent ones first; null: none.
 * Whole words, whatever their case and accents: a rule's "gas smell" is not found in "gasoline".
 */
export function matchEscalation(
  said: readonly string[],
  rules: readonly EscalationRule[],
): EscalationRule | null {
  const heard = said.map(plain);
  const inOrder = rules
    .filter((rule) => rule.enabled)
    .sort((a, b) => Number(b.urgent) - Number(a.urgent));
  return (
    inOrder.find((rule) =>
      rule.words.some((word) => heard.some((text) => ` ${text} `.includes(` ${plain(word)} `))),
    ) ?? null
  );
}

/** Lower case, without accents, words apart by single spaces. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
