import { useCallback, useMemo, useState } from 'react';
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
    () => new Set(rows.filter(({ id }) => chosen.has(id)).map(({ id }) => id)),
    [rows, chosen],
  );
  const toggle = useCallback(
    (id: string, isRange: boolean) => {
      setChosen((before) => {
        const isOn = !before.has(id);
        const next = new Set(before);
        for (const each of isRange ? between(rows, anchor, id) : [id]) {
          if (isOn) next.add(each);
          else next.delete(each);
        }
        return next;
      });
      setAnchor(id);
    },
    [rows, anchor],
  );
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
