import type { CommandKind } from '@core/call-events.ts';
import { at, outside, agent, guest, of, joins, ends, own, claimed } from './call-log.ts';

export const begins = of(outside, 'initiated', 0);
export const isAnswered = of(outside, 'answered', 2);
export const callerLeaves = (seconds: number) => ends(outside, seconds, 'normal_clearing');
export const gaveUp = ends(outside, 31, 'originator_cancel');
export const ring = (memberIds: string[] | null, step: number) =>
  own(1, {
    type: 'ring.step_began',
    offer: 1,
    turn: 0,
    request: null,
    step,
    memberIds,
    endsAt: at(20),
  });
export const ringOver = (reason?: 'nobody_reachable' | 'forward_unanswered' | 'not_picked_up') =>
  own(31, { type: 'ring.timed_out', ...(reason ? { reason } : {}) });
export const refused = (kind: CommandKind, code = 'refused') =>
  own(3, { type: 'command.failed', commandId: `call:${kind}`, kind, attempt: 1, code });
export const message = (reason: 'closed_message' | 'unanswered_message' | 'forward_unanswered') =>
  own(9, { type: 'message.began', text: 'We call you back.', language: 'en', reason });
export const heard = of(outside, 'speech_ended', 14);
export const forward = own(1, {
  type: 'forward.wanted',
  to: '+14165550198',
  because: 'unanswered',
});
export const allowed = own(2, { type: 'forward.allowed', timeLimitSecs: 600 });
export const ai = [
  own(1, {
    type: 'ai.requested',
    session: 1,
    reason: 'overflow',
    memberId: null,
    releasesAttempt: null,
    note: null,
  }),
  of(outside, 'answered', 2),
];
export const aiTalks = [
  ...ai,
  own(3, { type: 'ai.started', session: 1, conversationId: 'conv-1' }),
];
export const wanted = own(8, {
  type: 'person.requested',
  request: 1,
  reason: 'Refund',
  urgent: true,
  source: 'tool',
});
/** An agent and the caller talk in a room. */
export const talk = [
  begins,
  isAnswered,
  claimed(2),
  of(agent(), 'answered', 3),
  joins(outside, 4),
  joins(agent(), 4),
];
export const parked = [
  own(10, { type: 'agent.left', attempt: 1, memberId: 'ana', why: 'parked' }),
  own(10, { type: 'call.parked', park: 1, slot: 1, memberId: 'ana', returnsAt: at(100) }),
];
export const sentOn = (kind: 'transfer' | 'returned') =>
  own(11, {
    type: 'handoff.began',
    handoff: 1,
    kind,
    memberId: 'ana',
    to: null,
    party: null,
    memberIds: null,
    releasesAttempt: 1,
    endsAt: at(31),
  });
const other = {
  kind: 'outside',
  to: '+14165550155',
  clientId: null,
  timeLimitSecs: 600,
} as const;
export const withGuest = [
  own(5, { type: 'party.asked', party: 1, memberId: 'ana', role: 'guest', who: other, mode: null }),
  joins(guest(), 9),
];
export const merged = own(12, { type: 'call.merged', into: 'call-2', memberId: 'ana' });
