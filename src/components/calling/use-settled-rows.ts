import { useCallback, useMemo, useState } from 'react';
import type { CallRow } from '@/data/call-history.queries.ts';

export interface SettledRows {
  rows: readonly CallRow[];
  /** How many calls came in meanwhile and wait above. */
  waiting: number;
  /** From now on nothing moves in the list: the pointer came over it, or somebody reads further down. */
  hold: (reason: HoldReason) => void;
  /** Shows what waits, unless the other reason still holds it. */
  release: (reason: HoldReason) => void;
  /** Shows what waits. */
  showAll: () => void;
}

type HoldReason = 'pointer' | 'scrolled';

interface Held {
  key: string;
  top: string;
  reasons: readonly HoldReason[];
}

/**
 * Rows that do not move under somebody's pointer or eyes: meanwhile calls that come in wait above the list,
 * and rows that are there change in place.
 *
 * @param viewKey another filter: nothing is held over
 */
export function useSettledRows(rows: readonly CallRow[], viewKey: string): SettledRows {
  const [held, setHeld] = useState<Held | null>(null);
  const isHeld = held?.key === viewKey;
  // A call that is live moves to no other place: the first row that was there marks the border.
  const border = isHeld ? rows.findIndex(({ id }) => id === held.top) : -1;
  const waiting = Math.max(border, 0);
  const top = rows[0]?.id;
  const shown = useMemo(() => (waiting > 0 ? rows.slice(waiting) : rows), [rows, waiting]);
  const hold = useCallback(
    (reason: HoldReason) =>
      setHeld((before) => {
        if (before?.key === viewKey) {
          return before.reasons.includes(reason)
            ? before
            : { ...before, reasons: [...before.reasons, reason] };
        }
        return top === undefined ? null : { key: viewKey, top, reasons: [reason] };
      }),
    [viewKey, top],
  );
  const release = useCallback(
    (reason: HoldReason) =>
      setHeld((before) => {
        const reasons = before?.reasons.filter((other) => other !== reason) ?? [];
        if (!before || reasons.length === before.reasons.length) return before;
        return reasons.length > 0 ? { ...before, reasons } : null;
      }),
    [],
  );
  const showAll = useCallback(() => setHeld(null), []);
  return { rows: shown, waiting, hold, release, showAll };
}
