import { SHORTEST_PASSWORD } from '@/data/account.ts';
import type { AccountCopy } from './account-copy.ts';

type Words = AccountCopy['fields'];

/** What is wrong with an address, as far as its form tells; null: nothing. */
export function emailFault(email: string, words: Words): string | null {
  if (email.trim() === '') return words.emailMissing;
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim()) ? null : words.emailWrong;
}

/** What is wrong with a new password; null: nothing. */
export function passwordFault(password: string, words: Words): string | null {
  if (password === '') return words.passwordMissing;
  const missing = SHORTEST_PASSWORD - password.length;
  return missing > 0 ? words.passwordShort(missing) : null;
}
