import * as z from 'zod/mini';

const person = z.object({ id: z.string(), name: z.string() });

/** Somebody besides the caller and the agent who holds the call. */
const partyCardSchema = z.object({
  /** From 1, in the order in which they were asked; names them in `party` of a command. */
  number: z.number(),
  kind: z.enum(['member', 'outside']),
  /**
   * `consult`: talks with the agent while the caller hears music; `guest`: is in the call;
   * `transfer`: gets the call once they answer; `supervisor`: listens, and may speak by their `mode`.
   */
  role: z.enum(['consult', 'guest', 'transfer', 'supervisor']),
  member: z.nullable(person),
  /** E.164 of an outside party. */
  phoneNumber: z.nullable(z.string()),
  /** Of the client or, where none is known, null: the number is shown. */
  clientName: z.nullable(z.string()),
  clientId: z.nullable(z.string()),
  status: z.enum(['ringing', 'connecting', 'joined', 'gone']),
  /** A supervisor's: `monitor` nobody hears them, `whisper` the agent does, `barge` everybody. */
  mode: z.nullable(z.enum(['monitor', 'whisper', 'barge'])),
  invitedBy: z.nullable(person),
  askedAt: z.string(),
  joinedAt: z.nullable(z.string()),
  /** Hears music. */
  heldSince: z.nullable(z.string()),
  /** `gone`: why. */
  endReason: z.nullable(
    z.enum(['left', 'removed', 'declined', 'no_answer', 'busy', 'unreachable', 'refused']),
  ),
});

export type PartyCard = z.infer<typeof partyCardSchema>;

/** What goes on in a call besides two people talking; null on the card until there is something. */
export const roomCardSchema = z.object({
  /** The caller (of a call out: whom we called) hears music. */
  hold: z.nullable(z.object({ since: z.string(), by: z.nullable(person) })),
  /** Nobody holds the call; whoever accepts it has it. */
  parked: z.nullable(
    z.object({
      since: z.string(),
      by: z.nullable(person),
      slot: z.number(),
      returnsAt: z.string(),
    }),
  ),
  /** Why a call rings in which somebody was spoken to already. */
  handoff: z.nullable(
    z.object({
      /** `transfer`: sent to somebody; `returned`: they did not take it; `parked`: nobody picked it
       * up; `lost`: the agent's browser is gone. */
      kind: z.enum(['transfer', 'returned', 'parked', 'lost']),
      by: z.nullable(person),
      /** Whom it was sent to: a colleague's name, a client's, or a number. */
      to: z.nullable(z.string()),
      since: z.string(),
    }),
  ),
  parties: z.array(partyCardSchema),
});
export type RoomCard = z.infer<typeof roomCardSchema>;
