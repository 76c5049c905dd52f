import { accept } from '../_shared/application/accept-call.ts';
import { joinAsParty, leaveAsParty, ownParty } from '../_shared/application/be-party.ts';
import { changeCall, ownRecord } from '../_shared/application/call-engine.ts';
import { followUp } from '../_shared/application/follow-up.ts';
import { handBack, sendToAi } from '../_shared/application/give-to-ai.ts';
import { holdOthers } from '../_shared/application/hold-calls.ts';
import { callLoader } from '../_shared/application/member-calls.ts';
import type { CallState } from '../_shared/core/call-state.ts';
import {
  type CallControlRequest,
  callControlRequest,
} from '../_shared/core/contracts/functions.ts';
import { json, problem } from '../_shared/http/problem.ts';
import { type Handler, memberRoute } from '../_shared/http/route.ts';
import type { CallIdentity } from '../_shared/ports/call-repository.ts';
import type { Directory, Member } from '../_shared/ports/directory.ts';
import { roomAction, type RoomDeps } from './room-actions.ts';

export interface CallControlDeps extends RoomDeps {
  directory: Pick<Directory, 'memberOf' | 'findDevice' | 'nameOf' | 'colleague' | 'freeParkSlot'>;
  allowedOrigin: string;
}

/** What an agent does with a call: accept or take over, decline, hang up, give to the AI. */
export function createCallControlHandler(deps: CallControlDeps): Handler {
  return memberRoute(deps, callControlRequest, async (member, body) => {
    switch (body.action) {
      case 'accept':
      case 'take_over':
        return await answerAccept(deps, member, body);
      case 'decline':
        return await decline(deps, member, body);
      case 'hangup':
        return await hangUp(deps, member, body);
      case 'send_to_ai':
      case 'hand_back':
        return await giveToAi(deps, member, body);
      default:
        return await roomAction(deps, member, { ...body, action: body.action });
    }
  });
}

async function answerAccept(
  deps: CallControlDeps,
  member: Member,
  body: CallControlRequest,
): Promise<Response> {
  const device = deps.directory.findDevice(member.memberId, body.device_id ?? null);
  // Somebody asked this member into a call that another has.
  const joined = await joinAsParty(deps, member, body.call_id, await device);
  if (joined.ok) {
    await holdOthers(deps, member, body.call_id);
    return json({ call_id: body.call_id, status: joined.state.status });
  }
  if (joined.code === 'agent_not_registered') return problem('agent_not_registered');
  const result = await accept(deps, member, device, body.call_id);
  if (result.ok) return json({ call_id: body.call_id, status: result.status });
  if (result.code !== 'already_claimed') return problem(result.code);
  const name = result.claimedBy ? await deps.directory.nameOf(result.claimedBy) : null;
  return problem('already_claimed', undefined, {
    ...(result.claimedBy ? { claimed_by: { id: result.claimedBy, name: name ?? '' } } : {}),
  });
}

/**
 * Silences the ring for this member only; the others go on ringing. When all whom it rings at have
 * silenced it, the next step begins at once.
 */
async function decline(
  deps: CallControlDeps,
  member: Member,
  body: CallControlRequest,
): Promise<Response> {
  const declined = await leaveAsParty(deps, member, body.call_id);
  if (declined.ok) return json({ call_id: body.call_id, status: declined.state.status });
  let offersBefore = 0;
  const applied = await changeCall<'not_in_this_state'>(
    deps,
    callLoader(deps, member, body.call_id),
    (state, stored, now) => {
      offersBefore = ringRounds(state);
      if (!state || !isRingingForPeople(state)) return { refuse: 'not_in_this_state' };
      if (state.declinedBy.includes(member.memberId)) return { events: [] };
      const request = state.personRequest ? `:${state.personRequest.number}` : '';
      const sentOn = state.room.handoff ? `:h${state.room.handoff.number}` : '';
      const id = `${stored.identity.id}:declined:${member.memberId}${request}${sentOn}`;
      const { memberId } = member;
      return { events: [ownRecord({ id, type: 'call.declined', occurredAt: now, memberId })] };
    },
  );
  if (!applied.ok) return refusal(applied.code);
  const { identity, state, newCommands } = applied;
  // Whoever watched the call before watches it still, unless it goes another way now.
  const goesOn = ringRounds(state) === offersBefore && state.status === 'ringing';
  if (goesOn) return json({ call_id: body.call_id, status: state.status });
  return finish(deps, identity, state, newCommands);
}

/** How often it was decided at whom it rings. */
function ringRounds(state: CallState | null): number {
  return (state?.offerCount ?? 0) + (state?.room.handoffCount ?? 0);
}

function isRingingForPeople(state: CallState): boolean {
  if (state.room.handoff) return state.status === 'ringing';
  const asksForPerson = (state.ai?.wants ?? null) !== null;
  return state.direction === 'inbound' && (state.status === 'ringing' || asksForPerson);
}

/** Ends a call for both sides. Pressed twice: the second finds it ended and says so. */
async function hangUp(
  deps: CallControlDeps,
  member: Member,
  body: CallControlRequest,
): Promise<Response> {
  const applied = await changeCall<'not_in_this_state'>(
    deps,
    callLoader(deps, member, body.call_id),
    (state, stored, now) => {
      if (!state || state.status === 'ended' || !mayHangUp(member, state)) {
        return { refuse: 'not_in_this_state' };
      }
      const id = `${stored.identity.id}:hangup_requested`;
      const { memberId } = member;
      return {
        events: [ownRecord({ id, type: 'call.hangup_requested', occurredAt: now, memberId })],
        audit: [{ action: 'call.hung_up', memberId, detail: {} }],
      };
    },
  );
  if (applied.ok) return finish(deps, applied.identity, applied.state, applied.newCommands);
  // Who is in somebody else's call goes by themselves.
  const left = await leaveAsParty(deps, member, body.call_id);
  if (left.ok) return json({ call_id: body.call_id, status: left.state.status });
  return refusal(applied.code);
}

/** A ringing call that the agent sends to the AI, or the agent's own that they hand back. */
async function giveToAi(
  deps: CallControlDeps,
  member: Member,
  body: CallControlRequest,
): Promise<Response> {
  const load = callLoader(deps, member, body.call_id);
  const applied =
    body.action === 'hand_back'
      ? await handBack(deps, load, member, body.note ?? null)
      : await sendToAi(deps, load, member);
  if (!applied.ok) return refusal(applied.code);
  return finish(deps, applied.identity, applied.state, applied.newCommands);
}

/** Whoever holds the call, and owners and admins who are not in it as somebody else's guests. */
function mayHangUp(member: Member, state: CallState): boolean {
  if (state.current?.memberId === member.memberId) return true;
  return member.role !== 'agent' && ownParty(state, member.memberId) === null;
}

function finish(
  deps: CallControlDeps,
  identity: CallIdentity,
  state: CallState,
  commands: Parameters<typeof followUp>[3],
): Response {
  followUp(deps, identity, state, commands);
  return json({ call_id: identity.id, status: state.status });
}

function refusal(code: string): Response {
  if (code === 'not_found') return problem('not_found');
  if (code === 'not_in_this_state' || code === 'ai_unavailable') return problem(code);
  return problem('unavailable');
}
