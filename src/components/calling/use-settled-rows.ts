import { useState } from 'react';
import type { CallRow } from '@/data/call-history.queries.ts';

export interface SettledRows {
  rows: readonly CallRow[];
  /** How many calls came in meanwhile and wait above. */
  waiting: number;
  /** The pointer came over the list: from now on nothing moves in it. */
  hold: () => void;
  /** Shows what waits. */
  release: () => void;
}

/**
 * Rows that do not move under somebody's pointer: while it is over the list, calls that come in wait above
 * it, and rows that are there change in place.
 *
 * @param viewKey another filter: nothing is held over
 */
export function useSettledRows(rows: readonly CallRow[], viewKey: string): SettledRows {
  const [held, setHeld] = useState<{ key: string; top: string } | null>(null);
  // A call that is live moves to no other place: the first row that was there marks the border.
  const border = held?.key === viewKey ? rows.findIndex(({ id }) => id === held.top) : -1;
  const waiting = Math.max(border, 0);
  const top = rows[0]?.id;
  return {
    rows: waiting > 0 ? rows.slice(waiting) : rows,
    waiting,
    hold: () => setHeld(top === undefined ? null : { key: viewKey, top }),
    release: () => setHeld(null),
  };
}
