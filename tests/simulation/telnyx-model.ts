import type { HangupCause, LegRole } from '../../supabase/functions/_shared/core/call-events.ts';
import type { CommandBody } from '../../supabase/functions/_shared/core/call-plan.ts';
import { encodeClientState } from '../../supabase/functions/_shared/core/client-state.ts';
import type {
  ActiveLeg,
  CommandResult,
  TelephonyErrorCode,
} from '../../supabase/functions/_shared/ports/telephony.ts';
import type { SentCommand } from '../../supabase/functions/_shared/testing/harness.ts';
import type { Scheduler } from './scheduler.ts';

export interface Leg {
  callControlId: string;
  kind: 'caller' | 'agent' | 'far' | 'mobile';
  state: 'ringing' | 'answered' | 'ended';
  from: string;
  to: string;
  clientState: string | null;
  /** Of the command that made it; the call's id stands before the first colon. */
  commandId: string | null;
  linkTo: string | null;
  /** Listens at this leg, and goes with it. */
  supervises: string | null;
  partner: Leg | null;
  /** The conference that it is in. */
  room: string | null;
  /** Hears the conference's music instead of the others. */
  isHeld: boolean;
  wasBridged: boolean;
  /** Stays when its partner leaves. */
  keeps: boolean;
  /** The conversation of the assistant that talks on it. */
  ai: string | null;
  hadAi: boolean;
  /** Ringback plays, or plain words are spoken until then. */
  isPlaying: boolean;
  spokenToUntilMs: number;
  /** Since when nothing has been heard on it. */
  silentSinceMs: number | null;
  startedAt: string;
  changedAtMs: number;
}

export interface ModelEvents {
  /** One webhook to be delivered. */
  webhook(type: string, payload: Record<string, unknown>, occurredAt: string): void;
  /** A phone or a browser rings. */
  ring(leg: Leg): void;
  bridged(a: Leg, b: Leg): void;
  /** Whether Telnyx starts an assistant when asked. */
  mayStartAi(): boolean;
  /** An assistant talks with the caller. */
  aiStarted(leg: Leg): void;
  /** The assistant was told that nobody came. */
  aiTold(leg: Leg): void;
  /** A command took effect: the checks look at it. */
  effect(command: SentCommand, leg: Leg): void;
}

/** How long a command id is remembered (telnyx.md section 1). */
const COMMAND_MEMORY_MS = 60_000;
/** How long a spoken sentence of ours takes. */
const SPEECH_MS = 6_000;
const OK: CommandResult = { ok: true, leg: null };

/** A small Telnyx: legs, bridges, command ids and the rules of telnyx.md section 2.7. */
export class TelnyxModel {
  legs = new Map<string, Leg>();
  #remembered = new Map<string, { atMs: number; result: CommandResult }>();
  #serial = 0;
  readonly #time: Scheduler;
  readonly #events: ModelEvents;

  constructor(time: Scheduler, events: ModelEvents) {
    this.#time = time;
    this.#events = events;
  }

  /** An outside person dials a number of ours. */
  callIn(from: string, to: string): Leg {
    const leg = this.#newLeg({
      kind: 'caller',
      from,
      to,
      clientState: null,
      commandId: null,
      linkTo: null,
    });
    this.#tell('call.initiated', leg);
    return leg;
  }

  isAlive(callControlId: string): boolean {
    const leg = this.legs.get(callControlId);
    return leg !== undefined && leg.state !== 'ended';
  }

  activeLegs(): ActiveLeg[] {
    return [...this.legs.values()]
      .filter((leg) => leg.state !== 'ended')
      .map(({ callControlId, clientState: state }) => ({ callControlId, clientState: state }));
  }

  execute(command: SentCommand): CommandResult {
    const known = this.#remembered.get(command.commandId);
    if (known && this.#time.nowMs - known.atMs < COMMAND_MEMORY_MS) return known.result;
    const result = this.#carryOut(command);
    if (result.ok) this.#remembered.set(command.commandId, { atMs: this.#time.nowMs, result });
    return result;
  }

  #carryOut(command: SentCommand): CommandResult {
    const { body } = command;
    if (isDial(body)) return this.#dial(command, body);
    const leg = this.legs.get(body.callControlId);
    if (!leg || leg.state === 'ended') return refused('leg_ended');
    if (body.kind === 'hangup') {
      this.#events.effect(command, leg);
      this.end(leg, leg.state === 'answered' ? 'normal_clearing' : 'originator_cancel');
      return OK;
    }
    if (body.kind === 'answer') {
      if (leg.state === 'answered') return refused('refused');
      leg.clientState = clientState(command, 'external', 0);
      this.#events.effect(command, leg);
      this.answer(leg);
      return OK;
    }
    if (leg.state !== 'answered') return refused('wrong_state');
    if (body.kind === 'bridge') {
      leg.keeps = body.keepsCaller === true;
      return this.#join(command, leg, body.agentCallControlId);
    }
    if (isRoomMove(body)) return this.#moveInRoom(command, leg, body);
    if (body.kind === 'start_ai') return this.#startAi(command, leg);
    if (body.kind === 'stop_ai' && !leg.ai) return refused('refused');
    if (body.kind === 'tell_ai' && !leg.ai) return refused('refused');
    this.#events.effect(command, leg);
    if (body.kind === 'stop_ai') this.endAi(leg, 'stopped');
    if (body.kind === 'tell_ai') this.#events.aiTold(leg);
    if (body.kind === 'play_ringback') leg.isPlaying = true;
    if (body.kind === 'stop_ringback') leg.isPlaying = false;
    if (body.kind === 'apologise' || body.kind === 'say') this.#speak(leg);
    return OK;
  }

  /** A conference: made by one leg, joined and left by others, with music for some (telnyx.md 2.5). */
  #moveInRoom(command: SentCommand, leg: Leg, body: RoomMove): CommandResult {
    if (body.kind !== 'open_room' && body.kind !== 'join_room' && leg.room !== body.conferenceId) {
      return refused('refused');
    }
    if (body.kind === 'join_room') {
      if (!this.#goesOn(body.conferenceId)) return refused('leg_ended');
      // Telnyx refuses who is in it already.
      if (leg.room === body.conferenceId) return refused('refused');
      if (body.relabel)
        leg.clientState = clientState(command, body.relabel.role, body.relabel.attempt);
    }
    this.#events.effect(command, leg);
    leg.changedAtMs = this.#time.nowMs;
    if (body.kind === 'hold_leg' || body.kind === 'unhold_leg') {
      leg.isHeld = body.kind === 'hold_leg';
      this.#noteTalk(leg.room);
      return OK;
    }
    if (body.kind === 'leave_room') {
      this.#leaveRoom(leg);
      return OK;
    }
    this.#leave(leg);
    this.#leaveRoom(leg);
    this.#serial += 1;
    leg.room = body.kind === 'join_room' ? body.conferenceId : `conference-${this.#serial}`;
    leg.isHeld = body.kind === 'join_room' && body.held;
    this.#noteTalk(leg.room);
    this.#tell('conference.participant.joined', leg, { conference_id: leg.room });
    return { ok: true, leg: null, conferenceId: leg.room };
  }

  #leaveRoom(leg: Leg): void {
    if (leg.room === null) return;
    const conference_id = leg.room;
    leg.room = null;
    leg.isHeld = false;
    this.#tell('conference.participant.left', leg, { conference_id });
  }

  /** A conference ends with its last member. */
  #goesOn(conferenceId: string): boolean {
    return [...this.legs.values()].some(({ room }) => room === conferenceId);
  }

  /** Two who are in one room have met: music is what one of them wanted. */
  #noteTalk(room: string | null): void {
    const talking = [...this.legs.values()].filter((leg) => leg.room === room);
    if (talking.length > 1) for (const leg of talking) leg.wasBridged = true;
  }

  /** Others whom it hears in its conference. */
  #hearsOthers(leg: Leg): boolean {
    return [...this.legs.values()].some(
      (other) => other !== leg && leg.room !== null && other.room === leg.room && !other.isHeld,
    );
  }

  #speak(leg: Leg): void {
    leg.isPlaying = false;
    leg.spokenToUntilMs = this.#time.nowMs + SPEECH_MS;
    this.#time.after(SPEECH_MS, () => {
      if (leg.state === 'answered') this.#tell('call.speak.ended', leg);
    });
  }

  #startAi(command: SentCommand, leg: Leg): CommandResult {
    // Telnyx has one assistant on a leg; ours takes none on a leg that is joined to another.
    if (leg.partner || leg.ai || !this.#events.mayStartAi()) return refused('refused');
    this.#events.effect(command, leg);
    this.#serial += 1;
    const conversationId = `conversation-${this.#serial}`;
    leg.ai = conversationId;
    leg.hadAi = true;
    leg.changedAtMs = this.#time.nowMs;
    this.#events.aiStarted(leg);
    return { ok: true, leg: null, conversationId };
  }

  /** The assistant is gone from the leg; the caller is alone. */
  endAi(leg: Leg, reason: string): void {
    if (!leg.ai) return;
    const conversation_id = leg.ai;
    leg.ai = null;
    leg.changedAtMs = this.#time.nowMs;
    this.#tell('call.conversation.ended', leg, { conversation_id, reason });
  }

  /** How long each caller has heard nothing, at this moment. */
  silentMs(leg: Leg): number {
    const { nowMs } = this.#time;
    const hears =
      leg.state !== 'answered' ||
      leg.partner !== null ||
      leg.isHeld ||
      this.#hearsOthers(leg) ||
      leg.ai !== null ||
      leg.isPlaying ||
      nowMs < leg.spokenToUntilMs;
    leg.silentSinceMs = hears ? null : (leg.silentSinceMs ?? nowMs);
    return leg.silentSinceMs === null ? 0 : nowMs - leg.silentSinceMs;
  }

  #join(command: SentCommand, leg: Leg, otherId: string): CommandResult {
    const other = this.legs.get(otherId);
    if (!other || other.state === 'ended') return refused('leg_ended');
    if (other.state !== 'answered') return refused('wrong_state');
    this.#events.effect(command, leg);
    if (leg.partner !== other) this.#bridge(leg, other);
    return OK;
  }

  #dial(command: SentCommand, body: DialBody): CommandResult {
    const { commandId } = command;
    if (body.linkTo && !this.isAlive(body.linkTo)) return refused('leg_ended');
    const supervised = supervisedBy(body);
    if (supervised !== null && !this.isAlive(supervised)) return refused('leg_ended');
    const leg = this.#newLeg({
      kind: kindOf(body),
      from: body.from,
      to: addressOf(body),
      clientState: clientState(command, roleOf(body), numberOf(body)),
      commandId,
      linkTo: joinsByItself(body) ? body.linkTo : null,
      supervises: supervised,
      // The agent's leg and the far end are told to stay when their partner goes.
      keeps: joinsByItself(body) || body.kind === 'dial_agent' ? body.linkTo !== null : false,
    });
    this.#events.effect(command, leg);
    this.#tell('call.initiated', leg);
    this.#time.after(body.timeoutMs, () => {
      if (leg.state === 'ringing') this.end(leg, 'timeout');
    });
    this.#events.ring(leg);
    const { callControlId } = leg;
    return { ok: true, leg: { callControlId } };
  }

  /** The leg's far end picks up. */
  answer(leg: Leg): void {
    if (leg.state !== 'ringing') return;
    leg.state = 'answered';
    leg.changedAtMs = this.#time.nowMs;
    this.#tell('call.answered', leg);
    // A leg that was to join a caller not yet answered stays apart: Telnyx promises nothing else.
    if (leg.linkTo) {
      const link = this.legs.get(leg.linkTo);
      if (link?.partner) this.end(leg, 'normal_clearing');
      else if (link?.state === 'answered') this.#bridge(link, leg);
    }
  }

  /** A leg ends; its partner goes with it, as Telnyx does unless told to park. */
  end(leg: Leg, cause: HangupCause, source: 'caller' | 'callee' | 'unknown' = 'unknown'): void {
    if (leg.state === 'ended') return;
    const { partner } = leg;
    leg.state = 'ended';
    leg.partner = null;
    leg.changedAtMs = this.#time.nowMs;
    this.endAi(leg, 'hangup');
    this.#leaveRoom(leg);
    this.#tell('call.hangup', leg, { hangup_cause: cause, hangup_source: source });
    for (const other of this.legs.values()) {
      if (other.supervises === leg.callControlId) this.end(other, 'normal_clearing');
    }
    if (!partner) return;
    partner.partner = null;
    partner.changedAtMs = this.#time.nowMs;
    if (!partner.keeps) this.end(partner, 'normal_clearing');
  }

  #bridge(a: Leg, b: Leg): void {
    this.#leave(a);
    this.#leave(b);
    this.#leaveRoom(a);
    this.#leaveRoom(b);
    for (const [leg, other] of [
      [a, b],
      [b, a],
    ] as const) {
      leg.partner = other;
      leg.wasBridged = true;
      leg.changedAtMs = this.#time.nowMs;
      this.#tell('call.bridged', leg);
    }
    this.#events.bridged(a, b);
  }

  /** Whoever is joined anew leaves the old partner, who goes unless told to stay. */
  #leave(leg: Leg): void {
    const { partner } = leg;
    if (!partner) return;
    leg.partner = null;
    partner.partner = null;
    partner.changedAtMs = this.#time.nowMs;
    if (!partner.keeps) this.end(partner, 'normal_clearing');
  }

  #newLeg(
    given: Pick<Leg, 'kind' | 'from' | 'to' | 'clientState' | 'commandId' | 'linkTo'> &
      Partial<Pick<Leg, 'keeps' | 'supervises'>>,
  ): Leg {
    this.#serial += 1;
    const leg: Leg = {
      ...given,
      callControlId: `v3:${given.kind}-${this.#serial}`,
      state: 'ringing',
      supervises: given.supervises ?? null,
      partner: null,
      room: null,
      isHeld: false,
      wasBridged: false,
      keeps: given.keeps ?? false,
      ai: null,
      hadAi: false,
      isPlaying: false,
      spokenToUntilMs: 0,
      silentSinceMs: null,
      startedAt: this.#time.iso(),
      changedAtMs: this.#time.nowMs,
    };
    this.legs.set(leg.callControlId, leg);
    return leg;
  }

  #tell(type: string, leg: Leg, more: Record<string, unknown> = {}): void {
    this.#serial += 1;
    const micros = String(this.#serial % 1000).padStart(3, '0');
    this.#events.webhook(
      type,
      {
        call_control_id: leg.callControlId,
        call_session_id: 'session',
        client_state: leg.clientState,
        direction: leg.kind === 'caller' ? 'incoming' : 'outgoing',
        from: leg.from,
        to: leg.to,
        start_time: leg.startedAt,
        ...more,
      },
      this.#time.iso().replace('Z', `${micros}Z`),
    );
  }
}

type RoomMove = Extract<
  CommandBody,
  { kind: 'open_room' | 'join_room' | 'leave_room' | 'hold_leg' | 'unhold_leg' }
>;

const ROOM_MOVES: ReadonlySet<CommandBody['kind']> = new Set([
  'open_room',
  'join_room',
  'leave_room',
  'hold_leg',
  'unhold_leg',
]);

function isRoomMove(body: CommandBody): body is RoomMove {
  return ROOM_MOVES.has(body.kind);
}

function refused(code: TelephonyErrorCode): CommandResult {
  return { ok: false, code, retryAfterMs: null };
}

type DialBody = Extract<
  CommandBody,
  { kind: 'dial_agent' | 'dial_external' | 'dial_forward' | 'dial_party' }
>;

function isDial(body: CommandBody): body is DialBody {
  return body.kind.startsWith('dial_');
}

/** A browser or a phone; the owner's mobile is a phone that no conversation of ours ends. */
function kindOf(body: DialBody): Leg['kind'] {
  if (body.kind === 'dial_forward') return 'mobile';
  if (body.kind === 'dial_party') return body.sipUsername === null ? 'far' : 'agent';
  return body.kind === 'dial_agent' ? 'agent' : 'far';
}

function addressOf(body: DialBody): string {
  if (body.kind === 'dial_agent') return body.sipUsername;
  return body.kind === 'dial_party' ? (body.sipUsername ?? body.to ?? '') : body.to;
}

/** Telnyx joins it to the linked leg when it answers; all others are joined by us. */
function joinsByItself(body: DialBody): boolean {
  if (body.kind === 'dial_agent') return body.joinsLater !== true;
  return body.kind === 'dial_external';
}

function supervisedBy(body: DialBody): string | null {
  return body.kind === 'dial_party' ? (body.supervises?.callControlId ?? null) : null;
}

function roleOf(body: DialBody): LegRole {
  if (body.kind === 'dial_agent') return 'agent';
  if (body.kind === 'dial_party') return 'party';
  return body.kind === 'dial_forward' ? 'forward' : 'external';
}

function numberOf(body: DialBody): number {
  if (body.kind === 'dial_agent') return body.attempt;
  return body.kind === 'dial_party' ? body.party : 0;
}

function clientState(command: SentCommand, role: LegRole, attempt: number): string {
  return encodeClientState({ callId: callIdOf(command.commandId), role, attempt });
}

/** The call a command belongs to. */
export function callIdOf(commandId: string): string {
  return commandId.slice(0, commandId.indexOf(':'));
}
