import * as z from 'zod/mini';

/**
 * How a call sounds badly to a member: their network loses what comes to them (`losing_in`) or what
 * they send (`losing_out`), is `slow`, or is gone (`cut`); `far_silent`: their network is well and
 * nothing comes from the other line.
 */
const SOUND_TROUBLES = ['losing_in', 'losing_out', 'slow', 'cut', 'far_silent'] as const;
export type SoundTrouble = (typeof SOUND_TROUBLES)[number];

/** What is wrong now: in a call's card, and in `quality_changed`. */
export const qualityCardSchema = z.object({
  member: z.object({ id: z.string(), name: z.string() }),
  what: z.enum(SOUND_TROUBLES),
  since: z.string(),
});
export type QualityCard = z.infer<typeof qualityCardSchema>;

/** Payload of the broadcast `quality_changed`: everything that is wrong in this call now. */
export const qualityChangeSchema = z.object({
  callId: z.string(),
  quality: z.array(qualityCardSchema),
  serverTime: z.string(),
});
export type QualityChange = z.infer<typeof qualityChangeSchema>;

const figure = z.nullable(z.number());

/** A row of `call_quality`: a stretch that sounded badly, or the figures of the whole call. */
export const qualitySpanSchema = z.object({
  id: z.string(),
  member_id: z.string(),
  what: z.enum([...SOUND_TROUBLES, 'whole']),
  since: z.string(),
  /** Null: it goes on, or nobody was left to tell its end. */
  until: z.nullable(z.string()),
  /** Percent of what was to arrive here, and there. */
  loss_in: figure,
  loss_out: figure,
  jitter_ms: figure,
  round_trip_ms: figure,
});
export type QualitySpan = z.infer<typeof qualitySpanSchema>;
