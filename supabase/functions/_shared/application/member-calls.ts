import type { CallEvent } from '../core/call-events.ts';
import type { CallState } from '../core/call-state.ts';
import type { StoredCall } from '../ports/call-repository.ts';
import type { Member } from '../ports/directory.ts';
import {
  type Applied,
  changeCall,
  type EngineDeps,
  ownRecord,
  type Proposal,
} from './call-engine.ts';
import { followUp } from './follow-up.ts';

export type RoomRefusal = 'not_in_this_state' | 'party_not_found' | 'party_unreachable';

/** A call of the member's organisation; another organisation's does not exist for them [I8]. */
export function callLoader(
  deps: Pick<EngineDeps, 'calls'>,
  { organizationId }: Pick<Member, 'organizationId'>,
  callId: string,
): () => Promise<StoredCall | null> {
  return async () => {
    const stored = await deps.calls.load(callId);
    return stored?.identity.organizationId === organizationId ? stored : null;
  };
}

/** The call is in this member's hands, and the far end is on the line. */
export function isTalking(state: CallState | null, memberId: string): state is CallState {
  if (!state || state.status === 'ended' || state.current?.memberId !== memberId) return false;
  return state.current.connectedAt !== null && isFarEndUp(state);
}

/** Whom we talk with has answered and not gone. */
function isFarEndUp({ legs, direction, answeredAt }: CallState): boolean {
  const far = legs.find((leg) => leg.role === 'external' && leg.endedAt === null);
  return far !== undefined && (direction === 'inbound' || answeredAt !== null);
}

/**
 * Changes a call that this member holds: events in, commands out, the rest in the background.
 *
 * @param propose null refuses: the call is not in a state for it
 */
export async function changeOwn<Code extends string = never>(
  deps: EngineDeps,
  member: Member,
  callId: string,
  propose: (
    state: CallState,
    now: string,
    stored: StoredCall,
  ) => { events: CallEvent[]; audit?: Proposal['audit'] } | { refuse: Code } | null,
): Promise<Applied<Code | 'not_in_this_state'>> {
  const applied = await changeCall<Code | 'not_in_this_state'>(
    deps,
    callLoader(deps, member, callId),
    (state, stored, now) => {
      if (!isTalking(state, member.memberId)) return { refuse: 'not_in_this_state' };
      const proposed = propose(state, now, stored);
      if (!proposed) return { refuse: 'not_in_this_state' };
      if ('refuse' in proposed) return proposed;
      return {
        events: proposed.events.map(ownRecord),
        ...(proposed.audit ? { audit: proposed.audit } : {}),
      };
    },
  );
  if (applied.ok) followUp(deps, applied.identity, applied.state, applied.newCommands);
  return applied;
}
