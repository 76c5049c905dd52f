import * as z from 'zod/mini';
import { qualityCardSchema } from './quality-card.ts';
import { roomCardSchema } from './room-card.ts';

/** The AI's part in a call, as the screen shows it. */
export const aiCardSchema = z.object({
  status: z.enum(['starting', 'talking', 'over']),
  /** Since when it has had the caller; null while it starts. */
  since: z.nullable(z.string()),
  language: z.enum(['en', 'fr', 'es']),
  /** Why it has the call. */
  reason: z.enum(['always', 'after_hours', 'overflow', 'sent_by_agent', 'handed_back', 'resumed']),
  /** It asks for a person: people ring. */
  wants: z.nullable(
    z.object({
      reason: z.string(),
      urgent: z.boolean(),
      since: z.string(),
      deadlineAt: z.nullable(z.string()),
    }),
  ),
});
export type AiCard = z.infer<typeof aiCardSchema>;

/**
 * What the screen knows of a call: the payload of the broadcast `call_changed`, and the row of
 * `live_calls()`. It is a versioned snapshot; a card with a lower version than the one shown is stale.
 */
export const callCardSchema = z.object({
  id: z.string(),
  organizationId: z.string(),
  version: z.number(),
  direction: z.enum(['inbound', 'outbound']),
  status: z.enum(['ringing', 'connecting', 'active', 'ended']),
  outcome: z.nullable(
    z.enum(['answered', 'missed', 'busy', 'rejected', 'no_answer', 'cancelled', 'failed']),
  ),
  outcomeReason: z.nullable(
    z.enum([
      'ring_timeout',
      'caller_hung_up',
      'agent_hung_up',
      'agent_unreachable',
      'number_not_found',
      'dial_refused',
      'network',
      'ai_failed',
      'nobody_free',
      'nobody_reachable',
      'everybody_busy',
      'closed_message',
      'unanswered_message',
      'forward_unanswered',
      'transferred',
      'merged',
      'not_picked_up',
    ]),
  ),
  /** E.164; null when withheld. */
  fromNumber: z.nullable(z.string()),
  toNumber: z.string(),
  client: z.nullable(z.object({ id: z.string(), name: z.string() })),
  /** How many clients have the outside party's number. */
  clientCount: z.number(),
  line: z.object({ id: z.string(), phoneNumber: z.string(), label: z.string() }),
  agent: z.nullable(z.object({ id: z.string(), name: z.string() })),
  startedAt: z.string(),
  answeredAt: z.nullable(z.string()),
  endedAt: z.nullable(z.string()),
  deadlineAt: z.nullable(z.string()),
  /** Members who silenced the ring for themselves. */
  declinedBy: z.array(z.string()),
  /** Members in whose browsers it rings now; null: in everybody's. Says nothing unless it rings. */
  offeredTo: z.nullable(z.array(z.string())),
  /** Which of the line's steps rings, from 1; 0: none, or everybody. */
  ringStep: z.number(),
  /** The mobile that it is forwarded to, masked (+1416•••0123). */
  forwardedTo: z.nullable(z.string()),
  /** A health check's own call. */
  isTest: z.boolean(),
  handledBy: z.nullable(z.enum(['person', 'ai', 'voicemail', 'forward'])),
  /** Null where no AI took part. */
  ai: z.nullable(aiCardSchema),
  /** Hold, park, transfer, and everybody besides two who talk; null: nothing of it. */
  room: z._default(z.nullable(roomCardSchema), null),
  /** Whose network troubles the sound now; left out once the call has ended. */
  quality: z.optional(z.array(qualityCardSchema)),
  /** "Send to AI" can work on this line. */
  aiAvailable: z.boolean(),
  /** What the caller wants, in one line; null while nothing is known. */
  summaryLine: z.nullable(z.string()),
  /** The database's clock when the card was made: timers count from it, not from this machine's clock. */
  serverTime: z.string(),
});

export type CallCard = z.infer<typeof callCardSchema>;

/** A row of a page of `call_history()`. */
export const historyRowSchema = z.extend(callCardSchema, {
  tags: z._default(z.array(z.string()), []),
  /** What the agent says came of it. */
  disposition: z._default(z.nullable(z.string()), null),
  durationSeconds: z.nullable(z.number()),
  /** From the first ring to the answer, or to the end when nobody answered. */
  waitSeconds: z.nullable(z.number()),
  notes: z.nullable(z.string()),
  summary: z.nullable(z.string()),
  /** One of the outcomes of the AI's summary; null before there is one. */
  aiOutcome: z.nullable(z.string()),
  sentiment: z.nullable(z.enum(['positive', 'neutral', 'negative'])),
  /** What somebody still has to do. */
  followUps: z.array(z.string()),
  /** The visit that was booked in this call. */
  visit: z.nullable(z.object({ id: z.string(), title: z.string(), startsAt: z.string() })),
  task: z.nullable(
    z.object({
      id: z.string(),
      dueAt: z.nullable(z.string()),
      doneAt: z.nullable(z.string()),
      assignedName: z.nullable(z.string()),
    }),
  ),
});

/** The outside party's number: who called us, or whom we called. */
export function outsideNumber(
  card: Pick<CallCard, 'direction' | 'fromNumber' | 'toNumber'>,
): string | null {
  return card.direction === 'inbound' ? card.fromNumber : card.toNumber;
}
