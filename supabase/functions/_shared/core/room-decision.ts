import type { OwnEvent } from './call-events.ts';
import type { CallPolicy, CallState } from './call-state.ts';
import { partyOf } from './fold-room.ts';
import { lostAgent } from './fold-talk.ts';
import { addMs, compareInstants } from './instant.ts';
import type { HandoffKind, HandoffTarget } from './room-events.ts';
import type { Handoff } from './room-state.ts';

/** A browser that vanished has so long to come back before others are rung. */
const LOST_RING_MS = 15_000;
/** Whoever sent a call on that nobody took has so long to take it back. */
const RETURN_RING_MS = 20_000;
/** The last resort: everybody. */
const EVERYBODY_RING_MS = 25_000;

interface Begun {
  kind: HandoffKind;
  memberId: string | null;
  to?: HandoffTarget;
  party?: number | null;
  memberIds: string[] | null;
  releasesAttempt?: number | null;
  forMs: number;
}

/** The event that gives a call on; the same decision always has the same id. */
export function handoffBegan(
  callId: string,
  state: Pick<CallState, 'room'>,
  now: string,
  { kind, memberId, to = null, party = null, memberIds, releasesAttempt = null, forMs }: Begun,
): OwnEvent {
  const handoff = state.room.handoffCount + 1;
  const id = `${callId}:handoff:${handoff}`;
  const endsAt = addMs(now, forMs);
  return {
    id,
    type: 'handoff.began',
    occurredAt: now,
    ...{ handoff, kind, memberId, to, party, memberIds, releasesAttempt, endsAt },
  };
}

/**
 * What is to be decided about a caller whom nobody has, and about parties who do not come:
 * level-triggered like the ringing (`ring-decision.ts`), and committed with whatever led to it.
 */
export function nextRoomEvent(
  callId: string,
  state: CallState,
  policy: CallPolicy,
  now: string,
): OwnEvent | null {
  if (state.status === 'ended') return null;
  const lost = lostAgent(state);
  if (lost) {
    const { memberId, number } = lost;
    return handoffBegan(callId, state, now, {
      kind: 'lost',
      memberId,
      memberIds: [memberId],
      releasesAttempt: number,
      forMs: LOST_RING_MS,
    });
  }
  const late = state.room.parties.find(
    ({ deadlineAt }) => deadlineAt !== null && compareInstants(now, deadlineAt) >= 0,
  );
  if (late) {
    const party = late.number;
    return {
      id: `${callId}:party_timed_out:${party}`,
      type: 'party.timed_out',
      party,
      occurredAt: now,
    };
  }
  const { handoff, parked } = state.room;
  if (handoff) return afterHandoff(callId, state, policy, now, handoff);
  if (parked && compareInstants(now, parked.returnsAt) >= 0) {
    const { memberId } = parked;
    return goesBack(callId, state, policy, now, { kind: 'parked', memberId });
  }
  return null;
}

/** The next whom the caller rings at, once nobody took the call; at last nobody is left. */
function afterHandoff(
  callId: string,
  state: CallState,
  policy: CallPolicy,
  now: string,
  handoff: Handoff,
): OwnEvent | null {
  const { memberId } = handoff;
  if (handoff.party !== null) {
    const target = partyOf(state.room.parties, handoff.party);
    if (target && target.status !== 'gone') return null;
    return goesBack(callId, state, policy, now, { kind: 'returned', memberId, to: handoff.to });
  }
  const left = handoff.memberIds?.filter((id) => !state.declinedBy.includes(id)) ?? null;
  const isOver = compareInstants(now, handoff.endsAt) >= 0 || left?.length === 0;
  if (!isOver) return null;
  if (handoff.kind === 'transfer') {
    return goesBack(callId, state, policy, now, { kind: 'returned', memberId, to: handoff.to });
  }
  if (handoff.memberIds !== null) return toEverybody(callId, state, now, handoff);
  const reason = 'not_picked_up' as const;
  return { id: `${callId}:ring_timed_out`, type: 'ring.timed_out', reason, occurredAt: now };
}

function goesBack(
  callId: string,
  state: CallState,
  policy: CallPolicy,
  now: string,
  to: Pick<Begun, 'kind' | 'memberId' | 'to'>,
): OwnEvent {
  const { memberId } = to;
  // Where it is known that it would ring unheard, everybody is asked at once.
  const isAway = policy.ring !== null && !canTake(policy, memberId);
  if (memberId === null || isAway) return toEverybody(callId, state, now, to);
  return handoffBegan(callId, state, now, {
    ...to,
    memberIds: [memberId],
    forMs: RETURN_RING_MS,
  });
}

function canTake({ ring }: CallPolicy, memberId: string | null): boolean {
  if (!ring || memberId === null) return false;
  return ring.reachable.includes(memberId) || ring.waiting.includes(memberId);
}

function toEverybody(
  callId: string,
  state: CallState,
  now: string,
  { kind, memberId, to }: Pick<Begun, 'kind' | 'memberId' | 'to'>,
): OwnEvent {
  return handoffBegan(callId, state, now, {
    kind,
    memberId,
    ...(to ? { to } : {}),
    memberIds: null,
    forMs: EVERYBODY_RING_MS,
  });
}
