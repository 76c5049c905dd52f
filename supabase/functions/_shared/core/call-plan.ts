import { agentRingMs } from './call-deadline.ts';
import type { Attempt, CallPolicy, CallState, LegState } from './call-state.ts';
import { command } from './command-id.ts';
import { legsOfAttempt } from './fold-attempts.ts';
import { addMs, compareInstants } from './instant.ts';
import { BRIDGE_GRACE_MS, legsApart } from './legs-apart.ts';
import { type AiCommandBody, planAi } from './plan-ai.ts';
import { type LineCommandBody, planLineOutcome } from './plan-line-outcome.ts';
import { ringback } from './plan-ringback.ts';
import { planRoom, type RoomCommandBody } from './plan-room.ts';

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
      /** We join the legs, when the AI has let go of the caller. */
      joinsLater?: boolean;
      timeoutMs: number;
    }
  | {
      kind: 'dial_external';
      to: string;
      from: string;
      linkTo: string;
      timeoutMs: number;
      /** See `call.placed`; the outbox takes no dial without it. */
      timeLimitSecs?: number;
    }
  | {
      kind: 'hangup';
      callControlId: string;
      /** The agent gave the caller to the AI, which waits for this. */
      releases?: boolean;
    }
  /** Joins the far end with the agent, where Telnyx did not do it by itself. */
  | {
      kind: 'bridge';
      callControlId: string;
      agentCallControlId: string;
      /** The caller's leg stays when the agent's goes. */
      keepsCaller?: boolean;
    }
  | { kind: 'play_ringback'; callControlId: string }
  | { kind: 'stop_ringback'; callControlId: string }
  | LineCommandBody
  | RoomCommandBody
  | AiCommandBody;

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
  /** E.164 of an inbound call's caller; null when withheld. */
  callerNumber?: string | null;
  policy: CallPolicy;
  state: CallState;
  /** The database's clock. */
  now: string;
  /** Ids of the commands that were issued already. */
  issued: ReadonlySet<string>;
  /** Those of them whose outcome is not known yet, by id. */
  awaited: ReadonlyMap<string, CommandBody>;
  /**
   * How long after their deadline parties who seem apart are joined by us; null: not now. News of
   * their bridge may be as late as the news that brought this up, so only those who waited may say.
   */
  joinPatienceMs: number | null;
}

/**
 * What should be asked of Telnyx in this state, less what was asked before. Level-triggered: it looks
 * at the state only, never at which event led to it.
 */
export function planCall(input: PlanInput): PlannedCommand[] {
  const wanted = [
    ...hangUpLeftovers(input),
    ...joinApart(input),
    ...planAi(input),
    ...planLineOutcome(input),
    ...planRoom(input),
    ...(input.state.direction === 'inbound' ? planInbound(input) : planOutbound(input)),
  ];
  return wanted.filter((command) => !input.issued.has(command.commandId));
}

/** Legs that nobody needs any more: all of an ended call's, and those of failed tries. */
function hangUpLeftovers(input: PlanInput): PlannedCommand[] {
  const { state } = input;
  const byNumber = new Map(state.attempts.map((attempt) => [attempt.number, attempt]));
  return state.legs
    .filter((leg) => leg.endedAt === null)
    .flatMap((leg) => {
      const { callControlId } = leg;
      const attempt = leg.role === 'agent' ? byNumber.get(leg.attempt) : undefined;
      const releases = attempt !== undefined && attempt.releasedAt !== null;
      const isOver = state.status === 'ended' && !hearsExcuse(leg, input);
      const isLate = leg.role === 'forward' && (state.forward?.failedAt ?? null) !== null;
      // Whoever it holds now took the outside party along.
      if (leg.role === 'external' && state.room.mergedInto) return [];
      const isGone = isUnwantedParty(leg, state);
      const isFailed = (attempt?.failedAt ?? null) !== null;
      if (!isOver && !releases && !isLate && !isGone && !isFailed) return [];
      return [
        command(input, callControlId, {
          kind: 'hangup',
          callControlId,
          ...(releases && state.status !== 'ended' ? { releases } : {}),
        }),
      ];
    });
}

/** A party that is not in the call any more, or that only listened to an agent who left. */
function isUnwantedParty(leg: LegState, { room, attempts }: CallState): boolean {
  if (leg.role !== 'party') return false;
  const party = room.parties.find(({ number }) => number === leg.attempt);
  if (!party || party.status !== 'gone') return false;
  const promoted = attempts.find(({ number }) => number === party.promotedTo);
  return promoted === undefined || promoted.releasedAt !== null;
}

function hearsExcuse(leg: LegState, { state, now }: PlanInput): boolean {
  const { closingUntil } = state;
  return leg.role === 'external' && closingUntil !== null && compareInstants(now, closingUntil) < 0;
}

/** Telnyx joins the legs itself; where it did not in time, we do. */
function joinApart(input: PlanInput): PlannedCommand[] {
  // In a room everybody is where the plan has put them.
  const apart = input.state.room.isNeeded ? null : legsApart(input.state);
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
    if (state.current.fromParty === null) {
      commands.push(dialAgent(input, state.current, callControlId));
    }
  }
  // In a room there is music.
  return state.room.isNeeded ? commands : [...commands, ...ringback(input, caller)];
}

function dialAgent(input: PlanInput, attempt: Attempt, linkTo: string | null): PlannedCommand {
  return command(input, attempt.number, {
    kind: 'dial_agent',
    attempt: attempt.number,
    sipUsername: attempt.sipUsername,
    from: input.lineNumber,
    linkTo,
    ...(attempt.keepsCaller ? { joinsLater: true } : {}),
    timeoutMs: agentRingMs(input.policy),
  });
}

/** Somebody else, or another browser, takes the call on that was placed and answered. */
function laterAgent(input: PlanInput): PlannedCommand[] | null {
  const { state } = input;
  const far = state.legs.find((leg) => leg.role === 'external' && leg.endedAt === null);
  if (state.attempts.length < 2 || !far) return null;
  const { current } = state;
  if (!current || current.fromParty !== null) return [];
  return [dialAgent(input, current, far.callControlId)];
}

function planOutbound(input: PlanInput): PlannedCommand[] {
  const { state, policy } = input;
  const attempt = state.attempts[0];
  if (!attempt || state.status === 'ended') return [];
  const next = laterAgent(input);
  if (next) return next;
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
      ...(attempt.timeLimitSecs === undefined ? {} : { timeLimitSecs: attempt.timeLimitSecs }),
    }),
  ];
}
