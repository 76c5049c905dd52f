import type { CallDirection, CallOutcome, CallStatus, OutcomeReason } from './call-state.ts';

/**
 * What a call is called in the history. One key per sentence; the texts stand with the screen
 * (`src/components/calling/copy.ts`), so that they can be translated.
 */
export type CallWord =
  | 'in_ringing'
  | 'in_connecting'
  | 'in_active'
  | 'in_answered'
  | 'in_missed_timeout'
  | 'in_missed_hung_up'
  | 'in_missed'
  | 'in_missed_unreachable'
  | 'in_closed_message'
  | 'in_unanswered_message'
  | 'in_forward_unanswered'
  | 'out_connecting'
  | 'out_ringing'
  | 'out_active'
  | 'out_answered'
  | 'out_busy'
  | 'out_rejected'
  | 'out_no_answer'
  | 'out_cancelled'
  | 'out_not_found'
  | 'out_agent_unreachable'
  | 'out_failed';

export interface CallFacts {
  direction: CallDirection;
  status: CallStatus;
  outcome: CallOutcome | null;
  outcomeReason: OutcomeReason | null;
}

/** The sentence that tells how a call stands or went. */
export function callWord(call: CallFacts): CallWord {
  if (call.status !== 'ended') {
    return call.direction === 'inbound' ? `in_${call.status}` : `out_${call.status}`;
  }
  return call.direction === 'inbound' ? inboundWord(call) : outboundWord(call);
}

function inboundWord(call: CallFacts): CallWord {
  if (call.outcome === 'answered') return 'in_answered';
  if (call.outcomeReason === 'ring_timeout') return 'in_missed_timeout';
  switch (call.outcomeReason) {
    case 'caller_hung_up':
      return 'in_missed_hung_up';
    case 'nobody_reachable':
      return 'in_missed_unreachable';
    case 'closed_message':
      return 'in_closed_message';
    case 'unanswered_message':
      return 'in_unanswered_message';
    case 'forward_unanswered':
      return 'in_forward_unanswered';
    default:
      return 'in_missed';
  }
}

function outboundWord(call: CallFacts): CallWord {
  switch (call.outcome) {
    case 'answered':
      return 'out_answered';
    case 'busy':
      return 'out_busy';
    case 'rejected':
      return 'out_rejected';
    case 'no_answer':
      return 'out_no_answer';
    case 'cancelled':
      return 'out_cancelled';
    default:
      if (call.outcomeReason === 'number_not_found') return 'out_not_found';
      if (call.outcomeReason === 'agent_unreachable') return 'out_agent_unreachable';
      return 'out_failed';
  }
}

/** Whether the history shows the call in red: nobody answered somebody who called us. */
export function isMissed(call: CallFacts): boolean {
  return call.status === 'ended' && call.direction === 'inbound' && call.outcome === 'missed';
}
