import { useParsedNumber } from '@/components/calling/use-parsed-number.ts';
import { usePhoneNumbers } from '@/data/phone-numbers.queries.ts';
import type { ParsedNumber } from '@core/phone-number.ts';

type Refusal = Extract<ParsedNumber, { ok: false }>['reason'];

export interface ForwardNumber {
  /** E.164; null while it is none, or not known yet. */
  e164: string | null;
  /** Why calls cannot be sent there. */
  problem: Refusal | 'own' | null;
}

/** Reads the number that calls are sent on to, and checks that it is not one of our own. */
export function useForwardNumber(text: string): ForwardNumber {
  const parsed = useParsedNumber(text);
  const numbers = usePhoneNumbers();
  if (text.trim() === '') return { e164: null, problem: 'empty' };
  if (!parsed) return { e164: null, problem: null };
  if (!parsed.ok) return { e164: null, problem: parsed.reason };
  const isOwn = numbers.data?.some(({ phoneNumber }) => phoneNumber === parsed.e164) ?? false;
  return isOwn ? { e164: null, problem: 'own' } : { e164: parsed.e164, problem: null };
}
