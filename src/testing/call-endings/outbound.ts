import { outside, agent, of, joins, ends, own, placed } from './call-log.ts';
import type { Ending } from './ending.ts';
import { callerLeaves, ringOver, refused, parked } from './facts.ts';

const dialled = [placed(), of(agent(), 'answered', 1), of(outside, 'dialled', 2)];
/** Calls of ours that nobody answered, or that nobody ended. */
export const outbound: Ending[] = [
  [
    'they were busy',
    [...dialled, ends(outside, 5, 'user_busy')],
    'busy',
    'caller_hung_up',
    'out_busy',
  ],
  [
    'they turned it down',
    [...dialled, ends(outside, 5, 'call_rejected')],
    'rejected',
    'caller_hung_up',
    'out_rejected',
  ],
  [
    'nobody answered there',
    [...dialled, ends(outside, 47, 'timeout')],
    'no_answer',
    'caller_hung_up',
    'out_no_answer',
  ],
  [
    'nobody answered, and Telnyx did not say so',
    [...dialled, ringOver()],
    'no_answer',
    'ring_timeout',
    'out_no_answer',
  ],
  [
    'there is no such number',
    [...dialled, ends(outside, 3, 'not_found')],
    'failed',
    'number_not_found',
    'out_not_found',
  ],
  [
    'Telnyx does not know the destination',
    [...dialled.slice(0, 2), refused('dial_external', 'bad_destination')],
    'failed',
    'number_not_found',
    'out_not_found',
  ],
  [
    'Telnyx, or a limit there, refused the dial',
    [...dialled.slice(0, 2), refused('dial_external')],
    'failed',
    'dial_refused',
    'out_refused',
  ],
  [
    'the agent’s leg was refused',
    [placed(), refused('dial_agent')],
    'failed',
    'agent_unreachable',
    'out_agent_unreachable',
  ],
  [
    'the agent’s browser never took its leg',
    [placed(), own(12, { type: 'connect.timed_out', attempt: 1 })],
    'failed',
    'agent_unreachable',
    'out_agent_unreachable',
  ],
  [
    'cancelled before an answer',
    [...dialled, own(4, { type: 'call.hangup_requested', memberId: 'ana' })],
    'cancelled',
    'agent_hung_up',
    'out_cancelled',
  ],
  [
    'the agent’s browser went before an answer',
    [...dialled, ends(agent(), 6, 'normal_clearing')],
    'cancelled',
    'agent_hung_up',
    'out_cancelled',
  ],
  [
    'Telnyx lost it before an answer',
    [...dialled, ends(outside, 6, 'lost')],
    'failed',
    'network',
    'out_network',
  ],
  [
    'they hung up while parked',
    [...dialled, of(outside, 'answered', 4), joins(outside, 5), ...parked, callerLeaves(40)],
    'answered',
    'not_picked_up',
    'out_answered_not_picked_up',
  ],
];
