import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { useLocation, useNavigationType } from 'react-router';
import type { CallRow } from '@/data/call-history.queries.ts';

/** By entry of the browser's history: the row at the top of the window, and where it stood. */
const places = new Map<string, { id: string; top: number }>();

interface Options {
  rows: readonly CallRow[];
  list: RefObject<HTMLElement | null>;
  rowHeight: number;
}

/** Whoever comes back to a long list finds it where they left it: the rows are still there, and so is the place. */
export function useListPlace({ rows, list, rowHeight }: Options): void {
  const { key } = useLocation();
  const isBack = useNavigationType() === 'POP';
  const isDone = useRef(false);

  useLayoutEffect(() => {
    if (isDone.current || rows.length === 0) return;
    isDone.current = true;
    const place = isBack ? places.get(key) : undefined;
    const index = place ? rows.findIndex(({ id }) => id === place.id) : -1;
    if (!place || index < 0 || !list.current) return;
    const top = list.current.getBoundingClientRect().top + index * rowHeight;
    window.scrollBy({ top: top - place.top, behavior: 'instant' });
  }, [rows, list, rowHeight, isBack, key]);

  useEffect(() => {
    const keep = () => {
      const top = list.current?.getBoundingClientRect().top ?? 0;
      const index = Math.max(0, Math.ceil(-top / rowHeight));
      const row = rows[index];
      if (top < 0 && row) places.set(key, { id: row.id, top: top + index * rowHeight });
      else places.delete(key);
    };
    window.addEventListener('scroll', keep, { passive: true });
    return () => window.removeEventListener('scroll', keep);
  }, [rows, list, rowHeight, key]);
}
