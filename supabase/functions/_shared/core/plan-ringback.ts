import type { PlanInput, PlannedCommand } from './call-plan.ts';
import type { LegState } from './call-state.ts';
import { command, commandIdOf } from './command-id.ts';
import { aliveAi } from './fold-ai.ts';
import { addMs, compareInstants } from './instant.ts';
import { isExcuseDue } from './plan-ai.ts';

/** An answered caller hears our ringback when the agent or the AI takes longer than this [I4]. */
export const SILENCE_LIMIT_MS = 1_200;

/** Keeps an answered caller from hearing nothing while neither an agent nor the AI is on the line. */
export function ringback(input: PlanInput, caller: LegState): PlannedCommand[] {
  const { state, now } = input;
  const { callControlId } = caller;
  // The message's own command stops whatever plays.
  if (state.message) return [];
  const ai = aliveAi(state.aiSessions);
  const { next, isPlaying } = playing(input);
  if (state.current?.connectedAt || ai?.startedAt || isJoinedToMobile(state)) {
    return isPlaying ? [command(input, next, { kind: 'stop_ringback', callControlId })] : [];
  }
  // Our excuse is spoken first: an endless tone before it would be all that the caller hears.
  if (caller.answeredAt === null || isPlaying || isExcuseDue(input, caller)) return [];
  const fetching = state.current?.startedAt ?? ai?.requestedAt ?? state.forward?.answeredAt ?? null;
  const waitsSince = fetching ?? caller.answeredAt;
  const isDue = compareInstants(now, addMs(waitsSince, SILENCE_LIMIT_MS)) >= 0;
  if (!isDue && fetching !== null) return [];
  return [command(input, next, { kind: 'play_ringback', callControlId })];
}

function isJoinedToMobile({ legs }: PlanInput['state']): boolean {
  return legs.some((leg) => leg.role === 'forward' && leg.bridgedAt !== null);
}

/**
 * Whether it plays, and the discriminator of what is to be asked next. Each try and each stretch with
 * the AI is a round; an excuse stops whatever played before it.
 */
function playing(input: PlanInput): { next: string | number; isPlaying: boolean } {
  const { callId, issued, state } = input;
  const round = state.attempts.length + state.aiSessions.length;
  const excuses = state.aiSessions.filter(({ number }) =>
    issued.has(commandIdOf(callId, 'apologise', number)),
  ).length;
  const nameOf = (at: number) => (excuses === 0 ? at : `${at}:${excuses}`);
  const rounds = Array.from({ length: round + 1 }, (_, at) => at);
  const was = (kind: 'play_ringback' | 'stop_ringback', at: number) =>
    issued.has(commandIdOf(callId, kind, nameOf(at)));
  const played = rounds.findLast((at) => was('play_ringback', at));
  const isStopped = rounds.some((at) => at >= (played ?? 0) && was('stop_ringback', at));
  return { next: nameOf(round), isPlaying: played !== undefined && !isStopped };
}
