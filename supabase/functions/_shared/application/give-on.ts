import type { OwnEvent } from '../core/call-events.ts';
import type { CallState } from '../core/call-state.ts';
import { handoffBegan } from '../core/room-decision.ts';
import type { HandoffTarget, LeaveReason } from '../core/room-events.ts';
import type { Party } from '../core/room-state.ts';
import type { Directory, Member } from '../ports/directory.ts';
import type { Applied, EngineDeps } from './call-engine.ts';
import { holdEnded } from './hold-calls.ts';
import { changeOwn } from './member-calls.ts';
import { partiesRemoved } from './party-events.ts';

/** So long a parked caller waits before whoever parked them is rung. */
const PARK_MS = 180_000;
/** So long a call rings at the colleague that it was sent to. */
const TRANSFER_RING_MS = 20_000;
/** The longest that a number rings that a call was sent to. */
const FAR_RING_MS = 60_000;

/** The agent has no part in the call any more; it goes on. */
export function agentLeft(
  callId: string,
  { current }: CallState,
  now: string,
  memberId: string,
  why: LeaveReason,
): OwnEvent {
  const attempt = current?.number ?? 0;
  const id = `${callId}:agent_left:${attempt}`;
  return { id, type: 'agent.left', occurredAt: now, attempt, memberId, why };
}

/** Whoever was asked in and has not come is let go: they would come to a call that went another way. */
function notThereYet(callId: string, state: CallState, now: string, memberId: string): OwnEvent[] {
  return partiesRemoved(
    callId,
    state,
    now,
    memberId,
    ({ role, status }) => role !== 'supervisor' && status !== 'joined',
  );
}

/** Music for the caller, and nobody has the call until somebody picks it up. */
export async function park(
  deps: EngineDeps & { directory: Pick<Directory, 'freeParkSlot'> },
  member: Member,
  callId: string,
): Promise<Applied<'not_in_this_state'>> {
  const { memberId } = member;
  const slot = await deps.directory.freeParkSlot(member.organizationId);
  return await changeOwn(deps, member, callId, (state, now) => {
    const number = state.room.parkCount + 1;
    const returnsAt = new Date(Date.parse(now) + PARK_MS).toISOString();
    const parked: OwnEvent = {
      id: `${callId}:parked:${number}`,
      type: 'call.parked',
      occurredAt: now,
      ...{ park: number, slot, memberId, returnsAt },
    };
    const away = notThereYet(callId, state, now, memberId);
    return {
      events: [...away, agentLeft(callId, state, now, memberId, 'parked'), parked],
      audit: [{ action: 'call.parked', memberId, detail: { slot } }],
    };
  });
}

/** Sends the call to a colleague at once; it comes back when they do not take it. */
export function sendToColleague(
  deps: EngineDeps,
  member: Member,
  callId: string,
  colleagueId: string,
): Promise<Applied<'not_in_this_state'>> {
  const { memberId } = member;
  return changeOwn(deps, member, callId, (state, now) => ({
    events: [
      ...notThereYet(callId, state, now, memberId),
      agentLeft(callId, state, now, memberId, 'transferred'),
      handoffBegan(callId, state, now, {
        kind: 'transfer',
        memberId,
        to: { memberId: colleagueId },
        memberIds: [colleagueId],
        forMs: TRANSFER_RING_MS,
      }),
    ],
    audit: [{ action: 'call.transferred', memberId, detail: { mode: 'blind', to: 'member' } }],
  }));
}

/** The events that leave the caller to a number that is being dialled as this party. */
export function leaveToParty(
  callId: string,
  state: CallState,
  now: string,
  memberId: string,
  party: number,
  to: HandoffTarget,
): OwnEvent[] {
  return [
    agentLeft(callId, state, now, memberId, 'transferred'),
    handoffBegan(callId, state, now, {
      kind: 'transfer',
      memberId,
      to,
      party,
      memberIds: [],
      forMs: FAR_RING_MS,
    }),
  ];
}

/**
 * The agent leaves the others to themselves. A colleague who is in the call holds it then; one who
 * still rings gets it as a call that was sent on; a number that still rings, likewise.
 */
export function leave(
  deps: EngineDeps,
  member: Member,
  callId: string,
): Promise<Applied<'not_in_this_state'>> {
  const { memberId } = member;
  const audit = [{ action: 'call.transferred', memberId, detail: { mode: 'attended' } }];
  return changeOwn(deps, member, callId, (state, now) => {
    const next = successor(state.room.parties);
    return next ? { events: passOn(callId, state, now, memberId, next), audit } : null;
  });
}

/** Who has the caller next: somebody who is there before somebody who comes, a colleague first. */
function successor(parties: readonly Party[]): Party | null {
  const rank = ({ status, who }: Party) =>
    (status === 'joined' ? 0 : 2) + (who.kind === 'member' ? 0 : 1);
  const able = parties.filter(({ role, status }) => role !== 'supervisor' && status !== 'gone');
  return able.toSorted((a, b) => rank(a) - rank(b))[0] ?? null;
}

function passOn(
  callId: string,
  state: CallState,
  now: string,
  memberId: string,
  next: Party,
): OwnEvent[] {
  const { number: party, who } = next;
  const music = holdEnded(callId, state, now, memberId);
  if (next.status === 'joined') {
    const left = agentLeft(callId, state, now, memberId, 'transferred');
    const isColleague = who.kind === 'member' && next.sipUsername !== null;
    return isColleague ? [left, ...music, promoted(callId, state, now, next)] : [left, ...music];
  }
  if (who.kind === 'outside') {
    const to = { number: who.to, clientId: who.clientId };
    return [...music, ...leaveToParty(callId, state, now, memberId, party, to)];
  }
  if (who.kind !== 'member') return [agentLeft(callId, state, now, memberId, 'transferred')];
  return [
    ...music,
    agentLeft(callId, state, now, memberId, 'transferred'),
    ...partiesRemoved(callId, state, now, memberId, (one) => one.number === party),
    handoffBegan(callId, state, now, {
      kind: 'transfer',
      memberId,
      to: { memberId: who.memberId },
      memberIds: [who.memberId],
      forMs: TRANSFER_RING_MS,
    }),
  ];
}

/** A colleague who was a party holds the call, on the leg that they have. */
function promoted(callId: string, state: CallState, now: string, party: Party): OwnEvent {
  const attempt = state.attempts.length + 1;
  const memberId = party.who.kind === 'member' ? party.who.memberId : '';
  return {
    id: `${callId}:claimed:${attempt}`,
    type: 'call.claimed',
    occurredAt: now,
    ...{ attempt, memberId, deviceId: party.deviceId ?? '', sipUsername: party.sipUsername ?? '' },
    keepsCaller: true,
    fromParty: party.number,
  };
}
