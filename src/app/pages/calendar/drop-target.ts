import type { OpenSpan } from '@/data/calendar-setup.queries.ts';

const STEP_MINUTES = 15;

export interface ColumnBox {
  key: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface DropTarget {
  columnKey: string;
  /** Start of the visit, minutes after midnight. */
  minute: number;
}

function snapped(minute: number): number {
  return Math.round(minute / STEP_MINUTES) * STEP_MINUTES;
}

/** Which minute of the day is at a height of a column. */
export function minuteAt(y: number, box: ColumnBox, range: OpenSpan): number {
  return range.from + ((y - box.top) / (box.bottom - box.top)) * (range.to - range.from);
}

/**
 * Where a visit would come to lie that is held at a point: the column under it, or the nearest, and the
 * start in steps of a quarter of an hour, within the hours that are shown.
 *
 * @param grabbedMinutes how far below the visit's start it is held
 */
export function dropTarget(
  point: { x: number; y: number },
  grabbedMinutes: number,
  boxes: readonly ColumnBox[],
  range: OpenSpan,
): DropTarget | null {
  const distance = ({ left, right }: ColumnBox) => Math.max(left - point.x, point.x - right, 0);
  const box = boxes.toSorted((a, b) => distance(a) - distance(b))[0];
  if (!box || box.bottom <= box.top) return null;
  const start = snapped(minuteAt(point.y, box, range) - grabbedMinutes);
  const latest = range.to - STEP_MINUTES;
  return { columnKey: box.key, minute: Math.min(Math.max(start, range.from), latest) };
}
