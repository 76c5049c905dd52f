import type { OwnEvent } from '../core/call-events.ts';
import type { CallState } from '../core/call-state.ts';
import type { SupervisionMode } from '../core/room-events.ts';
import type { Party } from '../core/room-state.ts';
import type { AgentDevice, Member } from '../ports/directory.ts';
import { type Applied, changeCall, type EngineDeps, ownRecord } from './call-engine.ts';
import { followUp } from './follow-up.ts';
import { callLoader } from './member-calls.ts';

/** The member's own part in somebody else's call, while it lasts. */
export function ownParty(state: CallState | null, memberId: string): Party | null {
  const own = state?.room.parties.filter(
    ({ who, status }) => who.kind === 'member' && who.memberId === memberId && status !== 'gone',
  );
  return own?.at(-1) ?? null;
}

function accepted(
  callId: string,
  now: string,
  party: number,
  memberId: string,
  { deviceId, sipUsername }: AgentDevice,
): OwnEvent {
  const id = `${callId}:party_accepted:${party}`;
  return { id, type: 'party.accepted', occurredAt: now, party, memberId, deviceId, sipUsername };
}

async function change<Code extends string>(
  deps: EngineDeps,
  member: Member,
  callId: string,
  decide: (
    state: CallState | null,
    now: string,
  ) => { events: OwnEvent[]; action?: string; detail?: Record<string, unknown> } | { refuse: Code },
): Promise<Applied<Code>> {
  const applied = await changeCall<Code>(
    deps,
    callLoader(deps, member, callId),
    (state, _stored, now) => {
      const decision = decide(state, now);
      if ('refuse' in decision) return decision;
      const { events, action, detail = {} } = decision;
      const { memberId } = member;
      return {
        events: events.map(ownRecord),
        ...(action ? { audit: [{ action, memberId, detail }] } : {}),
      };
    },
  );
  if (applied.ok) followUp(deps, applied.identity, applied.state, applied.newCommands);
  return applied;
}

/** A colleague who was asked into a call comes. Twice is once. */
export function joinAsParty(
  deps: EngineDeps,
  member: Member,
  callId: string,
  device: AgentDevice | null,
): Promise<Applied<'not_in_this_state' | 'agent_not_registered'>> {
  return change<'not_in_this_state' | 'agent_not_registered'>(
    deps,
    member,
    callId,
    (state, now) => {
      const party = ownParty(state, member.memberId);
      if (!party) return { refuse: 'not_in_this_state' };
      if (party.status !== 'ringing') return { events: [] };
      if (!device?.fresh) return { refuse: 'agent_not_registered' };
      return { events: [accepted(callId, now, party.number, member.memberId, device)] };
    },
  );
}

/** A colleague who was asked does not come, or goes again. */
export function leaveAsParty(
  deps: EngineDeps,
  member: Member,
  callId: string,
): Promise<Applied<'not_in_this_state'>> {
  const { memberId } = member;
  return change<'not_in_this_state'>(deps, member, callId, (state, now) => {
    const own = ownParty(state, memberId);
    if (!own) return { refuse: 'not_in_this_state' };
    const party = own.number;
    const base = { occurredAt: now, party, memberId };
    const event: OwnEvent =
      own.status === 'ringing'
        ? { ...base, id: `${callId}:party_declined:${party}`, type: 'party.declined' }
        : { ...base, id: `${callId}:party_removed:${party}`, type: 'party.removed' };
    return { events: [event] };
  });
}

/** An owner or admin listens in, whispers or joins; again, with another mode: changes it [I14]. */
export function supervise(
  deps: EngineDeps,
  member: Member,
  callId: string,
  device: AgentDevice | null,
  mode: SupervisionMode,
): Promise<Applied<'not_in_this_state' | 'agent_not_registered'>> {
  const { memberId } = member;
  return change<'not_in_this_state' | 'agent_not_registered'>(
    deps,
    member,
    callId,
    (state, now) => {
      const own = ownParty(state, memberId);
      if (own?.role === 'supervisor') return changedMode(callId, now, own, mode);
      const isLive = state?.status === 'active' && (state.current?.connectedAt ?? null) !== null;
      if (!state || !isLive || own || state.current?.memberId === memberId) {
        return { refuse: 'not_in_this_state' };
      }
      if (!device?.fresh) return { refuse: 'agent_not_registered' };
      const party = state.room.parties.length + 1;
      const who = { kind: 'member', memberId } as const;
      const asked: OwnEvent = {
        id: `${callId}:party:${party}`,
        type: 'party.asked',
        occurredAt: now,
        ...{ party, memberId, role: 'supervisor', who, mode },
      };
      return {
        events: [asked, accepted(callId, now, party, memberId, device)],
        action: 'call.supervised',
        detail: { mode },
      };
    },
  );
}

function changedMode(
  callId: string,
  now: string,
  { number: party, modeChanges, mode: before }: Party,
  mode: SupervisionMode,
): { events: OwnEvent[]; action?: string; detail?: Record<string, unknown> } {
  if (before === mode) return { events: [] };
  const changeNumber = modeChanges + 1;
  const id = `${callId}:party_mode:${party}:${changeNumber}`;
  return {
    events: [
      { id, type: 'party.mode_changed', occurredAt: now, party, change: changeNumber, mode },
    ],
    action: 'call.supervised',
    detail: { mode },
  };
}
