import * as z from 'zod/mini';
import { callCardSchema } from './call-card.ts';
import { qualitySpanSchema } from './quality-card.ts';

const text = z.nullable(z.string());

/** The call itself: its card and what stands beside it in the history. */
const storyCallSchema = z.extend(callCardSchema, {
  durationSeconds: z.nullable(z.number()),
  waitSeconds: z.nullable(z.number()),
  hangupCause: text,
  callSessionId: text,
  /** US dollars. */
  cost: z.nullable(z.number()),
  disposition: text,
  tags: z.array(z.string()),
  notes: text,
  summary: text,
  aiOutcome: text,
  sentiment: z.nullable(z.enum(['positive', 'neutral', 'negative'])),
  followUps: z.array(z.string()),
  visit: z.nullable(z.object({ id: z.string(), title: z.string(), startsAt: z.string() })),
  tasks: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      reason: text,
      note: text,
      dueAt: text,
      doneAt: text,
      assignedName: text,
    }),
  ),
});
export type StoryCall = z.infer<typeof storyCallSchema>;

/** A fact of the log. Kinds that this app does not know yet are shown as they are. */
const storyEventSchema = z.object({
  id: z.string(),
  source: z.enum(['telnyx', 'app']),
  /** Our word: `leg.answered`. */
  type: z.string(),
  /** Its source's: `call.answered`. */
  rawType: z.string(),
  at: z.string(),
  receivedAt: z.string(),
  ignoredReason: text,
  fields: z.record(z.string(), z.unknown()),
});
export type StoryEvent = z.infer<typeof storyEventSchema>;

const storyLegSchema = z.object({
  callControlId: z.string(),
  callLegId: text,
  role: z.string(),
  attempt: z.number(),
  initiatedAt: text,
  answeredAt: text,
  bridgedAt: text,
  endedAt: text,
  hangupCause: text,
  /** What the carrier measured of what this leg sent. */
  quality: z.nullable(
    z.object({
      mos: z.nullable(z.number()),
      jitterMs: z.nullable(z.number()),
      packets: z.nullable(z.number()),
      skipped: z.nullable(z.number()),
    }),
  ),
});
export type StoryLeg = z.infer<typeof storyLegSchema>;

/** What Telnyx was asked to do, and what became of it. */
const storyCommandSchema = z.object({
  id: z.string(),
  kind: z.string(),
  status: z.enum(['pending', 'done', 'failed']),
  tries: z.number(),
  errorCode: text,
  at: z.string(),
  lastTriedAt: text,
  doneAt: text,
  callControlId: text,
  attempt: z.nullable(z.number()),
});
export type StoryCommand = z.infer<typeof storyCommandSchema>;

const storyRecordingSchema = z.object({
  url: z.string(),
  startedAt: z.string(),
  durationSeconds: z.number(),
});
export type StoryRecording = z.infer<typeof storyRecordingSchema>;

/** One of the pages of the log. */
export const storyPageSchema = z.object({
  events: z.array(storyEventSchema),
  next: z.nullable(z.object({ at: z.string(), id: z.string() })),
});

/** The first answer of `call_story()`: the call with the first page of its log. */
export const callStorySchema = z.extend(storyPageSchema, {
  call: storyCallSchema,
  legs: z.array(storyLegSchema),
  commands: z.array(storyCommandSchema),
  people: z.array(z.object({ id: z.string(), name: z.string() })),
  recording: z.nullable(storyRecordingSchema),
  /** How it sounded to those who talked in it; read beside the rest. */
  quality: z._default(z.array(qualitySpanSchema), []),
});
export type CallStory = z.infer<typeof callStorySchema>;
