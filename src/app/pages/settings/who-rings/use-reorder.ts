import { type DragEvent, type RefObject, useEffect, useState } from 'react';
import { moved } from './ring-draft.ts';

type Direction = 'up' | 'down';

export interface Reorder {
  /** The row that is being dragged now. */
  dragged: number | null;
  /** Where the last row went to, for readers. */
  movedTo: number | null;
  move: (index: number, direction: Direction) => void;
  /** For the row: takes what is dragged over it. */
  target: (index: number) => { onDragEnter: () => void; onDragOver: (event: DragEvent) => void };
  /** For the handle. */
  handle: (index: number) => {
    draggable: true;
    onDragStart: (event: DragEvent) => void;
    onDragEnd: () => void;
  };
}

/** Puts the rows of a list in another order: with the mouse, or with buttons that keep the focus. */
export function useReorder<Item>(
  list: RefObject<HTMLOListElement | null>,
  items: readonly Item[],
  onChange: (items: Item[]) => void,
): Reorder {
  const [dragged, setDragged] = useState<number | null>(null);
  const [last, setLast] = useState<{ to: number; direction: Direction | null } | null>(null);

  // The row went elsewhere with its button: so does the focus of who pressed it.
  useEffect(() => {
    if (!last?.direction) return;
    const row = list.current?.children[last.to];
    const wanted = row?.querySelector<HTMLButtonElement>(`[data-move=${last.direction}]`);
    const other = row?.querySelector<HTMLButtonElement>('[data-move]:not(:disabled)');
    (wanted?.disabled === false ? wanted : other)?.focus();
  }, [last, list]);

  const go = (from: number, to: number, direction: Direction | null) => {
    if (from === to || to < 0 || to >= items.length) return;
    onChange(moved(items, from, to));
    setLast({ to, direction });
  };

  return {
    dragged,
    movedTo: last?.to ?? null,
    move: (index, direction) => go(index, direction === 'up' ? index - 1 : index + 1, direction),
    target: (index) => ({
      onDragEnter: () => {
        if (dragged === null || dragged === index) return;
        go(dragged, index, null);
        setDragged(index);
      },
      onDragOver: (event) => {
        if (dragged !== null) event.preventDefault();
      },
    }),
    handle: (index) => ({
      draggable: true,
      onDragStart: (event) => {
        event.dataTransfer.effectAllowed = 'move';
        const row = list.current?.children[index];
        if (row) event.dataTransfer.setDragImage(row, 12, 12);
        setDragged(index);
      },
      onDragEnd: () => setDragged(null),
    }),
  };
}
