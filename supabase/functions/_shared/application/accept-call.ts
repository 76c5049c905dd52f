import type { CallState } from '../core/call-state.ts';
import { isForwarding } from '../core/fold-line-outcome.ts';
import type { AgentDevice, Member } from '../ports/directory.ts';
import { changeCall, type EngineDeps, ownRecord } from './call-engine.ts';
import { followUp } from './follow-up.ts';
import { holdSeen, otherCallsOf } from './hold-calls.ts';

export type AcceptResult =
  | { ok: true; status: CallState['status'] }
  | { ok: false; code: 'already_claimed'; claimedBy: string | null }
  | {
      ok: false;
      code:
        | 'not_found'
        | 'not_in_this_state'
        | 'agent_busy'
        | 'agent_not_registered'
        | 'unavailable';
    };

/**
 * Claims a call for one agent: one that rings, or one that the AI has (taking over: the AI goes on
 * talking until the agent's leg is up). The claim is an event committed under compare-and-set, so of
 * any number of agents who press at once exactly one is written [I2]; the others read who it was.
 * Then the caller's leg is answered and the winner's browser dialled.
 */
export async function accept(
  deps: EngineDeps,
  member: Member,
  findingDevice: Promise<AgentDevice | null>,
  callId: string,
): Promise<AcceptResult> {
  let holder: string | null = null;
  let device: AgentDevice | null = null;
  // Looked for beforehand: the first caller's music waits for nothing but this claim. Where that
  // fails, the look after it finds them.
  const others = otherCallsOf(deps, member, callId).catch(() => []);
  const applied = await changeCall<
    'already_mine' | 'already_claimed' | 'not_in_this_state' | 'agent_not_registered'
  >(
    deps,
    async () => {
      // Both at once: the caller is waiting.
      const [stored, found] = await Promise.all([deps.calls.load(callId), findingDevice]);
      device = found;
      return stored?.identity.organizationId === member.organizationId ? stored : null;
    },
    (state, stored, now) => {
      holder = state?.current?.memberId ?? null;
      const refusal = refuseAccept(state, member);
      if (refusal) return { refuse: refusal };
      if (!device?.fresh) return { refuse: 'agent_not_registered' };
      const attempt = (state?.attempts.length ?? 0) + 1;
      const { deviceId, sipUsername } = device;
      return {
        events: [
          ownRecord({
            id: `${stored.identity.id}:claimed:${attempt}`,
            type: 'call.claimed',
            occurredAt: now,
            attempt,
            memberId: member.memberId,
            deviceId,
            sipUsername,
            // The caller must outlive this agent's leg: for the AI, for whoever takes the call on.
            keepsCaller: true,
          }),
        ],
        requireFreeMemberId: member.memberId,
        audit: [{ action: 'call.claimed', memberId: member.memberId, detail: { attempt } }],
      };
    },
  );
  if (applied.ok) {
    followUp(deps, applied.identity, applied.state, applied.newCommands);
    await holdSeen(deps, member, callId, await others);
    return { ok: true, status: applied.state.status };
  }
  switch (applied.code) {
    case 'already_mine':
      return { ok: true, status: 'connecting' };
    case 'already_claimed':
      return { ok: false, code: 'already_claimed', claimedBy: holder };
    case 'not_found':
    case 'not_in_this_state':
    case 'agent_busy':
    case 'agent_not_registered':
      return { ok: false, code: applied.code };
    default:
      return { ok: false, code: 'unavailable' };
  }
}

function refuseAccept(
  state: CallState | null,
  member: Member,
): 'already_mine' | 'already_claimed' | 'not_in_this_state' | null {
  if (!state) return 'not_in_this_state';
  // One that we placed can be taken on only where it waits for somebody.
  const isWaiting = state.room.handoff !== null || state.room.parked !== null;
  if (state.direction !== 'inbound' && !isWaiting) {
    const holds = state.current?.memberId === member.memberId && state.status !== 'ended';
    return holds ? 'already_mine' : 'not_in_this_state';
  }
  // A number that it was sent to is being dialled.
  const dialled = state.room.handoff?.party ?? null;
  if (dialled !== null && !state.current) return 'not_in_this_state';
  // The line's message is being said, or the owner's mobile rings.
  const isGivenAway = state.message !== null || isForwarding(state.forward);
  if (isGivenAway && state.status !== 'ended') return 'not_in_this_state';
  const holder = state.current?.memberId;
  if (holder === undefined && state.status !== 'ended') return null;
  if (state.status === 'ended') return holder ? 'already_claimed' : 'not_in_this_state';
  if (holder === member.memberId) return 'already_mine';
  return holder ? 'already_claimed' : null;
}
