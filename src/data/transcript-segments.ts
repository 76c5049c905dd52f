import { transcriptSegment, type TranscriptSegment } from '@core/contracts/transcript.ts';

/** What can be read of the rows; one that is unreadable must not hide the others. */
export function readSegments(rows: unknown): TranscriptSegment[] {
  if (!Array.isArray(rows)) return [];
  return rows.flatMap((row) => {
    const parsed = transcriptSegment.safeParse(row);
    return parsed.success ? [parsed.data] : [];
  });
}

/**
 * A transcript with what was heard since: the later version of a segment takes the place of the
 * earlier one, and whatever order they came in, the result is in the order in which things were said.
 */
export function mergeSegments(
  known: readonly TranscriptSegment[],
  heard: readonly TranscriptSegment[],
): TranscriptSegment[] {
  const byId = new Map(known.map((segment) => [segment.id, segment]));
  for (const segment of heard) byId.set(segment.id, segment);
  return [...byId.values()].toSorted(
    (a, b) =>
      Date.parse(a.at) - Date.parse(b.at) || a.position - b.position || a.id.localeCompare(b.id),
  );
}
