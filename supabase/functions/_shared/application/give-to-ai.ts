import { aiRequested } from '../core/call-deadline.ts';
import type { StoredCall } from '../ports/call-repository.ts';
import type { Member } from '../ports/directory.ts';
import { type Applied, changeCall, type EngineDeps, ownRecord } from './call-engine.ts';
import { partiesRemoved } from './party-events.ts';

type Refusal = 'not_in_this_state' | 'ai_unavailable';

/**
 * Sends a ringing call to the AI, whatever the line's switch says: a person decided it. Only a call
 * that nobody has.
 */
export function sendToAi(
  deps: Pick<EngineDeps, 'calls'>,
  load: () => Promise<StoredCall | null>,
  member: Member,
): Promise<Applied<Refusal>> {
  return changeCall<Refusal>(deps, load, (state, { identity, policy }, now) => {
    const { memberId } = member;
    if (state?.status !== 'ringing' || state.direction !== 'inbound') {
      return { refuse: 'not_in_this_state' };
    }
    if (!policy.ai) return { refuse: 'ai_unavailable' };
    const why = { reason: 'sent_by_agent' as const, memberId };
    return {
      events: [ownRecord(aiRequested(identity.id, state, now, why))],
      audit: [{ action: 'call.sent_to_ai', memberId, detail: {} }],
    };
  });
}

/**
 * Gives the caller, who talks with this agent, to the AI: their leg ends, the caller's stays, and the
 * assistant starts with what was said.
 *
 * @param note what the agent wants the AI to know
 */
export function handBack(
  deps: Pick<EngineDeps, 'calls'>,
  load: () => Promise<StoredCall | null>,
  member: Member,
  note: string | null,
): Promise<Applied<Refusal>> {
  return changeCall<Refusal>(deps, load, (state, { identity, policy }, now) => {
    const holder = state?.current;
    const { memberId } = member;
    const isMine = holder?.memberId === memberId || member.role !== 'agent';
    if (!state || state.status !== 'active' || !holder?.connectedAt || !isMine) {
      return { refuse: 'not_in_this_state' };
    }
    // The caller's leg must be one that outlives the agent's.
    if (!policy.ai || !holder.keepsCaller) return { refuse: 'ai_unavailable' };
    const why = {
      reason: 'handed_back' as const,
      memberId,
      releasesAttempt: holder.number,
      note: note?.trim() || null,
    };
    // Whoever was asked into the call would come to nobody.
    const letGo = partiesRemoved(identity.id, state, now, memberId);
    return {
      events: [aiRequested(identity.id, state, now, why), ...letGo].map(ownRecord),
      audit: [{ action: 'call.handed_back', memberId, detail: { attempt: holder.number } }],
    };
  });
}
