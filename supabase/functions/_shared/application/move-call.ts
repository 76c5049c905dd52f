import type { OwnEvent } from '../core/call-events.ts';
import type { AgentDevice, Member } from '../ports/directory.ts';
import type { Applied, EngineDeps } from './call-engine.ts';
import { agentLeft } from './give-on.ts';
import { holdBegan } from './hold-calls.ts';
import { changeOwn } from './member-calls.ts';

/**
 * Brings the member's own call to another browser of theirs, or back to one whose page died: the old
 * leg goes, the caller hears music, the new browser is dialled. A call on hold stays on hold.
 */
export function moveHere(
  deps: EngineDeps,
  member: Member,
  callId: string,
  device: AgentDevice | null,
): Promise<Applied<'not_in_this_state' | 'agent_not_registered'>> {
  const { memberId } = member;
  return changeOwn<'agent_not_registered'>(deps, member, callId, (state, now) => {
    if (!device?.fresh) return { refuse: 'agent_not_registered' };
    const attempt = state.attempts.length + 1;
    const { deviceId, sipUsername } = device;
    const claimed: OwnEvent = {
      id: `${callId}:claimed:${attempt}`,
      type: 'call.claimed',
      occurredAt: now,
      ...{ attempt, memberId, deviceId, sipUsername, keepsCaller: true },
    };
    const left = agentLeft(callId, state, now, memberId, 'moved');
    const music = state.room.hold ? [holdBegan(callId, state, now, memberId)] : [];
    return { events: [left, claimed, ...music] };
  });
}
