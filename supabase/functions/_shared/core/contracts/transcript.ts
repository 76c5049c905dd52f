import * as z from 'zod/mini';

/** One thing said or one tool called: a row of `call_transcript()` and of `transcript_changed`. */
export const transcriptSegment = z.object({
  id: z.string(),
  callId: z.string(),
  position: z.number(),
  speaker: z.enum(['caller', 'ai', 'agent', 'tool', 'system']),
  text: z.string(),
  language: z.nullable(z.string()),
  /** ISO 8601. */
  at: z.string(),
  tool: z.nullable(
    z.object({
      name: z.string(),
      arguments: z.record(z.string(), z.unknown()),
      ok: z.boolean(),
      reason: z.nullable(z.string()),
      result: z.record(z.string(), z.unknown()),
      durationMs: z.number(),
    }),
  ),
});
export type TranscriptSegment = z.infer<typeof transcriptSegment>;

/** Payload of the broadcast `transcript_changed` on the organisation's channel. */
export const transcriptChange = z.object({
  callId: z.string(),
  segments: z.array(transcriptSegment),
});
export type TranscriptChange = z.infer<typeof transcriptChange>;
