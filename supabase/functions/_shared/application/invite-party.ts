import type { OwnEvent } from '../core/call-events.ts';
import type { CallState } from '../core/call-state.ts';
import type { DialRefusal } from '../core/contracts/limits.ts';
import type { PartyAddress, PartyRole } from '../core/room-events.ts';
import type { Directory, Member } from '../ports/directory.ts';
import { type Applied, type EngineDeps, stateOf } from './call-engine.ts';
import { leaveToParty } from './give-on.ts';
import { holdBegan, holdEnded, holdOthers } from './hold-calls.ts';
import { callLoader, changeOwn, isTalking, type RoomRefusal } from './member-calls.ts';
import { partiesRemoved } from './party-events.ts';

/** Reads what a person typed. Its library is big, so it is loaded when it is needed. */
export type ParseNumber = (
  text: string,
) => Promise<{ ok: true; e164: string; country: string | null } | { ok: false }>;

export type InviteDeps = EngineDeps & {
  directory: Pick<Directory, 'colleague'>;
  parseNumber: ParseNumber;
};

export type InviteRole = Extract<PartyRole, 'consult' | 'guest' | 'transfer'>;

export interface Invitation {
  role: InviteRole;
  /** One of the two. */
  memberId: string | null;
  number: string | null;
  clientId: string | null;
  confirmed: boolean;
}

export type InviteRefusal = RoomRefusal | DialRefusal | 'invalid_number';

type Invited = Applied<InviteRefusal> | { ok: false; code: InviteRefusal; country: string | null };

/** More than this in one call is a fault, or mischief. */
const MOST_PARTIES = 8;

/**
 * Asks somebody into a call: a colleague by a popup, a number by a dial that was reserved first [I11].
 * A consult puts the caller on hold; a blind transfer to a number leaves the caller to it.
 */
export async function invite(
  deps: InviteDeps,
  member: Member,
  callId: string,
  invitation: Invitation,
): Promise<Invited> {
  const { memberId: colleagueId } = invitation;
  if (colleagueId !== null) {
    const colleague = await deps.directory.colleague(member.organizationId, colleagueId);
    if (!colleague || colleagueId === member.memberId) {
      return { ok: false, code: 'party_not_found', country: null };
    }
    if (!colleague.isReachable) return { ok: false, code: 'party_unreachable', country: null };
    const who = { kind: 'member', memberId: colleagueId } as const;
    return await ask(deps, member, callId, invitation.role, who);
  }
  return await inviteNumber(deps, member, callId, invitation);
}

async function inviteNumber(
  deps: InviteDeps,
  member: Member,
  callId: string,
  { role, number, clientId, confirmed }: Invitation,
): Promise<Invited> {
  const parsed = await deps.parseNumber(number ?? '');
  if (!parsed.ok) return { ok: false, code: 'invalid_number', country: null };
  const stored = await callLoader(deps, member, callId)();
  const state = stored ? stateOf(stored) : null;
  if (!isTalking(state, member.memberId)) {
    return { ok: false, code: 'not_in_this_state', country: null };
  }
  const dial = { callId, kind: 'party', party: state.room.parties.length + 1 } as const;
  const reserved = await deps.dialGuard.reserve({
    ...dial,
    organizationId: member.organizationId,
    memberId: member.memberId,
    to: parsed.e164,
    country: parsed.country,
    numberType: 'unknown',
    confirmed,
  });
  if (!reserved.ok) return { ok: false, code: reserved.code, country: reserved.country };
  const { timeLimitSecs } = reserved;
  const who = { kind: 'outside', to: parsed.e164, clientId, timeLimitSecs } as const;
  const applied = await ask(deps, member, callId, role, who, dial.party);
  if (!applied.ok) await deps.dialGuard.release(dial);
  return applied;
}

function ask(
  deps: EngineDeps,
  member: Member,
  callId: string,
  role: InviteRole,
  who: PartyAddress,
  reservedFor: number | null = null,
): Promise<Applied<InviteRefusal>> {
  const { memberId } = member;
  const audit = [{ action: 'call.party_asked', memberId, detail: { role, kind: who.kind } }];
  return changeOwn<InviteRefusal>(deps, member, callId, (state, now) => {
    const alive = state.room.parties.filter(({ status }) => status !== 'gone');
    if (alive.length >= MOST_PARTIES || isAskedAlready(alive, who)) return null;
    // Somebody else was asked meanwhile: the reservation is not for this party [I11].
    if (reservedFor !== null && reservedFor !== state.room.parties.length + 1) return null;
    // One consult at a time: the agent cannot talk to two apart from the caller.
    if (role === 'consult' && alive.some((party) => party.role === 'consult')) return null;
    return { events: partyAsked(callId, state, now, memberId, role, who), audit };
  });
}

function isAskedAlready(alive: CallState['room']['parties'], who: PartyAddress): boolean {
  return alive.some(
    (party) => party.role !== 'supervisor' && addressOf(party.who) === addressOf(who),
  );
}

function addressOf(who: PartyAddress): string {
  if (who.kind === 'member') return who.memberId;
  return who.kind === 'outside' ? who.to : who.callControlId;
}

function partyAsked(
  callId: string,
  state: CallState,
  now: string,
  memberId: string,
  role: InviteRole,
  who: PartyAddress,
): OwnEvent[] {
  const party = state.room.parties.length + 1;
  const asked: OwnEvent = {
    id: `${callId}:party:${party}`,
    type: 'party.asked',
    occurredAt: now,
    ...{ party, memberId, role, who, mode: null },
  };
  if (role === 'consult') {
    return state.room.hold ? [asked] : [asked, holdBegan(callId, state, now, memberId)];
  }
  if (role !== 'transfer' || who.kind !== 'outside') return [asked];
  const to = { number: who.to, clientId: who.clientId };
  return [asked, ...leaveToParty(callId, state, now, memberId, party, to)];
}

/** Lets a party go: one by its number, or those who are consulted, whose end brings the caller back. */
export async function letGo(
  deps: EngineDeps,
  member: Member,
  callId: string,
  which: { party: number } | 'consulted',
): Promise<Applied<'not_in_this_state' | 'party_not_found'>> {
  const { memberId } = member;
  const applied = await changeOwn<'party_not_found'>(deps, member, callId, (state, now) => {
    const gone = state.room.parties.filter(
      ({ number, role, status }) =>
        status !== 'gone' && (which === 'consulted' ? role === 'consult' : number === which.party),
    );
    if (which !== 'consulted' && gone.length === 0) return { refuse: 'party_not_found' };
    const removed = partiesRemoved(callId, state, now, memberId, (party) => gone.includes(party));
    const music = which === 'consulted' ? holdEnded(callId, state, now, memberId) : [];
    return { events: [...removed, ...music] };
  });
  // The agent talks with the caller again, and with nobody else.
  if (applied.ok && which === 'consulted') await holdOthers(deps, member, callId);
  return applied;
}
