import { type FocusEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { CallCard } from '@core/contracts/call-card.ts';
import { type SteadyRow, steadyRows } from './steady-rows.ts';

/** How high each row was when the pointer came, so that what takes its place is as high. */
type Heights = Readonly<Record<string, number>>;

/**
 * The rows of a lane, which hold still while the pointer or the focus is in it: nobody may press
 * Accept on a call that slid under their finger.
 */
export function useSteadyRows(cards: readonly CallCard[]) {
  const list = useRef<HTMLUListElement>(null);
  const isPointed = useRef(false);
  const [isHeld, setIsHeld] = useState(false);
  const heights = useRef<Heights>({});
  const shown = useRef<readonly SteadyRow[]>([]);
  const rows = steadyRows(shown.current, cards, isHeld);
  shown.current = rows;
  const hold = useCallback(() => {
    const items = [...(list.current?.querySelectorAll<HTMLElement>('[data-call]') ?? [])];
    heights.current = Object.fromEntries(
      items.map((item) => [item.dataset['call'] ?? '', item.offsetHeight]),
    );
    setIsHeld(true);
  }, []);
  const letGo = useCallback((focused: Node | null) => {
    if (!isPointed.current && !list.current?.contains(focused)) setIsHeld(false);
  }, []);
  useEffect(() => {
    // A button that had the focus may have gone with its row: no blur tells of that.
    if (isHeld) letGo(document.activeElement);
  });
  return {
    list,
    rows,
    heightOf: (id: string) => heights.current[id] ?? 0,
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
