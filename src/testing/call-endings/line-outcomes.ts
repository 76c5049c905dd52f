import { mobile, of, ends, own } from './call-log.ts';
import type { Ending } from './ending.ts';
import {
  begins,
  isAnswered,
  callerLeaves,
  gaveUp,
  ring,
  ringOver,
  refused,
  message,
  heard,
  forward,
  allowed,
} from './facts.ts';

/** Callers whom the line’s message or the owner’s mobile had. */
export const lineOutcomes: Ending[] = [
  [
    'closed, heard the message',
    [begins, message('closed_message'), isAnswered, heard],
    'missed',
    'closed_message',
    'in_closed_message',
  ],
  [
    'closed, left in the middle of the message',
    [begins, message('closed_message'), isAnswered, callerLeaves(11)],
    'missed',
    'closed_message',
    'in_closed_message',
  ],
  [
    'nobody answered, heard the message',
    [begins, ring(['ana'], 1), message('unanswered_message'), heard],
    'missed',
    'unanswered_message',
    'in_unanswered_message',
  ],
  [
    'nobody answered, the message could not be spoken',
    [begins, message('unanswered_message'), own(12, { type: 'message.timed_out' })],
    'missed',
    'unanswered_message',
    'in_unanswered_message',
  ],
  [
    'the mobile was busy',
    [begins, forward, allowed, ends(mobile, 8, 'user_busy'), ringOver('forward_unanswered')],
    'missed',
    'forward_unanswered',
    'in_forward_unanswered',
  ],
  [
    'the mobile did not answer, heard the message',
    [
      begins,
      forward,
      allowed,
      own(8, { type: 'forward.timed_out' }),
      message('forward_unanswered'),
      heard,
    ],
    'missed',
    'forward_unanswered',
    'in_forward_unanswered',
  ],
  [
    'a limit forbade the mobile',
    [
      begins,
      forward,
      own(2, { type: 'forward.refused', code: 'over_budget' }),
      ringOver('forward_unanswered'),
    ],
    'missed',
    'dial_refused',
    'in_forward_refused',
  ],
  [
    'a limit forbade the mobile, heard the message',
    [
      begins,
      forward,
      own(2, { type: 'forward.refused', code: 'over_budget' }),
      message('forward_unanswered'),
      heard,
    ],
    'missed',
    'dial_refused',
    'in_forward_refused',
  ],
  [
    'Telnyx would not dial the mobile',
    [begins, forward, allowed, refused('dial_forward'), ringOver('forward_unanswered')],
    'missed',
    'dial_refused',
    'in_forward_refused',
  ],
  [
    'hung up while the mobile rang',
    [begins, forward, allowed, of(mobile, 'dialled', 3), gaveUp],
    'missed',
    'caller_hung_up',
    'in_missed_hung_up',
  ],
];
