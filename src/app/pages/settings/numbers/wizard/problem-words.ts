import { NumberSetupError } from '@/data/number-setup-api.ts';
import { copyNow } from '@/lib/language.ts';
import { problemCopy } from './problem-copy.ts';

/** Why a request about numbers came to nothing and the way out, in words. */
export function problemWords(error: Error): string {
  const copy = copyNow(problemCopy);
  if (!(error instanceof NumberSetupError)) return copy.other;
  const known: Partial<Record<string, string>> = copy;
  return known[error.code] ?? copy.other;
}

/** The code of a refusal; null for what is no refusal of the function. */
export function problemCode(error: Error | null): NumberSetupError['code'] | null {
  return error instanceof NumberSetupError ? error.code : null;
}
