import { partyName } from '@/calling/selectors.ts';
import { useCopy } from '@/lib/language.ts';
import type { CallCard } from '@core/contracts/call-card.ts';
import { ringCopy } from './ring-copy.ts';

/** Who calls, as the screen says it; a health check's call is named as such. */
export function useCallerName(card: CallCard): string {
  const copy = useCopy(ringCopy);
  return card.isTest ? copy.testCall : partyName(card);
}
