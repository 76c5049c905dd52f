import { type RefObject, useEffect, useRef, useState } from 'react';
import type { CallRow } from '@/data/call-history.queries.ts';

export interface RowKeys {
  /** The row that Tab reaches. */
  currentId: string | null;
  /** A row was focused by other means. */
  onFocusRow: (id: string) => void;
}

interface Options {
  rows: readonly CallRow[];
  list: RefObject<HTMLElement | null>;
  reveal: (index: number) => void;
  onOpen: (row: CallRow) => void;
  onToggle: (id: string, isRange: boolean) => void;
}

const PAGE = 10;

/**
 * The list by keyboard: arrows, Page keys, Home and End move from row to row, Enter opens the call, Space
 * selects it. The rows are one stop for Tab; what is in a row is reached by Tab from there.
 */
export function useRowKeys({ rows, list, reveal, onOpen, onToggle }: Options): RowKeys {
  const [wanted, setWanted] = useState<string | null>(null);
  const isMoving = useRef(false);
  const found = wanted === null ? -1 : rows.findIndex(({ id }) => id === wanted);
  const index = Math.max(found, 0);
  const currentId = rows[index]?.id ?? null;

  // A row that was far away is drawn only now.
  useEffect(() => {
    if (!isMoving.current || currentId === null) return;
    isMoving.current = !focusRow(list, currentId);
  });

  const moveTo = (next: number) => {
    const to = Math.max(0, Math.min(rows.length - 1, next));
    const id = rows[to]?.id ?? null;
    setWanted(id);
    reveal(to);
    isMoving.current = id !== null && !focusRow(list, id);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const { target } = event;
    // What stands in a row has keys of its own.
    const id = target instanceof HTMLElement ? target.dataset['call'] : undefined;
    const at = rows.findIndex((each) => each.id === id);
    const row = rows[at];
    if (!row) return;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + PAGE,
      PageUp: at - PAGE,
      Home: 0,
      End: rows.length - 1,
    };
    const next = moves[event.key];
    if (next !== undefined) {
      if (event.shiftKey && rows[next]) onToggle(rows[next].id, true);
      moveTo(next);
    } else if (event.key === 'Enter') onOpen(row);
    else if (event.key === ' ') onToggle(row.id, event.shiftKey);
    else return;
    event.preventDefault();
  };

  const latest = useRef(onKeyDown);
  useEffect(() => {
    latest.current = onKeyDown;
  });
  useEffect(() => {
    const element = list.current;
    const pressed = (event: KeyboardEvent) => latest.current(event);
    element?.addEventListener('keydown', pressed);
    return () => element?.removeEventListener('keydown', pressed);
  }, [list]);

  return { currentId, onFocusRow: setWanted };
}

/** False where the row is not drawn yet. */
function focusRow(list: RefObject<HTMLElement | null>, id: string): boolean {
  const row = list.current?.querySelector<HTMLElement>(`[data-call="${id}"]`);
  row?.focus({ preventScroll: true });
  return row !== null && row !== undefined;
}
