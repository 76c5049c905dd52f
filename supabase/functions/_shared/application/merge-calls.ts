import type { CallEvent } from '../core/call-events.ts';
import { outsideNumber } from '../core/contracts/call-card.ts';
import type { StoredCall } from '../ports/call-repository.ts';
import type { Member } from '../ports/directory.ts';
import { type Applied, type EngineDeps, stateOf } from './call-engine.ts';
import { holdEnded, holdOthers } from './hold-calls.ts';
import { callLoader, changeOwn, isTalking } from './member-calls.ts';

/**
 * Brings the far end of one of the member's calls into another: all three talk, and the first call is
 * over. The leg belongs to the call that it came to from then on.
 */
export async function merge(
  deps: EngineDeps,
  member: Member,
  callId: string,
  otherId: string,
): Promise<Applied<'not_in_this_state'>> {
  const { memberId } = member;
  const other = await callLoader(deps, member, otherId)();
  const leg = other ? mergeableLeg(other, memberId) : null;
  if (!other || !leg || otherId === callId) return { ok: false, code: 'not_in_this_state' };
  const applied = await changeOwn(deps, member, callId, (state, now) => {
    const party = state.room.parties.length + 1;
    const { identity } = other;
    const who = {
      kind: 'call',
      callId: otherId,
      callControlId: leg,
      phoneNumber: outsideNumber(identity),
      clientId: identity.clientId,
    } as const;
    const id = `${callId}:party:${party}`;
    const ref = { callControlId: leg, role: 'party', attempt: party } as const;
    const events: CallEvent[] = [
      { id, type: 'party.asked', occurredAt: now, party, memberId, role: 'guest', who, mode: null },
      { id: `${id}:up`, type: 'leg.answered', occurredAt: now, leg: ref, legStartedAt: null },
      ...holdEnded(callId, state, now, memberId),
    ];
    const detail = { from: otherId };
    return { events, audit: [{ action: 'call.merged', memberId, detail }] };
  });
  if (!applied.ok) return applied;
  await changeOwn(deps, member, otherId, (_state, now) => ({
    events: [
      { id: `${otherId}:merged`, type: 'call.merged', occurredAt: now, into: callId, memberId },
    ],
  }));
  await holdOthers(deps, member, callId);
  return applied;
}

/** The far end's leg of a call that this member holds; null: there is nothing to bring. */
function mergeableLeg(stored: StoredCall, memberId: string): string | null {
  const state = stateOf(stored);
  if (!isTalking(state, memberId)) return null;
  const far = state.legs.find((leg) => leg.role === 'external' && leg.endedAt === null);
  return far?.answeredAt ? far.callControlId : null;
}
