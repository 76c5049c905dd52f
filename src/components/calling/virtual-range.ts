/** Rows of a list: from `start`, before `end`. */
export interface RowRange {
  start: number;
  end: number;
}

/** Rows beyond the edge that is scrolled to: quick scrolling shows no gap, Tab finds the next one. */
const AHEAD = 12;
/** Rows beyond the other edge. What is drawn costs something with each frame, in sight or not. */
const BEHIND = 4;
/** So many rows are made in one go beside those in sight: a frame stays a frame. */
const STEP = 8;

/**
 * What to draw next. Rows in sight come at once, those beyond the edges a few at a time: a jump to another
 * place is drawn in several short pieces rather than in a long one.
 *
 * @param drawn what is drawn now
 * @param inSight the rows in sight
 * @returns also whether that is all, or there is more to draw in the next frame
 */
export function nextRange(
  drawn: RowRange,
  inSight: RowRange,
  count: number,
  heading: 'up' | 'down',
): RowRange & { isDone: boolean } {
  const sight = { start: Math.min(inSight.start, count), end: Math.min(inSight.end, count) };
  const up = heading === 'up' ? AHEAD : BEHIND;
  const down = heading === 'up' ? BEHIND : AHEAD;
  const wanted = { start: Math.max(0, sight.start - up), end: Math.min(count, sight.end + down) };
  const isElsewhere = drawn.end <= wanted.start || drawn.start >= wanted.end;
  const kept = isElsewhere ? sight : drawn;
  let start = clamp(kept.start, wanted.start, sight.start);
  let end = clamp(kept.end, sight.end, wanted.end);
  let left = isElsewhere
    ? 0
    : STEP - Math.max(0, drawn.start - start) - Math.max(0, end - drawn.end);
  const growUp = () => {
    const rows = clamp(left, 0, start - wanted.start);
    start -= rows;
    left -= rows;
  };
  const growDown = () => {
    const rows = clamp(left, 0, wanted.end - end);
    end += rows;
    left -= rows;
  };
  for (const grow of heading === 'up' ? [growUp, growDown] : [growDown, growUp]) grow();
  return { start, end, isDone: start === wanted.start && end === wanted.end };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
