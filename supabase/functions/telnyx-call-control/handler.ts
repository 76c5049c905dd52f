import { accept } from '../_shared/application/accept-call.ts';
import { changeCall, type EngineDeps, ownRecord } from '../_shared/application/call-engine.ts';
import { followUp } from '../_shared/application/follow-up.ts';
import { handBack, sendToAi } from '../_shared/application/give-to-ai.ts';
import type { CallState } from '../_shared/core/call-state.ts';
import {
  type CallControlRequest,
  callControlRequest,
} from '../_shared/core/contracts/functions.ts';
import { json, problem } from '../_shared/http/problem.ts';
import { type Handler, memberRoute } from '../_shared/http/route.ts';
import type { CallIdentity, StoredCall } from '../_shared/ports/call-repository.ts';
import type { Directory, Member } from '../_shared/ports/directory.ts';

export interface CallControlDeps extends EngineDeps {
  directory: Pick<Directory, 'memberOf' | 'findDevice' | 'nameOf'>;
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
        return problem('not_in_this_state');
    }
  });
}

async function answerAccept(
  deps: CallControlDeps,
  member: Member,
  body: CallControlRequest,
): Promise<Response> {
  const device = deps.directory.findDevice(member.memberId, body.device_id ?? null);
  const result = await accept(deps, member, device, body.call_id);
  if (result.ok) return json({ call_id: body.call_id, status: result.status });
  if (result.code !== 'already_claimed') return problem(result.code);
  const name = result.claimedBy ? await deps.directory.nameOf(result.claimedBy) : null;
  return problem('already_claimed', undefined, {
    ...(result.claimedBy ? { claimed_by: { id: result.claimedBy, name: name ?? '' } } : {}),
  });
}

/** A call of the member's organisation; another organisation's does not exist for them [I8]. */
function loader(deps: CallControlDeps, member: Member, callId: string) {
  return async (): Promise<StoredCall | null> => {
    const stored = await deps.calls.load(callId);
    return stored?.identity.organizationId === member.organizationId ? stored : null;
  };
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
  let offersBefore = 0;
  const applied = await changeCall<'not_in_this_state'>(
    deps,
    loader(deps, member, body.call_id),
    (state, stored, now) => {
      offersBefore = state?.offerCount ?? 0;
      const asksForPerson = (state?.ai?.wants ?? null) !== null;
      if (!state || state.direction !== 'inbound') return { refuse: 'not_in_this_state' };
      if (state.status !== 'ringing' && !asksForPerson) {
        return { refuse: 'not_in_this_state' };
      }
      if (state.declinedBy.includes(member.memberId)) return { events: [] };
      const request = state.personRequest ? `:${state.personRequest.number}` : '';
      const id = `${stored.identity.id}:declined:${member.memberId}${request}`;
      const { memberId } = member;
      return { events: [ownRecord({ id, type: 'call.declined', occurredAt: now, memberId })] };
    },
  );
  if (!applied.ok) return refusal(applied.code);
  const { identity, state, newCommands } = applied;
  // Whoever watched the call before watches it still, unless it goes another way now.
  const goesOn = state.offerCount === offersBefore && state.status === 'ringing';
  if (goesOn) return json({ call_id: body.call_id, status: state.status });
  return finish(deps, identity, state, newCommands);
}

/** Ends a call for both sides. Pressed twice: the second finds it ended and says so. */
async function hangUp(
  deps: CallControlDeps,
  member: Member,
  body: CallControlRequest,
): Promise<Response> {
  const applied = await changeCall<'not_in_this_state'>(
    deps,
    loader(deps, member, body.call_id),
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
  if (!applied.ok) return refusal(applied.code);
  return finish(deps, applied.identity, applied.state, applied.newCommands);
}

/** A ringing call that the agent sends to the AI, or the agent's own that they hand back. */
async function giveToAi(
  deps: CallControlDeps,
  member: Member,
  body: CallControlRequest,
): Promise<Response> {
  const load = loader(deps, member, body.call_id);
  const applied =
    body.action === 'hand_back'
      ? await handBack(deps, load, member, body.note ?? null)
      : await sendToAi(deps, load, member);
  if (!applied.ok) return refusal(applied.code);
  return finish(deps, applied.identity, applied.state, applied.newCommands);
}

/** Whoever holds the call, and owners and admins. */
function mayHangUp(member: Member, state: CallState): boolean {
  return state.current?.memberId === member.memberId || member.role !== 'agent';
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
