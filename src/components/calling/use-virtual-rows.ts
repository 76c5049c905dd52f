import { type RefObject, useEffect, useReducer, useState, useSyncExternalStore } from 'react';
import { nextRange, type RowRange } from './virtual-range.ts';

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

interface Drawn extends RowRange {
  rowHeight: number;
}

/** Before anything was measured. */
const FIRST: Drawn = { start: 0, end: 24, rowHeight: DESK_ROW_PX };

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
  const [drawing] = useState(createDrawing);
  const drawn = useSyncExternalStore(drawing.subscribe, drawing.now);
  const [, drawSoon] = useReducer((times: number) => times + 1, 0);

  useEffect(() => {
    let frame = 0;
    const measure = () => {
      const { sight, rowHeight } = look(list);
      const before = drawing.now();
      const { isDone, ...next } = drawing.step(sight, count, rowHeight);
      const isBare = sight.start < before.start || Math.min(sight.end, count) > before.end;
      if (isBare) drawing.drawNow();
      else if (!isSame(before, next)) drawSoon();
      onShown(next.start, next.end, window.scrollY > 0);
      if (!isDone) changed();
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
  }, [list, count, onShown, drawing]);

  const { start, end, rowHeight } = drawn;
  return {
    start: Math.min(start, count),
    end: Math.min(end, count),
    rowHeight,
    reveal: (index) => revealRow(list, index, rowHeight),
  };
}

/**
 * What is drawn, as React reads it. What is told by `drawNow` is drawn before this frame is: rows that are
 * missing in sight would be a white flash. The others may come after it, so that a frame stays short.
 */
function createDrawing() {
  let now = FIRST;
  let top = 0;
  let heading: 'up' | 'down' = 'down';
  let tell = () => {};
  return {
    now: () => now,
    subscribe: (listener: () => void) => {
      tell = listener;
      return () => {
        tell = () => {};
      };
    },
    drawNow: () => tell(),
    step(sight: RowRange, count: number, rowHeight: number): Drawn & { isDone: boolean } {
      if (sight.start !== top) heading = sight.start < top ? 'up' : 'down';
      top = sight.start;
      const { start, end, isDone } = nextRange(now, sight, count, heading);
      const next = { start, end, rowHeight };
      if (!isSame(now, next)) now = next;
      return { ...next, isDone };
    },
  };
}

/** Which rows are in sight, and how high one is. */
function look(list: RefObject<HTMLElement | null>): { sight: RowRange; rowHeight: number } {
  const row = list.current?.querySelector<HTMLElement>('[data-call]');
  const rowHeight = row?.offsetHeight || DESK_ROW_PX;
  const top = list.current?.getBoundingClientRect().top ?? 0;
  const start = Math.floor(Math.max(0, -top) / rowHeight);
  const end = start + Math.ceil(window.innerHeight / rowHeight) + 1;
  return { sight: { start, end }, rowHeight };
}

function isSame(a: Drawn, b: Drawn): boolean {
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
