import { outside, ends, own, claimed } from './call-log.ts';
import type { Ending } from './ending.ts';
import { begins, gaveUp, ring, ringOver, refused, ai, aiTalks } from './facts.ts';

/** Callers who spoke with nobody. */
export const missed: Ending[] = [
  [
    'rang, nobody accepted',
    [begins, ring(['ana'], 1), ringOver()],
    'missed',
    'ring_timeout',
    'in_missed_timeout',
  ],
  [
    'rang for everybody, nobody was there',
    [begins, ring(null, 0), ringOver('nobody_reachable')],
    'missed',
    'nobody_reachable',
    'in_missed_unreachable',
  ],
  [
    'rang as a second call until we gave up',
    [begins, ring(['ana'], 0), ringOver()],
    'missed',
    'everybody_busy',
    'in_missed_busy',
  ],
  [
    'rang as a second call until they hung up',
    [begins, ring(['ana'], 0), gaveUp],
    'missed',
    'everybody_busy',
    'in_missed_busy',
  ],
  [
    'hung up while it rang',
    [begins, ring(['ana'], 1), gaveUp],
    'missed',
    'caller_hung_up',
    'in_missed_hung_up',
  ],
  [
    'hung up while somebody was connected',
    [begins, claimed(3), gaveUp],
    'missed',
    'caller_hung_up',
    'in_missed_hung_up',
  ],
  [
    'the browser never took its leg',
    [
      begins,
      ring(['ana'], 1),
      claimed(3),
      own(15, { type: 'connect.timed_out', attempt: 1 }),
      ringOver(),
    ],
    'missed',
    'agent_unreachable',
    'in_missed_no_browser',
  ],
  [
    'Telnyx would not dial the browser',
    [begins, claimed(2), refused('dial_agent'), ringOver()],
    'missed',
    'agent_unreachable',
    'in_missed_no_browser',
  ],
  [
    'whoever accepted ended it before they were on',
    [begins, claimed(3), own(5, { type: 'call.hangup_requested', memberId: 'ana' })],
    'missed',
    'agent_hung_up',
    'in_missed_cut_off',
  ],
  [
    'Telnyx lost the caller',
    [begins, ends(outside, 6, 'lost')],
    'missed',
    'network',
    'in_missed_network',
  ],
  [
    'the AI could not be started',
    [
      begins,
      ...ai,
      refused('start_ai'),
      own(8, { type: 'ai.start_timed_out', session: 1 }),
      ringOver(),
    ],
    'missed',
    'ai_failed',
    'in_missed_ai_failed',
  ],
  [
    'the AI died, and nobody came',
    [
      begins,
      ...aiTalks,
      own(9, { type: 'ai.ended', conversationId: 'conv-1', cause: 'error' }),
      ringOver(),
    ],
    'missed',
    'ai_failed',
    'in_missed_ai_failed',
  ],
];
