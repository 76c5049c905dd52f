import { callCardSchema, type CallCard } from '@core/contracts/call-card.ts';

/** A card as it comes over the wire, or null: one unreadable call must not hide the others. */
export function parseCallCard(row: unknown): CallCard | null {
  const parsed = callCardSchema.safeParse(row);
  return parsed.success ? parsed.data : null;
}
