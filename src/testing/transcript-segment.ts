import type { TranscriptSegment } from '@core/contracts/transcript.ts';

type Tool = NonNullable<TranscriptSegment['tool']>;

/** A line of a transcript; by default the caller's, ten seconds into the call. */
export function segmentOf(changes: Partial<TranscriptSegment> = {}): TranscriptSegment {
  return {
    id: 'segment-1',
    callId: 'call-maria',
    position: 0,
    speaker: 'caller',
    text: 'My kitchen drain is blocked',
    language: 'en',
    at: '2026-11-24T10:00:10.000Z',
    tool: null,
    ...changes,
  };
}

/** A tool call in a transcript; by default one that found three free slots. */
export function toolSegmentOf(
  tool: Partial<Tool> = {},
  changes: Partial<TranscriptSegment> = {},
): TranscriptSegment {
  const name = tool.name ?? 'find_slots';
  return segmentOf({
    id: `tool-${name}`,
    speaker: 'tool',
    text: name,
    at: '2026-11-24T10:00:20.000Z',
    tool: {
      name,
      arguments: { problem: 'blocked drain' },
      ok: true,
      reason: null,
      result: { slots: [{ slotId: 'a' }, { slotId: 'b' }, { slotId: 'c' }] },
      durationMs: 212,
      ...tool,
    },
    ...changes,
  });
}
