import { aiRequested } from './call-deadline.ts';
import type { CallEvent, OwnEvent } from './call-events.ts';
import type { CallPolicy, CallState } from './call-state.ts';
import { offerEnd } from './fold-ring.ts';
import { addMs, compareInstants } from './instant.ts';
import { forwardWanted, messageBegan } from './line-events.ts';
import {
  everybodyRung,
  hasOverflow,
  RINGS_NOBODY_ELSE,
  ringSteps,
  ringTotalMs,
} from './ring-policy.ts';
import { nextRoomEvent } from './room-decision.ts';

interface Ringing {
  callId: string;
  state: CallState;
  policy: CallPolicy;
  now: string;
  /** How often the AI has had the caller. */
  turn: number;
}

/**
 * What is to be decided about the ringing now: level-triggered, from the state, who can be reached and
 * the time. Null: it rings where it should. The same decision always has the same id, and is committed
 * under compare-and-set together with whatever led to it, so nobody has to remember to make it.
 */
export function nextRingEvent(
  callId: string,
  state: CallState,
  policy: CallPolicy,
  now: string,
): OwnEvent | null {
  if (state.direction !== 'inbound' || (!policy.ring && !state.offer)) return null;
  if (state.room.handoff) return null;
  const ring = policy.ring ?? RINGS_NOBODY_ELSE;
  const ringing = {
    callId,
    state,
    policy: { ...policy, ring },
    now,
    turn: state.aiSessions.length,
  };
  if (state.status === 'active') return personEvent(ringing);
  if (state.status !== 'ringing') return null;
  if (state.testMemberId) return testEvent(ringing, state.testMemberId);
  if (state.forward?.failedAt) return afterForward(ringing);
  const { offer } = state;
  if (!offer) return beginStep(ringing, 1);
  const isOver = compareInstants(now, offerEnd(offer, state.attempts, policy, ringing.turn)) >= 0;
  if (offer.memberIds === null) return isOver ? timedOut(ringing) : null;
  if (offer.step === 0) return secondCalls(ringing, offer.memberIds, isOver);
  if (isOver) return beginStep(ringing, offer.step + 1, { ranOut: true });
  const step = ringSteps(ringing.policy, ringing.turn)[offer.step - 1];
  const members = canHear(ringing, step?.memberIds ?? offer.memberIds);
  if (members.length === 0) return beginStep(ringing, offer.step + 1);
  const isSame = sameMembers(members, offer.memberIds, state.declinedBy);
  return isSame ? null : offerTo(ringing, offer.step, members, offer.endsAt);
}

/** It rings at people who are in a call: they may put it on hold, and somebody may become free. */
function secondCalls(
  ringing: Ringing,
  before: readonly string[],
  isOver: boolean,
): OwnEvent | null {
  const { state } = ringing;
  const members = canTakeSecond(ringing);
  if (isOver || members.length === 0) return afterSteps(ringing, { ranOut: true });
  if (sameMembers(members, before, state.declinedBy)) return null;
  return offerTo(ringing, 0, members, state.offer?.endsAt ?? ringing.now);
}

/** All whom the line rings and whom it would reach, in a call or not. */
function canTakeSecond({ state, policy }: Ringing): string[] {
  const { reachable = [], waiting = [] } = policy.ring ?? {};
  return everybodyRung(policy).filter(
    (id) => (reachable.includes(id) || waiting.includes(id)) && !state.declinedBy.includes(id),
  );
}

/** Those of them whom it would reach, and who did not silence it. */
function canHear({ state, policy }: Ringing, memberIds: readonly string[]): string[] {
  const reachable = policy.ring?.reachable ?? [];
  return memberIds
    .filter((id) => reachable.includes(id) && !state.declinedBy.includes(id))
    .toSorted();
}

function sameMembers(
  now: readonly string[],
  before: readonly string[],
  declinedBy: readonly string[],
): boolean {
  const left = before.filter((id) => !declinedBy.includes(id)).toSorted();
  return left.length === now.length && left.every((id, index) => id === now[index]);
}

/** The next step in which somebody can be reached; after the last, what the line does then. */
function beginStep(ringing: Ringing, from: number, was = { ranOut: false }): OwnEvent | null {
  const steps = ringSteps(ringing.policy, ringing.turn);
  for (let step = from; step <= steps.length; step += 1) {
    const { memberIds, ringMs } = steps[step - 1] ?? { memberIds: [], ringMs: 0 };
    const members = canHear(ringing, memberIds);
    if (members.length > 0) {
      return offerTo(ringing, step, members, addMs(ringing.now, ringMs));
    }
  }
  return afterSteps(ringing, was);
}

/** The AI, else the line's outcome; where there is neither it rings on while somebody may open the app. */
function afterSteps(ringing: Ringing, was: { ranOut: boolean }): OwnEvent | null {
  const { callId, state, policy, now, turn } = ringing;
  if (turn === 0 && hasOverflow(policy)) {
    return aiRequested(callId, state, now, { reason: 'overflow' });
  }
  const second = canTakeSecond(ringing);
  const hasRung = was.ranOut || state.wasOffered;
  if (second.length > 0 && !hasRung) {
    return offerTo(ringing, 0, second, addMs(now, ringTotalMs(policy, turn)));
  }
  const ring = policy.ring ?? RINGS_NOBODY_ELSE;
  if (ring.unansweredOutcome === 'forward' && ring.forwardTo && !state.forward) {
    return forwardWanted(callId, now, { to: ring.forwardTo, because: 'unanswered' });
  }
  if (ring.unansweredOutcome === 'message') {
    return messageBegan(callId, now, ring, 'unanswered_message');
  }
  const endsAt = addMs(turnBegan(state), ringTotalMs(policy, turn));
  if (was.ranOut || compareInstants(now, endsAt) >= 0) return timedOut(ringing);
  return offerTo(ringing, 0, null, endsAt);
}

function turnBegan({ startedAt, aiSessions }: CallState): string {
  const last = aiSessions.at(-1);
  return last?.failedAt ?? last?.endedAt ?? startedAt;
}

/** Busy, refused, or nobody answered: the message if the owner wrote one. */
function afterForward({ callId, state, policy, now }: Ringing): OwnEvent {
  const ring = policy.ring ?? RINGS_NOBODY_ELSE;
  const hasWords =
    ring.unansweredMessage !== null ||
    (state.forward?.because === 'closed' && ring.closedMessage !== null);
  if (hasWords)
    return messageBegan(callId, now, ring, 'forward_unanswered', state.forward?.because);
  return {
    id: `${callId}:ring_timed_out`,
    type: 'ring.timed_out',
    reason: 'forward_unanswered',
    occurredAt: now,
  };
}

function timedOut({ callId, state, now }: Ringing): OwnEvent {
  // Nobody was ever rung: that is another thing than nobody answering.
  const isUnheard = state.offer !== null && state.offer.memberIds === null && !state.wasOffered;
  return {
    id: `${callId}:ring_timed_out`,
    type: 'ring.timed_out',
    ...(isUnheard ? { reason: 'nobody_reachable' as const } : {}),
    occurredAt: now,
  };
}

function offerTo(
  { callId, state, now, turn }: Ringing,
  step: number,
  memberIds: string[] | null,
  endsAt: string,
  request: number | null = null,
): OwnEvent {
  const offer = state.offerCount + 1;
  const id = `${callId}:ring_step:${offer}`;
  return {
    id,
    type: 'ring.step_began',
    occurredAt: now,
    offer,
    turn,
    request,
    step,
    memberIds,
    endsAt,
  };
}

/** A health check's call rings in its own browser, however that seems to be. */
function testEvent(ringing: Ringing, memberId: string): OwnEvent | null {
  const { state, policy, now } = ringing;
  const { offer } = state;
  if (!offer) return offerTo(ringing, 0, [memberId], addMs(now, policy.ringTimeoutMs));
  const isDeclined = state.declinedBy.includes(memberId);
  const endsAt = offerEnd(offer, state.attempts, policy, 0);
  return isDeclined || compareInstants(now, endsAt) >= 0 ? timedOut(ringing) : null;
}

/** The AI asks for a person: all whom the line rings and who can be reached. */
function personEvent(ringing: Ringing): OwnEvent | null {
  const { callId, state, policy, now } = ringing;
  const { personRequest, offer } = state;
  if (!personRequest || !state.ai?.wants || state.current) return null;
  const members = canHear(ringing, everybodyRung(policy));
  const { number, deadlineAt } = personRequest;
  if (members.length === 0) {
    const id = `${callId}:person_timed_out:${number}`;
    return { id, type: 'person.timed_out', request: number, occurredAt: now };
  }
  if (offer?.memberIds && sameMembers(members, offer.memberIds, state.declinedBy)) return null;
  return offerTo(ringing, 0, members, deadlineAt, number);
}

/** The next thing to be decided that no person decides. */
export function nextDecision(
  callId: string,
  state: CallState,
  policy: CallPolicy,
  now: string,
): OwnEvent | null {
  return nextRoomEvent(callId, state, policy, now) ?? nextRingEvent(callId, state, policy, now);
}

/** More decisions than this in one commit are a fault. */
const MOST_DECISIONS = 12;

/** Everything that is to be decided about the ringing on this log, and the state after it. */
export function settleRing(
  callId: string,
  policy: CallPolicy,
  now: string,
  log: readonly CallEvent[],
  fold: (log: readonly CallEvent[]) => CallState,
): { state: CallState; added: OwnEvent[] } {
  const added: OwnEvent[] = [];
  let state = fold(log);
  while (added.length < MOST_DECISIONS) {
    const event = nextDecision(callId, state, policy, now);
    if (!event) break;
    added.push(event);
    state = fold([...log, ...added]);
  }
  return { state, added };
}
