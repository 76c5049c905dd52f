import type { PlanInput, PlannedCommand } from './call-plan.ts';
import type { CallState, LegState } from './call-state.ts';
import { command, commandIdOf } from './command-id.ts';
import { aliveAi, isAiLettingGo } from './fold-ai.ts';
import { legsOfAttempt } from './fold-attempts.ts';
import { hearsMusic, isInRoom, wasAnswered } from './fold-legs.ts';
import { companyOf } from './fold-room.ts';
import { isUnattended } from './fold-talk.ts';
import type { SupervisionMode } from './room-events.ts';
import type { Party } from './room-state.ts';

/** What we ask of Telnyx about a call's room. */
export type RoomCommandBody =
  | { kind: 'open_room'; callControlId: string; name: string }
  | {
      kind: 'join_room';
      conferenceId: string;
      callControlId: string;
      /** Hears our music from the first moment. */
      held: boolean;
      /** What the leg is to us from now on, where it came from another call. */
      relabel: { role: 'party'; attempt: number } | null;
    }
  | { kind: 'leave_room'; conferenceId: string; callControlId: string }
  | { kind: 'hold_leg' | 'unhold_leg'; conferenceId: string; callControlId: string }
  | {
      kind: 'dial_party';
      party: number;
      /** A colleague's browser, or a number. */
      sipUsername: string | null;
      to: string | null;
      from: string;
      linkTo: string;
      timeoutMs: number;
      /** A number's: see `call.placed`. */
      timeLimitSecs?: number;
      /** Listens at this leg. */
      supervises: { callControlId: string; mode: SupervisionMode } | null;
    }
  | { kind: 'switch_supervisor'; callControlId: string; mode: SupervisionMode }
  | { kind: 'send_digits'; callControlId: string; digits: string };

/** How long a colleague's browser may take. */
const PARTY_BROWSER_MS = 12_000;

/** Everything about holds, parties and the room; nothing while two people just talk. */
export function planRoom(input: PlanInput): PlannedCommand[] {
  const { state } = input;
  const outside = state.legs.find((leg) => leg.role === 'external');
  if (state.status === 'ended' || !outside) return [];
  return [
    ...state.room.parties.flatMap((party) => dialParty(input, party, outside)),
    ...state.room.parties.flatMap((party) => switchMode(input, party)),
    ...sendDigits(input, outside),
    ...(state.room.isNeeded && wasAnswered(outside) ? furnish(input, outside) : []),
  ];
}

/** Opens the room, and brings everybody where they should be. */
function furnish(input: PlanInput, outside: LegState): PlannedCommand[] {
  const { state, callId } = input;
  const { conferenceId } = state.room;
  const agent = agentLeg(state);
  if (isWithAi(input)) {
    if (!conferenceId || !isInRoom(outside, conferenceId)) return [];
    return [leave(input, conferenceId, outside)];
  }
  if (!conferenceId) {
    // The agent's leg opens it: the outside leg then joins with its music, and hears nothing before.
    const opener = agent ?? (outside.endedAt === null ? outside : null);
    if (!opener) return [];
    const { callControlId } = opener;
    const before = roomsOf(state);
    const again = before > 0 ? `:${before}` : '';
    const name = `call-${callId}${again}`;
    return [command(input, `${callControlId}${again}`, { kind: 'open_room', callControlId, name })];
  }
  const guests = companyOf(state.room).flatMap((party) => guestLeg(state, party));
  return [outside, ...(agent ? [agent] : []), ...guests]
    .filter((leg) => leg.endedAt === null && wasAnswered(leg))
    .flatMap((leg) => place(input, conferenceId, leg));
}

/** How many conferences this call has had. */
function roomsOf({ legs }: CallState): number {
  return new Set(legs.flatMap(({ rooms }) => Object.keys(rooms))).size;
}

/** Names a leg in commands about the room; another room's are others. */
function legKey(state: CallState, { callControlId }: LegState): string {
  const rooms = roomsOf(state);
  return rooms > 1 ? `${callControlId}:room${rooms}` : callControlId;
}

/** In the room, with music or without. */
function place(input: PlanInput, conferenceId: string, leg: LegState): PlannedCommand[] {
  const { callControlId } = leg;
  const key = legKey(input.state, leg);
  const held = wantsMusic(input.state, leg);
  const round = `${key}:${leg.rooms[conferenceId]?.leftAt ?? 'first'}`;
  if (!isInRoom(leg, conferenceId)) {
    const relabel = isFromElsewhere(input.state, leg)
      ? { role: 'party' as const, attempt: leg.attempt }
      : null;
    return [
      command(input, round, {
        kind: 'join_room',
        ...{ conferenceId, callControlId, held, relabel },
      }),
    ];
  }
  if (held === hearsMusic(leg)) return [];
  // It came with its music, which the answer to that command will tell: twice would begin it anew.
  const coming = input.awaited.get(commandIdOf(input.callId, 'join_room', round));
  if (held && coming?.kind === 'join_room' && coming.held) return [];
  const turn = leg.holds.began + leg.holds.ended;
  const kind = held ? ('hold_leg' as const) : ('unhold_leg' as const);
  return [command(input, `${key}:${turn}`, { kind, conferenceId, callControlId })];
}

/** Whether somebody is to hear music now. */
function wantsMusic(state: CallState, leg: LegState): boolean {
  const { room } = state;
  if (leg.role === 'agent') return false;
  if (leg.role === 'party') return isPartyHeld(state, leg.attempt) || isLeftAlone(state, leg);
  if (room.hold) return true;
  const isAgentThere = agentLeg(state) !== null;
  return !isAgentThere && !isUnattended(state);
}

function isPartyHeld({ room }: CallState, party: number): boolean {
  const hold = room.holds.findLast((one) => one.party === party);
  return hold !== undefined && hold.endedAt === null;
}

/** A guest with nobody to talk to, since the agent is on their way to another browser: no silence [I4]. */
function isLeftAlone(state: CallState, leg: LegState): boolean {
  if (state.current === null || agentLeg(state) !== null) return false;
  return companyOf(state.room)
    .filter(({ status, number }) => status === 'joined' && !isPartyHeld(state, number))
    .every(({ number }) => number === leg.attempt);
}

/** The leg of whoever holds the call, once it is up. */
function agentLeg({ current, legs, room }: CallState): LegState | null {
  if (!current?.connectedAt) return null;
  const own = legsOfAttempt(legs, current).filter(
    (leg) => leg.endedAt === null && (wasAnswered(leg) || isInRoom(leg, room.conferenceId)),
  );
  return own[0] ?? null;
}

function guestLeg(state: CallState, party: Party): LegState[] {
  return state.legs.filter((leg) => leg.role === 'party' && leg.attempt === party.number);
}

function isFromElsewhere({ room }: CallState, leg: LegState): boolean {
  if (leg.role !== 'party') return false;
  return room.parties.some(({ number, who }) => number === leg.attempt && who.kind === 'call');
}

/** The AI has the caller, or has not let go yet. */
function isWithAi({ state, now }: PlanInput): boolean {
  if (!state.current?.connectedAt) return aliveAi(state.aiSessions) !== null;
  return isAiLettingGo(state, now);
}

function leave(input: PlanInput, conferenceId: string, leg: LegState): PlannedCommand {
  const { callControlId } = leg;
  const at = leg.rooms[conferenceId]?.joinedAt ?? '';
  const discriminator = `${callControlId}:${at}`;
  return command(input, discriminator, { kind: 'leave_room', conferenceId, callControlId });
}

function dialParty(input: PlanInput, party: Party, outside: LegState): PlannedCommand[] {
  const { state, lineNumber, policy } = input;
  const { who, number, status, sipUsername, role } = party;
  if (status !== 'connecting' || who.kind === 'call') return [];
  const base = { kind: 'dial_party' as const, party: number, from: lineNumber };
  const at = agentLeg(state);
  const linkTo = outside.endedAt === null || !at ? outside.callControlId : at.callControlId;
  if (who.kind === 'outside') {
    const { to, timeLimitSecs } = who;
    const timeoutMs = policy.dialTimeoutMs;
    const far = { sipUsername: null, to, linkTo, timeoutMs, timeLimitSecs, supervises: null };
    return [command(input, number, { ...base, ...far })];
  }
  if (!sipUsername) return [];
  if (role === 'supervisor' && !at) return [];
  const supervises =
    role === 'supervisor' && at
      ? { callControlId: at.callControlId, mode: party.mode ?? 'monitor' }
      : null;
  const timeoutMs = PARTY_BROWSER_MS;
  return [
    command(input, number, { ...base, sipUsername, to: null, linkTo, timeoutMs, supervises }),
  ];
}

function switchMode(input: PlanInput, party: Party): PlannedCommand[] {
  const { status, modeChanges, mode, number } = party;
  if (status !== 'joined' || modeChanges === 0 || mode === null) return [];
  return guestLeg(input.state, party).map(({ callControlId }) =>
    command(input, `${number}:${modeChanges}`, { kind: 'switch_supervisor', callControlId, mode }),
  );
}

function sendDigits({ state }: PlanInput, outside: LegState): PlannedCommand[] {
  if (outside.endedAt !== null || outside.answeredAt === null) return [];
  const { callControlId } = outside;
  return state.room.presses.map(({ id, digits }) => ({
    commandId: `${id}:sent`,
    body: { kind: 'send_digits' as const, callControlId, digits },
  }));
}
