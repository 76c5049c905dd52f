import { type FocusEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { CallCard } from '@core/contracts/call-card.ts';
import { type SteadyRow, steadyRows } from './steady-rows.ts';

/** How high each row was when the pointer came, so that what takes its place is as high. */
type Heights = Readonly<Record<string, number>>;

interface Shown {
  cards: readonly CallCard[];
  isHeld: boolean;
  rows: readonly SteadyRow[];
}

/** The rows follow the cards, in the same drawing. */
function useRows(cards: readonly CallCard[], isHeld: boolean): readonly SteadyRow[] {
  const [shown, setShown] = useState<Shown>(() => ({
    cards,
    isHeld,
    rows: steadyRows([], cards, false),
  }));
  if (shown.cards === cards && shown.isHeld === isHeld) return shown.rows;
  const rows = steadyRows(shown.rows, cards, isHeld);
  setShown({ cards, isHeld, rows });
  return rows;
}

/**
 * The rows of a lane, which hold still while the pointer or the focus is in it: nobody may press
 * Accept on a call that slid under their finger.
 */
export function useSteadyRows(cards: readonly CallCard[]) {
  const list = useRef<HTMLUListElement>(null);
  const isPointed = useRef(false);
  const [heights, setHeights] = useState<Heights | null>(null);
  const isHeld = heights !== null;
  const rows = useRows(cards, isHeld);
  const hold = useCallback(() => {
    const items = [...(list.current?.querySelectorAll<HTMLElement>('[data-call]') ?? [])];
    setHeights(
      Object.fromEntries(items.map((item) => [item.dataset['call'] ?? '', item.offsetHeight])),
    );
  }, []);
  const letGo = useCallback((focused: Node | null) => {
    if (!isPointed.current && !list.current?.contains(focused)) setHeights(null);
  }, []);
  useEffect(() => {
    // A button that had the focus may have gone with its row: no blur tells of that.
    if (isHeld) letGo(document.activeElement);
  });
  return {
    list,
    rows,
    heightOf: (id: string) => heights?.[id] ?? 0,
    handlers: {
      onPointerEnter: () => {
        isPointed.current = true;
        hold();
      },
      onPointerLeave: () => {
        isPointed.current = false;
        letGo(document.activeElement);
      },
      onFocus: hold,
      onBlur: (event: FocusEvent) => letGo(event.relatedTarget),
    },
  };
}
