import type { PlanInput, PlannedCommand } from './call-plan.ts';
import type { AiSession, CallState, LegState } from './call-state.ts';
import { command, commandIdOf } from './command-id.ts';
import {
  aiLeftCallerAt,
  aliveAi,
  isAiOnLine,
  isWaitingForPerson,
  STOP_PATIENCE_MS,
  strayAi,
} from './fold-ai.ts';
import { isConnected, legsOfAttempt } from './fold-attempts.ts';
import { isInRoom } from './fold-legs.ts';
import { addMs, compareInstants } from './instant.ts';

/** What we ask of Telnyx about the AI. */
export type AiCommandBody =
  | {
      kind: 'start_ai';
      callControlId: string;
      session: number;
      /** It greets a new caller, or goes on with one whom somebody had. */
      opening: 'greet' | 'handed_back' | 'resumed';
      note: string | null;
    }
  | { kind: 'stop_ai'; callControlId: string; session: number }
  /** Tells the assistant that nobody came. */
  | { kind: 'tell_ai'; callControlId: string; news: 'nobody_free' }
  /** Speaks to the caller when the assistant cannot. */
  | { kind: 'apologise'; callControlId: string; words: 'connecting_you' | 'will_call_back' }
  | { kind: 'start_transcription'; callControlId: string };

/** The AI's part of the plan of an inbound call. */
export function planAi(input: PlanInput): PlannedCommand[] {
  const { state } = input;
  const caller = state.legs.find((leg) => leg.role === 'external');
  if (state.direction !== 'inbound' || !caller || caller.endedAt !== null) return [];
  if (state.status === 'ended') return sayGoodbye(input, caller);
  const hasPerson = isConnected(state.current);
  return [
    ...startAi(input, caller),
    ...strayAi(state.aiSessions, hasPerson).map((session) => stopAi(input, caller, session)),
    ...joinPerson(input, caller),
    ...tellNobodyCame(input, caller),
    ...excuseAi(input, caller),
  ];
}

/** An answered caller is told why we hang up; where nobody ever answered them there is no voice. */
function sayGoodbye(input: PlanInput, caller: LegState): PlannedCommand[] {
  if (input.state.closingUntil === null) return [];
  const { conferenceId } = input.state.room;
  if (conferenceId && isInRoom(caller, conferenceId)) {
    const { callControlId } = caller;
    return [command(input, 'closing', { kind: 'leave_room', conferenceId, callControlId })];
  }
  const { callControlId } = caller;
  return [command(input, 'closing', { kind: 'apologise', callControlId, words: 'will_call_back' })];
}

function startAi(input: PlanInput, caller: LegState): PlannedCommand[] {
  const { state } = input;
  const session = aliveAi(state.aiSessions);
  if (!session || session.startedAt !== null) return [];
  const { callControlId } = caller;
  const answer = command(input, callControlId, { kind: 'answer', callControlId });
  if (caller.answeredAt === null) return [answer];
  // Telnyx takes no assistant on a leg that is joined to another.
  if (isJoined(state)) return [answer];
  const opening =
    session.reason === 'handed_back' || session.reason === 'resumed' ? session.reason : 'greet';
  const { number } = session;
  const note = state.handBackNote;
  return [
    answer,
    command(input, number, { kind: 'start_ai', callControlId, session: number, opening, note }),
  ];
}

function isJoined(state: CallState): boolean {
  const caller = state.legs.find((leg) => leg.role === 'external');
  if (caller && isInRoom(caller, state.room.conferenceId)) return true;
  if (state.room.conferenceId) return false;
  return state.legs.some(
    (leg) => leg.role === 'agent' && leg.bridgedAt !== null && leg.endedAt === null,
  );
}

function stopAi(input: PlanInput, caller: LegState, session: AiSession): PlannedCommand {
  const { callControlId } = caller;
  const { number } = session;
  // One that was not known to run may start after all, and needs another stop.
  const discriminator = session.startedAt ? number : `${number}:early`;
  return command(input, discriminator, { kind: 'stop_ai', callControlId, session: number });
}

/**
 * The agent's leg is up: what is said from now on is written down, and when the AI has let go of the
 * caller the two are joined.
 */
function joinPerson(input: PlanInput, caller: LegState): PlannedCommand[] {
  const { state } = input;
  const { current } = state;
  if (state.room.isNeeded) return [];
  if (!current?.connectedAt || !current.keepsCaller || caller.answeredAt === null) return [];
  const agent = legsOfAttempt(state.legs, current).find((leg) => leg.endedAt === null);
  if (!agent) return [];
  const { callControlId } = caller;
  const listen = command(input, current.number, { kind: 'start_transcription', callControlId });
  const hadAi = state.aiSessions.length > 0 ? [listen] : [];
  if (isAiOnLine(state.aiSessions) && mayStillStop(input, current.connectedAt)) return hadAi;
  const agentCallControlId = agent.callControlId;
  const join = command(input, agentCallControlId, {
    kind: 'bridge',
    callControlId,
    agentCallControlId,
    keepsCaller: true,
  });
  return [join, ...hadAi];
}

/** The assistant's stop is not confirmed yet, and the agent has not waited for long. */
function mayStillStop(input: PlanInput, connectedAt: string): boolean {
  const last = input.state.aiSessions.at(-1)?.number ?? 0;
  const wasAsked = [last, `${last}:early`].some((at) =>
    input.issued.has(commandIdOf(input.callId, 'stop_ai', at)),
  );
  return !wasAsked || compareInstants(input.now, addMs(connectedAt, STOP_PATIENCE_MS)) < 0;
}

function tellNobodyCame(input: PlanInput, { callControlId }: LegState): PlannedCommand[] {
  const { personRequest, attempts, aiSessions } = input.state;
  if (!personRequest?.gaveUpAt || isWaitingForPerson(personRequest, attempts)) return [];
  if (!aliveAi(aiSessions)?.startedAt) return [];
  return [
    command(input, personRequest.number, { kind: 'tell_ai', callControlId, news: 'nobody_free' }),
  ];
}

/** The AI failed and people ring: the caller hears that somebody is being fetched. */
function excuseAi(input: PlanInput, caller: LegState): PlannedCommand[] {
  const last = input.state.aiSessions.at(-1);
  if (!last || !wantsExcuse(input, caller)) return [];
  const { callControlId } = caller;
  return [
    command(input, last.number, { kind: 'apologise', callControlId, words: 'connecting_you' }),
  ];
}

function wantsExcuse({ state }: PlanInput, caller: LegState): boolean {
  if (state.status !== 'ringing' || caller.answeredAt === null) return false;
  return aiLeftCallerAt(state.aiSessions, caller) !== null;
}

/** An excuse is to be spoken and was not asked for yet. */
export function isExcuseDue(input: PlanInput, caller: LegState): boolean {
  const last = input.state.aiSessions.at(-1)?.number ?? 0;
  return (
    wantsExcuse(input, caller) && !input.issued.has(commandIdOf(input.callId, 'apologise', last))
  );
}
