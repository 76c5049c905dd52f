import type { CallDirection, CallOutcome, CallStatus, OutcomeReason } from './call-state.ts';

type LiveWord = `${'in' | 'out'}_${Exclude<CallStatus, 'ended'>}`;

/** Somebody spoke with them; what else there is to say of it. */
type AnsweredWord =
  | 'answered'
  | 'answered_network'
  | 'answered_transferred'
  | 'answered_merged'
  | 'answered_not_picked_up';

/** What an ended call is called. */
export type EndedWord =
  | `${'in' | 'out'}_${AnsweredWord}`
  | 'in_answered_ai'
  | 'in_answered_forward'
  | 'in_answered_nobody_free'
  | 'in_missed_timeout'
  | 'in_missed_hung_up'
  | 'in_missed_busy'
  | 'in_missed_unreachable'
  | 'in_missed_no_browser'
  | 'in_missed_cut_off'
  | 'in_missed_network'
  | 'in_missed_ai_failed'
  | 'in_missed_nobody_free'
  | 'in_missed_not_picked_up'
  | 'in_missed_merged'
  | 'in_missed'
  | 'in_closed_message'
  | 'in_unanswered_message'
  | 'in_forward_unanswered'
  | 'in_forward_refused'
  | 'out_busy'
  | 'out_rejected'
  | 'out_no_answer'
  | 'out_cancelled'
  | 'out_not_found'
  | 'out_agent_unreachable'
  | 'out_refused'
  | 'out_network'
  | 'out_failed';

/**
 * What a call is called in the history. One key per sentence; the texts stand with the screen
 * (`src/components/calling/call-words-copy.ts`), so that they can be translated.
 */
export type CallWord = LiveWord | EndedWord;

export interface CallFacts {
  direction: CallDirection;
  status: CallStatus;
  outcome: CallOutcome | null;
  outcomeReason: OutcomeReason | null;
  handledBy?: 'person' | 'ai' | 'voicemail' | 'forward' | null;
}

/** The sentence that tells how a call stands or went. */
export function callWord(call: CallFacts): CallWord {
  if (call.status === 'ended') return endedWord(call);
  return call.direction === 'inbound' ? `in_${call.status}` : `out_${call.status}`;
}

/** The sentence of a call that is over, or that is over for whoever reads it. */
export function endedWord(call: Omit<CallFacts, 'status'>): EndedWord {
  if (call.outcome === 'answered') return answeredWord(call);
  return call.direction === 'inbound' ? missedWord(call.outcomeReason) : outboundWord(call);
}

/** What there is to add to "Answered": a reason that is not named here adds nothing. */
const ANSWERED: Partial<Record<OutcomeReason, AnsweredWord>> = {
  network: 'answered_network',
  transferred: 'answered_transferred',
  merged: 'answered_merged',
  not_picked_up: 'answered_not_picked_up',
};

function answeredWord({ direction, outcomeReason, handledBy }: Omit<CallFacts, 'status'>) {
  const word = (outcomeReason && ANSWERED[outcomeReason]) ?? 'answered';
  if (direction === 'outbound') return `out_${word}` as const;
  if (outcomeReason === 'nobody_free') return 'in_answered_nobody_free';
  const byAi = handledBy === 'ai' ? 'in_answered_ai' : null;
  const plain = handledBy === 'forward' ? 'in_answered_forward' : byAi;
  return (word === 'answered' ? plain : null) ?? (`in_${word}` as const);
}

/** One for every reason: the compiler asks for the next. */
const MISSED: Record<OutcomeReason, EndedWord> = {
  ring_timeout: 'in_missed_timeout',
  caller_hung_up: 'in_missed_hung_up',
  everybody_busy: 'in_missed_busy',
  nobody_reachable: 'in_missed_unreachable',
  agent_unreachable: 'in_missed_no_browser',
  agent_hung_up: 'in_missed_cut_off',
  network: 'in_missed_network',
  ai_failed: 'in_missed_ai_failed',
  nobody_free: 'in_missed_nobody_free',
  closed_message: 'in_closed_message',
  unanswered_message: 'in_unanswered_message',
  forward_unanswered: 'in_forward_unanswered',
  dial_refused: 'in_forward_refused',
  not_picked_up: 'in_missed_not_picked_up',
  merged: 'in_missed_merged',
  // Of calls that were answered, or that we placed.
  transferred: 'in_missed',
  number_not_found: 'in_missed',
};

function missedWord(reason: OutcomeReason | null): EndedWord {
  return reason === null ? 'in_missed' : MISSED[reason];
}

/** Why a call of ours could not be put through. */
const FAILED: Partial<Record<OutcomeReason, EndedWord>> = {
  number_not_found: 'out_not_found',
  agent_unreachable: 'out_agent_unreachable',
  dial_refused: 'out_refused',
  network: 'out_network',
};

function outboundWord({ outcome, outcomeReason }: Omit<CallFacts, 'status'>): EndedWord {
  switch (outcome) {
    case 'busy':
    case 'rejected':
    case 'no_answer':
    case 'cancelled':
      return `out_${outcome}`;
    default:
      return (outcomeReason && FAILED[outcomeReason]) ?? 'out_failed';
  }
}

/** Whether the history shows the call in red: nobody answered somebody who called us. */
export function isMissed(call: CallFacts): boolean {
  return call.status === 'ended' && call.direction === 'inbound' && call.outcome === 'missed';
}
