import { deadlineEvent } from '../core/call-deadline.ts';
import type { CallEvent } from '../core/call-events.ts';
import type { CallState, LegState } from '../core/call-state.ts';
import { isForwarding } from '../core/fold-line-outcome.ts';
import { addMs, compareInstants } from '../core/instant.ts';
import type { StoredCall } from '../ports/call-repository.ts';
import { type EngineDeps, stateOf } from './call-engine.ts';

/** What Telnyx said about the legs that a passed deadline waited for: by call control id. */
export type Answers = ReadonlyMap<string, boolean | null>;

/** So long an unheard answer puts a deadline off. */
const PATIENCE_MS = 4_000;

/**
 * A deadline has passed, yet the leg that it waited for may have been answered and the webhooks lost:
 * hanging up would cut a conversation off. The deadline comes after the leg's own ring time, so a
 * leg that still lives was answered. Asks Telnyx only when a deadline has passed.
 */
export async function askBeforeGivingUp(
  deps: Pick<EngineDeps, 'telephony'>,
  stored: StoredCall,
): Promise<Answers> {
  const state = stateOf(stored);
  if (!state || !deadlineEvent(stored.identity.id, state, stored.serverTime)) return new Map();
  const answers = await Promise.all(
    awaitedLegs(state).map(
      async ({ callControlId }) =>
        [callControlId, await deps.telephony.isLegAlive(callControlId)] as const,
    ),
  );
  return new Map(answers);
}

/**
 * What a passed deadline means, knowing what Telnyx said: the leg was answered after all, or the wait
 * is given up, or (empty) it goes on a little, since Telnyx could not be asked.
 */
export function settleDeadline(
  callId: string,
  state: CallState,
  now: string,
  answers: Answers,
): CallEvent[] {
  const late = deadlineEvent(callId, state, now);
  if (!late) return [];
  const awaited = awaitedLegs(state);
  const answered = awaited.filter((leg) => answers.get(leg.callControlId) === true);
  if (answered.length > 0) return answered.map((leg) => foundAnswered(leg, now));
  const isUnknown = awaited.some((leg) => answers.get(leg.callControlId) !== false);
  const latest = addMs(state.deadlineAt ?? now, PATIENCE_MS);
  return isUnknown && compareInstants(now, latest) < 0 ? [] : [late];
}

function awaitedLegs(state: CallState): LegState[] {
  if (isForwarding(state.forward) && !state.message) {
    return state.legs.filter((leg) => leg.role === 'forward' && leg.endedAt === null);
  }
  const isConnecting = state.current !== null && state.current.connectedAt === null;
  const role = isConnecting ? 'agent' : 'external';
  // Nobody's leg is waited for: agents are asked by popup, the AI by Telnyx.
  if (!isConnecting && state.direction === 'inbound') return [];
  return state.legs.filter(
    (leg) =>
      leg.role === role &&
      leg.endedAt === null &&
      (role === 'external' || leg.attempt === state.current?.number),
  );
}

function foundAnswered(leg: LegState, now: string): CallEvent {
  const { callControlId, role, attempt } = leg;
  return {
    id: `${callControlId}:found_answered`,
    type: 'leg.answered',
    occurredAt: now,
    leg: { callControlId, role, attempt },
    legStartedAt: null,
  };
}
