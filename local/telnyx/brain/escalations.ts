import { hear, pattern } from './normalise.ts';

/** A situation in which the instructions want people to be rung. */
export interface EscalationRule {
  reason: string;
  isUrgent: boolean;
  matchers: RegExp[];
}

const LINE =
  /Callers say:\s*(?<words>"[^\n]*?")\.\s.*request_person with reason "(?<reason>[^"]+)"(?<rest>[^\n]*)/;

/**
 * Reads lines of the form `- <situation>. Callers say: "gas smell", "sparks". Call request_person
 * with reason "<reason>" and urgent true.` out of the instructions.
 */
export function readEscalations(instructions: string): EscalationRule[] {
  return instructions.split('\n').flatMap((line): EscalationRule[] => {
    const found = LINE.exec(line)?.groups;
    const reason = found?.['reason'];
    if (found === undefined || reason === undefined) return [];
    const phrases = [...(found['words'] ?? '').matchAll(/"([^"]+)"/g)].map(
      ([, said]) => said ?? '',
    );
    const isUrgent = /\burgent true\b/.test(found['rest'] ?? '');
    return [{ reason, isUrgent, matchers: phrases.flatMap(phraseMatcher) }];
  });
}

/** The owner's words are words, not expressions. */
function phraseMatcher(phrase: string): RegExp[] {
  const plain = hear(phrase).plain.trim();
  return plain === '' ? [] : [pattern(plain)];
}

export function findEscalation(
  text: string,
  rules: readonly EscalationRule[],
): EscalationRule | null {
  const { plain } = hear(text);
  return (
    rules.find(({ matchers }) => matchers.some((matcher) => plain.search(matcher) !== -1)) ?? null
  );
}
