import { type RefObject, useEffect, useState } from 'react';

/** Rows beyond both ends of the window: quick scrolling shows no gap, Tab finds the next one. */
const OVERSCAN = 12;
/** Before the first row was drawn; a phone's are higher. */
const DESK_ROW_PX = 48;

export interface VirtualRows {
  /** The rows to draw: from `start`, before `end`. */
  start: number;
  end: number;
  rowHeight: number;
  /** Scrolls the page as little as needed to show a row. */
  reveal: (index: number) => void;
}

interface Range {
  start: number;
  end: number;
  rowHeight: number;
}

/**
 * Which rows of a long list are worth drawing, as the page scrolls. All rows have one height, which is read
 * from the first that is drawn (`[data-call]`); where the list begins is read from its own element.
 *
 * @param onShown after each step and each change of their number, with the rows that are drawn and
 *   whether the page stands where it began
 */
export function useVirtualRows(
  list: RefObject<HTMLElement | null>,
  count: number,
  onShown: (start: number, end: number, isScrolled: boolean) => void,
): VirtualRows {
  const [range, setRange] = useState<Range>({
    start: 0,
    end: 3 * OVERSCAN,
    rowHeight: DESK_ROW_PX,
  });

  useEffect(() => {
    let frame = 0;
    const measure = () => {
      const next = rangeOf(list, count);
      setRange((before) => (isSame(before, next) ? before : next));
      onShown(next.start, next.end, window.scrollY > 0);
    };
    const changed = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(measure);
    };
    changed();
    window.addEventListener('scroll', changed, { passive: true });
    window.addEventListener('resize', changed);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('scroll', changed);
      window.removeEventListener('resize', changed);
    };
  }, [list, count, onShown]);

  const { start, end, rowHeight } = range;
  return {
    start: Math.min(start, count),
    end: Math.min(end, count),
    rowHeight,
    reveal: (index) => revealRow(list, index, rowHeight),
  };
}

function rangeOf(list: RefObject<HTMLElement | null>, count: number): Range {
  const row = list.current?.querySelector<HTMLElement>('[data-call]');
  const rowHeight = row?.offsetHeight || DESK_ROW_PX;
  const top = list.current?.getBoundingClientRect().top ?? 0;
  const first = Math.min(count, Math.floor(Math.max(0, -top) / rowHeight));
  const start = Math.max(0, first - OVERSCAN);
  const end = first + Math.ceil(window.innerHeight / rowHeight) + OVERSCAN;
  return { start, end, rowHeight };
}

function isSame(a: Range, b: Range): boolean {
  return a.start === b.start && a.end === b.end && a.rowHeight === b.rowHeight;
}

function revealRow(list: RefObject<HTMLElement | null>, index: number, rowHeight: number): void {
  const top = (list.current?.getBoundingClientRect().top ?? 0) + index * rowHeight;
  // The page's bar lies over the top, the phone's bar over the bottom.
  const above = top - 2 * rowHeight;
  const below = top + 3 * rowHeight - window.innerHeight;
  if (above < 0) window.scrollBy({ top: above, behavior: 'instant' });
  else if (below > 0) window.scrollBy({ top: below, behavior: 'instant' });
}
