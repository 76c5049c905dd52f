import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CallRow } from '@/data/call-history.queries.ts';

export interface RowSelection {
  ids: ReadonlySet<string>;
  /** Selects or deselects a row; with `isRange` all from the last one on. */
  toggle: (id: string, isRange: boolean) => void;
  toggleAll: () => void;
  clear: () => void;
}

/** Which rows are selected. What is no longer in the list is not selected either. */
export function useRowSelection(rows: readonly CallRow[]): RowSelection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set());
  const [anchor, setAnchor] = useState<string | null>(null);
  const ids = useMemo(
    () =>
      chosen.size === 0
        ? chosen
        : new Set(rows.filter(({ id }) => chosen.has(id)).map(({ id }) => id)),
    [rows, chosen],
  );
  // The same function while the list grows: a page that comes draws no row again.
  const latest = useRef({ rows, anchor });
  useEffect(() => {
    latest.current = { rows, anchor };
  });
  const toggle = useCallback((id: string, isRange: boolean) => {
    const { current } = latest;
    const toggled = isRange ? between(current.rows, current.anchor, id) : [id];
    setChosen((before) => {
      const isOn = !before.has(id);
      const next = new Set(before);
      for (const each of toggled) {
        if (isOn) next.add(each);
        else next.delete(each);
      }
      return next;
    });
    setAnchor(id);
  }, []);
  return {
    ids,
    toggle,
    toggleAll: () =>
      setChosen(ids.size === rows.length ? new Set() : new Set(rows.map(({ id }) => id))),
    clear: () => setChosen(new Set()),
  };
}

function between(rows: readonly CallRow[], from: string | null, to: string): string[] {
  const ends = [from ?? to, to].map((id) => rows.findIndex((row) => row.id === id));
  const [first = 0, last = 0] = ends.toSorted((a, b) => a - b);
  return first < 0 ? [to] : rows.slice(first, last + 1).map(({ id }) => id);
}
