import { agentRingMs } from './call-deadline.ts';
import type { CommandKind } from './call-events.ts';
import type { Attempt, CallPolicy, CallState, LegState } from './call-state.ts';
import { legsOfAttempt } from './fold-attempts.ts';
import { addMs, compareInstants } from './instant.ts';
import { BRIDGE_GRACE_MS, legsApart } from './legs-apart.ts';

/** What we ask Telnyx to do, free of Telnyx's words. */
export type CommandBody =
  | { kind: 'answer'; callControlId: string }
  | {
      kind: 'dial_agent';
      attempt: number;
      sipUsername: string;
      /** The number shown; for an inbound call the caller's own is shown instead. */
      from: string;
      /** The caller's leg, which this one joins when it answers; null when the far end comes second. */
      linkTo: string | null;
      timeoutMs: number;
    }
  | { kind: 'dial_external'; to: string; from: string; linkTo: string; timeoutMs: number }
  | { kind: 'hangup'; callControlId: string }
  /** Joins the far end with the agent, where Telnyx did not do it by itself. */
  | { kind: 'bridge'; callControlId: string; agentCallControlId: string }
  | { kind: 'play_ringback'; callControlId: string }
  | { kind: 'stop_ringback'; callControlId: string };

export interface PlannedCommand {
  /** Deterministic: the same decision always has the same id, so it takes effect at most once [I6]. */
  commandId: string;
  body: CommandBody;
}

export interface PlanInput {
  callId: string;
  /** E.164 of the line: the caller ID that we show. */
  lineNumber: string;
  /** E.164 of the far end of an outbound call. */
  toNumber: string;
  policy: CallPolicy;
  state: CallState;
  /** The database's clock. */
  now: string;
  /** Ids of the commands that were issued already. */
  issued: ReadonlySet<string>;
  /**
   * How long after their deadline parties who seem apart are joined by us; null: not now. News of
   * their bridge may be as late as the news that brought this up, so only those who waited may say.
   */
  joinPatienceMs: number | null;
}

/** An answered caller hears our ringback when the agent takes longer than this [I4]. */
export const SILENCE_LIMIT_MS = 1_200;

/**
 * What should be asked of Telnyx in this state, less what was asked before. Level-triggered: it looks
 * at the state only, never at which event led to it.
 */
export function planCall(input: PlanInput): PlannedCommand[] {
  const wanted = [
    ...hangUpLeftovers(input),
    ...joinApart(input),
    ...(input.state.direction === 'inbound' ? planInbound(input) : planOutbound(input)),
  ];
  return wanted.filter((command) => !input.issued.has(command.commandId));
}

function command(
  input: PlanInput,
  discriminator: string | number,
  body: CommandBody,
): PlannedCommand {
  return { commandId: commandIdOf(input.callId, body.kind, discriminator), body };
}

function commandIdOf(callId: string, kind: CommandKind, discriminator: string | number): string {
  return `${callId}:${kind}:${discriminator}`;
}

/** Legs that nobody needs any more: all of an ended call's, and those of failed tries. */
function hangUpLeftovers(input: PlanInput): PlannedCommand[] {
  const { state } = input;
  const failed = new Set(
    state.attempts.filter((attempt) => attempt.failedAt !== null).map((attempt) => attempt.number),
  );
  return state.legs
    .filter((leg) => leg.endedAt === null)
    .filter((leg) => state.status === 'ended' || (leg.role === 'agent' && failed.has(leg.attempt)))
    .map(({ callControlId }) => command(input, callControlId, { kind: 'hangup', callControlId }));
}

/** Telnyx joins the legs itself; where it did not in time, we do. */
function joinApart(input: PlanInput): PlannedCommand[] {
  const apart = legsApart(input.state);
  if (!apart || input.joinPatienceMs === null) return [];
  const latestAt = addMs(apart.since, BRIDGE_GRACE_MS + input.joinPatienceMs);
  if (compareInstants(input.now, latestAt) < 0) return [];
  const { callControlId } = apart.outside;
  const agentCallControlId = apart.agent.callControlId;
  return [
    command(input, agentCallControlId, { kind: 'bridge', callControlId, agentCallControlId }),
  ];
}

function planInbound(input: PlanInput): PlannedCommand[] {
  const { state } = input;
  const caller = state.legs.find((leg) => leg.role === 'external');
  if (!caller || state.status === 'ended') return [];
  const commands: PlannedCommand[] = [];
  const { callControlId } = caller;
  if (state.current) {
    commands.push(command(input, callControlId, { kind: 'answer', callControlId }));
    commands.push(dialAgent(input, state.current, callControlId));
  }
  return [...commands, ...ringback(input, caller)];
}

function dialAgent(input: PlanInput, attempt: Attempt, linkTo: string | null): PlannedCommand {
  return command(input, attempt.number, {
    kind: 'dial_agent',
    attempt: attempt.number,
    sipUsername: attempt.sipUsername,
    from: input.lineNumber,
    linkTo,
    timeoutMs: agentRingMs(input.policy),
  });
}

/** Keeps an answered caller from hearing nothing while no agent is on the line. */
function ringback(input: PlanInput, caller: LegState): PlannedCommand[] {
  const { state, now } = input;
  const { callControlId } = caller;
  const round = state.attempts.length;
  const play = command(input, round, { kind: 'play_ringback', callControlId });
  if (state.current?.connectedAt) {
    const wasPlayed = state.attempts.some(({ number }) =>
      input.issued.has(commandIdOf(input.callId, 'play_ringback', number)),
    );
    return wasPlayed ? [command(input, round, { kind: 'stop_ringback', callControlId })] : [];
  }
  if (caller.answeredAt === null) return [];
  const waitsSince = state.current ? state.current.startedAt : caller.answeredAt;
  const isDue = compareInstants(now, addMs(waitsSince, SILENCE_LIMIT_MS)) >= 0;
  const alreadyPlaying = state.attempts.some(
    ({ number }) =>
      number < round && input.issued.has(commandIdOf(input.callId, 'play_ringback', number)),
  );
  return (isDue || state.current === null) && !alreadyPlaying ? [play] : [];
}

function planOutbound(input: PlanInput): PlannedCommand[] {
  const { state, policy } = input;
  const attempt = state.attempts[0];
  if (!attempt || state.status === 'ended') return [];
  const dialled = dialAgent(input, attempt, null);
  if (!attempt.connectedAt) return [dialled];
  const agentLeg = legsOfAttempt(state.legs, attempt).find((leg) => leg.endedAt === null);
  if (!agentLeg) return [dialled];
  return [
    dialled,
    command(input, 1, {
      kind: 'dial_external',
      to: input.toNumber,
      from: input.lineNumber,
      linkTo: agentLeg.callControlId,
      timeoutMs: policy.dialTimeoutMs,
    }),
  ];
}
