import { outside, mobile, guest, of, ends, own } from './call-log.ts';
import type { Ending } from './ending.ts';
import {
  begins,
  callerLeaves,
  ringOver,
  forward,
  allowed,
  aiTalks,
  wanted,
  talk,
  parked,
  sentOn,
  withGuest,
  merged,
} from './facts.ts';

/** Callers who spoke with somebody, and whom a person then did not serve. */
export const answered: Ending[] = [
  [
    'talked on the mobile',
    [
      begins,
      forward,
      allowed,
      of(mobile, 'answered', 8),
      of(mobile, 'bridged', 9),
      of(outside, 'bridged', 9),
      ends(mobile, 40, 'normal_clearing'),
    ],
    'answered',
    'agent_hung_up',
    'in_answered_forward',
  ],
  [
    'the AI settled it',
    [begins, ...aiTalks, callerLeaves(40)],
    'answered',
    'caller_hung_up',
    'in_answered_ai',
  ],
  [
    'the AI asked for a person, and nobody came',
    [
      begins,
      ...aiTalks,
      wanted,
      own(30, { type: 'person.timed_out', request: 1 }),
      callerLeaves(40),
    ],
    'answered',
    'nobody_free',
    'in_answered_nobody_free',
  ],
  [
    'the AI asked for a person, and they hung up waiting',
    [begins, ...aiTalks, wanted, callerLeaves(12)],
    'answered',
    'nobody_free',
    'in_answered_nobody_free',
  ],
  [
    'hung up while parked',
    [...talk, ...parked, callerLeaves(40)],
    'answered',
    'not_picked_up',
    'in_answered_not_picked_up',
  ],
  [
    'hung up while sent on',
    [...talk, sentOn('transfer'), callerLeaves(20)],
    'answered',
    'not_picked_up',
    'in_answered_not_picked_up',
  ],
  [
    'sent on, came back, nobody took it',
    [...talk, sentOn('returned'), ringOver('not_picked_up')],
    'answered',
    'not_picked_up',
    'in_answered_not_picked_up',
  ],
  [
    'left with somebody outside, who hung up',
    [
      ...talk,
      ...withGuest,
      own(10, { type: 'agent.left', attempt: 1, memberId: 'ana', why: 'transferred' }),
      ends(guest(), 50, 'normal_clearing'),
    ],
    'answered',
    'transferred',
    'in_answered_transferred',
  ],
  ['brought into another call', [...talk, merged], 'answered', 'merged', 'in_answered_merged'],
  [
    'Telnyx lost the caller in a talk',
    [...talk, ends(outside, 30, 'lost')],
    'answered',
    'network',
    'in_answered_network',
  ],
];
