import * as z from 'zod/mini';

/** Requests and answers of the Edge Functions that the browser calls (POST, JSON). */

/** Any UUID, whatever its version: ids come from several makers. */
const uuid = z.guid();

export const makeCallRequest = z.object({
  /** Any format a person types or pastes; parsed on the server. */
  to: z.string().check(z.minLength(1), z.maxLength(64)),
  from_number_id: z.optional(uuid),
  client_id: z.optional(uuid),
  /** The browser that shall carry the sound; left out: the member's most recently seen one. */
  device_id: z.optional(uuid),
  /** The person was asked whether to call a country that nobody has called before. */
  confirmed: z.optional(z.boolean()),
});
export type MakeCallRequest = z.infer<typeof makeCallRequest>;

export const CALL_ACTIONS = [
  'accept',
  'decline',
  'hangup',
  'send_to_ai',
  'take_over',
  'hand_back',
  /** Music for the caller, or for `party`. */
  'hold',
  /** The end of it; another call of this member's is held. */
  'resume',
  /** `digits` to the far end. */
  'dtmf',
  /** To `target`: `mode` blind (at once) or attended (talk first; ends with one of the next two). */
  'transfer',
  /** The agent leaves; whoever else is in the call goes on. */
  'complete_transfer',
  /** The consulted party is let go; the agent is back with the caller. */
  'cancel_transfer',
  /** `target` joins the call. */
  'add_person',
  /** `party` leaves the call. */
  'remove_party',
  /** The agent leaves, the others go on: the same as `complete_transfer`. */
  'leave',
  /** Music; nobody holds the call until somebody accepts it. */
  'park',
  /** The caller of `other_call_id` comes into this call. */
  'merge',
  /** Owners and admins: joins with `supervision`; again: changes it. */
  'supervise',
  'stop_supervising',
  /** The member's own call, to this device. */
  'move_here',
] as const;

/** Whom a call goes to, or who joins it: exactly one of the two. */
const partyTarget = z.object({
  member_id: z.optional(uuid),
  /** Any format that a person types. */
  number: z.optional(z.string().check(z.minLength(1), z.maxLength(64))),
  /** Whose number it is. */
  client_id: z.optional(uuid),
});

export const callControlRequest = z.object({
  call_id: uuid,
  action: z.enum(CALL_ACTIONS),
  device_id: z.optional(uuid),
  /** `hand_back`: what the AI shall know. */
  note: z.optional(z.string().check(z.maxLength(1000))),
  /** `hold`, `resume`, `remove_party`: which party; left out: the caller. */
  party: z.optional(z.number().check(z.int(), z.minimum(1), z.maximum(50))),
  /** `dtmf`: 0-9, *, #, A-D. */
  digits: z.optional(z.string().check(z.regex(/^[0-9A-D*#]{1,32}$/))),
  /** `dtmf`: counts this device's key presses in this call, so that a repetition is one press. */
  press: z.optional(z.number().check(z.int(), z.minimum(1))),
  /** `transfer`. */
  mode: z.optional(z.enum(['blind', 'attended'])),
  /** `transfer`, `add_person`. */
  target: z.optional(partyTarget),
  /** `transfer`, `add_person` to a number: see `makeCallRequest`. */
  confirmed: z.optional(z.boolean()),
  /** `merge`. */
  other_call_id: z.optional(uuid),
  /** `supervise`. */
  supervision: z.optional(z.enum(['monitor', 'whisper', 'barge'])),
});
export type CallControlRequest = z.infer<typeof callControlRequest>;
export type CallAction = (typeof CALL_ACTIONS)[number];

export const callAnswer = z.object({ call_id: z.string(), status: z.string() });
export type CallAnswer = z.infer<typeof callAnswer>;

export const webrtcTokenRequest = z.object({ device_id: uuid });
export const webrtcTokenAnswer = z.object({
  token: z.string(),
  expires_at: z.string(),
  sip_username: z.string(),
});
export type WebrtcTokenAnswer = z.infer<typeof webrtcTokenAnswer>;

/** Every code that a function can answer with; the screen has words for each. */
export const ERROR_CODES = [
  'invalid_request',
  'unauthorized',
  'not_found',
  'method_not_allowed',
  'payload_too_large',
  'invalid_number',
  'number_not_owned',
  'client_not_found',
  'destination_not_allowed',
  'agent_busy',
  'agent_not_registered',
  'spend_limit',
  'rate_limited',
  'telnyx_error',
  'already_claimed',
  'not_in_this_state',
  'ai_unavailable',
  'not_allowed',
  'scenario_failed',
  /** Limits of calls out. */
  'confirm_destination',
  'concurrency_limit',
  'calling_stopped',
  /** In a call: there is nobody of that name, or nobody whom it would reach. */
  'party_not_found',
  'party_unreachable',
  /** `setup-telnyx-number`. */
  'setup_running',
  'offer_expired',
  'number_taken',
  'number_unavailable',
  'number_not_found',
  'points_elsewhere',
  'confirm_mismatch',
  'number_in_use',
  /** `manage-team`. */
  'already_member',
  'already_invited',
  'invite_not_found',
  'member_not_found',
  'last_owner',
  'mail_failed',
  'unavailable',
  'internal',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

export const errorAnswer = z.object({
  error: z.object({
    code: z.enum(ERROR_CODES),
    message: z.string(),
    /** `already_claimed`: who has the call. */
    claimed_by: z.optional(z.object({ id: z.string(), name: z.string() })),
    /** Limits of calls out: ISO 3166 alpha-2 of the destination, where it is known. */
    country: z.optional(z.nullable(z.string())),
  }),
});
