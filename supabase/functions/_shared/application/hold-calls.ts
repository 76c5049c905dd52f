import type { OwnEvent } from '../core/call-events.ts';
import type { CallState } from '../core/call-state.ts';
import { compareInstants, latest } from '../core/instant.ts';
import type { StoredCall } from '../ports/call-repository.ts';
import type { Member } from '../ports/directory.ts';
import { type Applied, changeCall, type EngineDeps, ownRecord, stateOf } from './call-engine.ts';
import { followUp, guarded } from './follow-up.ts';
import { callLoader, changeOwn } from './member-calls.ts';

/** The event by which somebody hears music. */
export function holdBegan(
  callId: string,
  { room }: Pick<CallState, 'room'>,
  now: string,
  memberId: string,
  party: number | null = null,
): OwnEvent {
  const hold = room.holds.length + 1;
  const id = `${callId}:hold:${hold}`;
  return { id, type: 'hold.began', occurredAt: now, hold, party, memberId };
}

/** The events by which the music ends for the outside party, or for a party; none where none plays. */
export function holdEnded(
  callId: string,
  { room }: Pick<CallState, 'room'>,
  now: string,
  memberId: string,
  party: number | null = null,
): OwnEvent[] {
  return room.holds
    .filter((hold) => hold.party === party && hold.endedAt === null)
    .map(({ number: hold }) => {
      const id = `${callId}:hold_ended:${hold}`;
      return { id, type: 'hold.ended', occurredAt: now, hold, memberId };
    });
}

/** Music for the far end, or for a party. Twice is once. */
export function hold(
  deps: EngineDeps,
  member: Member,
  callId: string,
  party: number | null,
): Promise<Applied<'not_in_this_state' | 'party_not_found'>> {
  return changeOwn<'party_not_found'>(deps, member, callId, (state, now) => {
    if (party === null && state.room.hold) return { events: [] };
    if (party !== null && !isJoined(state, party)) return { refuse: 'party_not_found' };
    if (party !== null && isHeld(state, party)) return { events: [] };
    return { events: [holdBegan(callId, state, now, member.memberId, party)] };
  });
}

/** Ends the music; the member's other calls are held. */
export async function resume(
  deps: EngineDeps,
  member: Member,
  callId: string,
  party: number | null,
): Promise<Applied<'not_in_this_state' | 'party_not_found'>> {
  const applied = await changeOwn<'party_not_found'>(deps, member, callId, (state, now) => {
    if (party !== null && !isJoined(state, party)) return { refuse: 'party_not_found' };
    return { events: holdEnded(callId, state, now, member.memberId, party) };
  });
  if (applied.ok) await holdOthers(deps, member, callId);
  return applied;
}

function isJoined({ room }: CallState, party: number): boolean {
  return room.parties.some(({ number, status }) => number === party && status === 'joined');
}

function isHeld({ room }: CallState, party: number): boolean {
  return room.holds.some((one) => one.party === party && one.endedAt === null);
}

/** The member's calls besides this one, as they are now. */
export async function otherCallsOf(
  { calls }: Pick<EngineDeps, 'calls'>,
  { memberId }: Member,
  callId: string,
): Promise<StoredCall[]> {
  const ids = await calls.callsOf(memberId);
  const others = await Promise.all(ids.filter((id) => id !== callId).map((id) => calls.load(id)));
  return others.flatMap((stored) => stored ?? []);
}

/**
 * `holdOthers` for who has the member's other calls at hand already: the music does not wait for
 * another look. What changed since they were read is found by the compare-and-set, and by a look after.
 */
export async function holdSeen(
  deps: EngineDeps,
  member: Member,
  callId: string,
  seen: readonly StoredCall[],
): Promise<void> {
  await Promise.all(
    seen.map((stored) => {
      let isFirst = true;
      return holdUnlessHeld(deps, member, stored.identity.id, async () => {
        if (!isFirst) return await deps.calls.load(stored.identity.id);
        isFirst = false;
        return stored;
      });
    }),
  );
  deps.background(guarded(deps, { id: callId }, () => holdOthers(deps, member, callId)));
}

/** A person talks in one call at a time: the far ends of their others hear music. */
export async function holdOthers(deps: EngineDeps, member: Member, callId: string): Promise<void> {
  const ids = await deps.calls.callsOf(member.memberId);
  await Promise.all(
    ids.filter((id) => id !== callId).map((id) => holdUnlessHeld(deps, member, id)),
  );
}

/**
 * What `holdOthers` left undone when its process died: a call whose agent has turned to another one
 * since is held [I2]. For the sweeper.
 */
export async function holdIfLeft(
  deps: EngineDeps,
  { identity: { id, organizationId } }: Pick<StoredCall, 'identity'>,
  state: CallState,
): Promise<void> {
  const { current, room, status } = state;
  if (!current || room.hold || status === 'ended') return;
  const { memberId } = current;
  const ids = await deps.calls.callsOf(memberId);
  const others = await Promise.all(
    ids.filter((other) => other !== id).map((other) => deps.calls.load(other)),
  );
  const isLeft = others.some((other) => {
    const theirs = other ? stateOf(other) : null;
    if (theirs?.current?.memberId !== memberId || theirs.room.hold) return false;
    return theirs.status !== 'ended' && compareInstants(turnedTo(theirs), turnedTo(state)) > 0;
  });
  if (isLeft) await holdUnlessHeld(deps, { memberId, organizationId }, id);
}

/** When the call's agent last turned to it. */
function turnedTo({ current, room, startedAt }: CallState): string {
  const resumedAt = room.holds.filter(({ party }) => party === null).map(({ endedAt }) => endedAt);
  return latest(current?.startedAt, ...resumedAt) ?? startedAt;
}

async function holdUnlessHeld(
  deps: EngineDeps,
  member: Pick<Member, 'memberId' | 'organizationId'>,
  callId: string,
  load = callLoader(deps, member, callId),
): Promise<void> {
  const { memberId } = member;
  const applied = await changeCall<'nothing_to_hold'>(deps, load, (state, _stored, now) => {
    const isMine = state?.current?.memberId === memberId;
    // A number that still rings hears the music once it answers.
    const goesOn = state !== null && state.status !== 'ended';
    if (!state || !isMine || !goesOn || state.room.hold) {
      return { refuse: 'nothing_to_hold' };
    }
    return { events: [ownRecord(holdBegan(callId, state, now, memberId))] };
  });
  if (applied.ok) followUp(deps, applied.identity, applied.state, applied.newCommands);
  else if (applied.code !== 'nothing_to_hold') {
    deps.log.warn('a call was not held', { call: callId, code: applied.code });
  }
}
