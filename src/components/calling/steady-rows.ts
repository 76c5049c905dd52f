import type { CallCard } from '@core/contracts/call-card.ts';

export interface SteadyRow {
  card: CallCard;
  /** It is no longer in this lane; its place is kept. */
  isGone: boolean;
}

/**
 * The rows to show.
 *
 * @param shown what is on screen
 * @param wanted the lane as it is now, in its order
 * @param isHeld nothing may move: what is gone leaves its place empty, what is new comes last
 */
export function steadyRows(
  shown: readonly SteadyRow[],
  wanted: readonly CallCard[],
  isHeld: boolean,
): readonly SteadyRow[] {
  if (!isHeld) return wanted.map(present);
  const byId = new Map(wanted.map((card) => [card.id, card]));
  const stayed = shown.map((row) => {
    const card = byId.get(row.card.id);
    byId.delete(row.card.id);
    return card ? present(card) : { card: row.card, isGone: true };
  });
  return [...stayed, ...[...byId.values()].map(present)];
}

function present(card: CallCard): SteadyRow {
  return { card, isGone: false };
}
