const STEPS_S = [5, 10, 15, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200];

/** The moments that the ruler names, in milliseconds; at most `most` of them, from 0. */
export function rulerMarks(lengthMs: number, most: number): number[] {
  const step = (STEPS_S.find((one) => lengthMs / (one * 1_000) <= most - 1) ?? 14_400) * 1_000;
  return Array.from({ length: Math.floor(lengthMs / step) + 1 }, (_, index) => index * step);
}

/**
 * Of marks that would cover each other the first stays, unless a later one weighs more.
 *
 * @param gap the least distance, as a part of the axis
 */
export function spreadMarks<Mark extends { atMs: number; weight: number }>(
  marks: readonly Mark[],
  lengthMs: number,
  gap: number,
): Mark[] {
  const kept: Mark[] = [];
  for (const mark of marks) {
    const last = kept.at(-1);
    if (!last || (mark.atMs - last.atMs) / lengthMs >= gap) kept.push(mark);
    else if (mark.weight > last.weight) kept[kept.length - 1] = mark;
  }
  return kept;
}
