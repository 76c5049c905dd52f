import type { CallCard } from '@core/contracts/call-card.ts';
import { displayNumber } from '@core/e164.ts';

/** Which of our lines: its name, else its number. */
export function lineName(card: CallCard): string {
  return card.line.label || displayNumber(card.line.phoneNumber);
}
