import { leaveAsParty, supervise } from '../_shared/application/be-party.ts';
import type { Applied, EngineDeps } from '../_shared/application/call-engine.ts';
import { leave, park, sendToColleague } from '../_shared/application/give-on.ts';
import { hold, resume } from '../_shared/application/hold-calls.ts';
import {
  type Invitation,
  invite,
  type InviteDeps,
  type InviteRole,
  letGo,
} from '../_shared/application/invite-party.ts';
import { merge } from '../_shared/application/merge-calls.ts';
import { moveHere } from '../_shared/application/move-call.ts';
import { pressDigits } from '../_shared/application/press-digits.ts';
import { type CallControlRequest, ERROR_CODES } from '../_shared/core/contracts/functions.ts';
import { json, problem } from '../_shared/http/problem.ts';
import type { Directory, Member } from '../_shared/ports/directory.ts';

export interface RoomDeps extends EngineDeps, Pick<InviteDeps, 'parseNumber'> {
  directory: Pick<Directory, 'findDevice' | 'colleague' | 'freeParkSlot'>;
}

/** The actions that have a function of their own in `handler.ts`. */
type PlainAction = 'accept' | 'take_over' | 'decline' | 'hangup' | 'send_to_ai' | 'hand_back';

type RoomRequest = Omit<CallControlRequest, 'action'> & {
  action: Exclude<CallControlRequest['action'], PlainAction>;
};

/** What an agent does with a call besides taking and ending it (docs/adr/0019). */
export async function roomAction(
  deps: RoomDeps,
  member: Member,
  body: RoomRequest,
): Promise<Response> {
  const result = await carryOut(deps, member, body);
  if (result === null) return problem('invalid_request');
  if (result.ok) return json({ call_id: body.call_id, status: result.state.status });
  const code = ERROR_CODES.find((known) => known === result.code) ?? 'unavailable';
  const country = 'country' in result ? { country: result.country } : {};
  return problem(code, undefined, country);
}

type Outcome = Applied<string> | { ok: false; code: string; country: string | null };

/** Null: the request lacks what this action needs. */
async function carryOut(
  deps: RoomDeps,
  member: Member,
  body: RoomRequest,
): Promise<Outcome | null> {
  const { call_id: callId, party = null } = body;
  switch (body.action) {
    case 'hold':
      return await hold(deps, member, callId, party);
    case 'resume':
      return await resume(deps, member, callId, party);
    case 'dtmf':
      return await press(deps, member, body);
    case 'transfer':
      return await transfer(deps, member, body);
    case 'complete_transfer':
    case 'leave':
      return await leave(deps, member, callId);
    case 'cancel_transfer':
      return await letGo(deps, member, callId, 'consulted');
    case 'add_person':
      return await inviteTarget(deps, member, body, 'guest');
    case 'remove_party':
      return party === null ? null : await letGo(deps, member, callId, { party });
    case 'park':
      return await park(deps, member, callId);
    case 'merge':
      return body.other_call_id ? await merge(deps, member, callId, body.other_call_id) : null;
    case 'supervise':
      return await superviseCall(deps, member, body);
    case 'stop_supervising':
      return await leaveAsParty(deps, member, callId);
    case 'move_here':
      return await moveHere(deps, member, callId, await deviceOf(deps, member, body));
  }
}

function deviceOf(deps: RoomDeps, { memberId }: Member, body: RoomRequest) {
  return deps.directory.findDevice(memberId, body.device_id ?? null);
}

async function press(deps: RoomDeps, member: Member, body: RoomRequest): Promise<Outcome | null> {
  const { digits, press: number, device_id: deviceId } = body;
  if (!digits || !number || !deviceId) return null;
  return await pressDigits(deps, member, body.call_id, { digits, number, deviceId });
}

/** Talk first, or send now: to a colleague by a ring, to a number by a dial. */
async function transfer(
  deps: RoomDeps,
  member: Member,
  body: RoomRequest,
): Promise<Outcome | null> {
  if (!body.mode) return null;
  if (body.mode === 'attended') return await inviteTarget(deps, member, body, 'consult');
  const colleagueId = body.target?.member_id;
  if (!colleagueId) return await inviteTarget(deps, member, body, 'transfer');
  const colleague = await deps.directory.colleague(member.organizationId, colleagueId);
  if (!colleague || colleagueId === member.memberId)
    return { ok: false, code: 'party_not_found', country: null };
  if (!colleague.isReachable) return { ok: false, code: 'party_unreachable', country: null };
  return await sendToColleague(deps, member, body.call_id, colleagueId);
}

async function inviteTarget(
  deps: RoomDeps,
  member: Member,
  body: RoomRequest,
  role: InviteRole,
): Promise<Outcome | null> {
  const { member_id: memberId, number, client_id: clientId } = body.target ?? {};
  if ((memberId === undefined) === (number === undefined)) return null;
  const invitation: Invitation = {
    role,
    memberId: memberId ?? null,
    number: number ?? null,
    clientId: clientId ?? null,
    confirmed: body.confirmed ?? false,
  };
  return await invite(deps, member, body.call_id, invitation);
}

/** Owners and admins only. */
async function superviseCall(
  deps: RoomDeps,
  member: Member,
  body: RoomRequest,
): Promise<Outcome | null> {
  if (member.role === 'agent') return { ok: false, code: 'not_allowed', country: null };
  if (!body.supervision) return null;
  const device = await deviceOf(deps, member, body);
  return await supervise(deps, member, body.call_id, device, body.supervision);
}
