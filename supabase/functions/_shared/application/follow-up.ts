import type { CallState } from '../core/call-state.ts';
import { isAiOnLine } from '../core/fold-ai.ts';
import { isConnected } from '../core/fold-attempts.ts';
import { epochMs } from '../core/instant.ts';
import { BRIDGE_GRACE_MS, legsApart } from '../core/legs-apart.ts';
import { SILENCE_LIMIT_MS } from '../core/plan-ringback.ts';
import { nextDecision } from '../core/ring-decision.ts';
import type { CallIdentity, StoredCommand } from '../ports/call-repository.ts';
import { askBeforeGivingUp, settleDeadline } from './ask-before-giving-up.ts';
import { changeCall, type EngineDeps, ownRecord } from './call-engine.ts';
import { isForwardToReserve, reserveForward } from './reserve-forward.ts';
import { runCommands } from './run-commands.ts';

/** The platform ends a function's background work after about this long; the sweeper does the rest. */
const LONGEST_TIMER_MS = 120_000;
/** So that the database's clock has passed the deadline too when we look. */
const TIMER_SLACK_MS = 40;
/** A call that keeps coming back is left to the sweeper. */
const MOST_ROUNDS = 6;
/** So often it is looked whether those whom it rings at can still hear it: no dead tab is waited for. */
const PRESENCE_LOOK_MS = 3_000;
/** Looks of that kind, after which the sweeper does them. */
const MOST_LOOKS = 40;

/**
 * What happens after the response: the new commands go to Telnyx, and a timer waits for the deadline.
 * Should this process die before, the sweeper does both.
 */
export function followUp(
  deps: EngineDeps,
  identity: CallIdentity,
  state: CallState,
  newCommands: readonly StoredCommand[],
): void {
  deps.background(
    guarded(deps, identity, async () => {
      const after = (await runCommands(deps, identity, newCommands)) ?? state;
      await watchDeadlines(deps, identity, after);
    }),
  );
}

/**
 * Waits for the state's deadlines and writes them down when they pass; a call that rings again is
 * watched again. Ends with the waiting states, and with a look whether the parties were joined.
 */
export async function watchDeadlines(
  deps: EngineDeps,
  identity: CallIdentity,
  start: CallState,
): Promise<void> {
  let state: CallState | null = start;
  if (state.closingUntil !== null) {
    await deps.clock.sleep(msUntil(deps, state.closingUntil));
    await tick(deps, identity.id);
    return;
  }
  if (legsApart(state)) {
    await deps.clock.sleep(BRIDGE_GRACE_MS + TIMER_SLACK_MS);
    await tick(deps, identity.id, { joinPatienceMs: 0 });
    return;
  }
  let looks = 0;
  for (let round = 0; round < MOST_ROUNDS && state?.deadlineAt;) {
    if (looks < MOST_LOOKS && looksForPeople(deps, state)) {
      await deps.clock.sleep(PRESENCE_LOOK_MS);
      state = await tick(deps, identity.id);
      looks += 1;
      continue;
    }
    state = await waitForDeadline(deps, identity, state, state.deadlineAt);
    if (state?.closingUntil) return await watchDeadlines(deps, identity, state);
    round += 1;
  }
}

/** One deadline: what stands after it, or null when there is nothing more to wait for. */
async function waitForDeadline(
  deps: EngineDeps,
  identity: CallIdentity,
  state: CallState,
  deadlineAt: string,
): Promise<CallState | null> {
  if (isForwardToReserve(state)) return await reserveForward(deps, identity, state);
  const looksForSilence = msUntil(deps, deadlineAt) > SILENCE_LIMIT_MS + TIMER_SLACK_MS;
  if (state.direction === 'inbound' && state.status === 'connecting' && looksForSilence) {
    await deps.clock.sleep(SILENCE_LIMIT_MS + TIMER_SLACK_MS);
    await tick(deps, identity.id);
  }
  const waitMs = msUntil(deps, deadlineAt);
  if (waitMs > LONGEST_TIMER_MS) return null;
  await deps.clock.sleep(waitMs);
  return await tick(deps, identity.id);
}

/** It rings at somebody who may go away, and its deadline is not near. */
function looksForPeople(deps: EngineDeps, state: CallState): boolean {
  if (state.offeredTo === null || state.isTest || !state.deadlineAt) return false;
  return msUntil(deps, state.deadlineAt) > PRESENCE_LOOK_MS;
}

function msUntil(deps: EngineDeps, instant: string): number {
  return Math.max(epochMs(instant) - epochMs(deps.clock.now()) + TIMER_SLACK_MS, 0);
}

/**
 * Looks at a call with the clock in hand: a passed deadline becomes an event, and whatever the state
 * wants and was not yet asked for becomes a command.
 */
async function tick(
  deps: EngineDeps,
  callId: string,
  options: { joinPatienceMs?: number } = {},
): Promise<CallState | null> {
  const stored = await deps.calls.load(callId);
  if (!stored) return null;
  const answers = await askBeforeGivingUp(deps, stored);
  let seen: CallState | null = null;
  const applied = await changeCall<'nothing_to_do'>(
    deps,
    () => deps.calls.load(callId),
    (state, { identity, policy }, now) => {
      if (!state) return { refuse: 'nothing_to_do' };
      seen = state.offeredTo === null ? null : state;
      // The excuse was heard: the plan hangs up.
      if (state.closingUntil !== null) return { events: [] };
      if (state.status === 'ended') return { refuse: 'nothing_to_do' };
      const events = settleDeadline(identity.id, state, now, answers);
      const waitsForAgent = state.direction === 'inbound' && state.status === 'connecting';
      const waitsForStop = isConnected(state.current) && isAiOnLine(state.aiSessions);
      const isWaiting = waitsForAgent || waitsForStop || legsApart(state) !== null;
      const rings = nextDecision(identity.id, state, policy, now) !== null;
      if (events.length === 0 && !isWaiting && !rings) return { refuse: 'nothing_to_do' };
      return { events: events.map(ownRecord), ...options };
    },
  );
  // Those whom it rings at are looked at again.
  if (!applied.ok) return seen;
  return (await runCommands(deps, applied.identity, applied.newCommands)) ?? applied.state;
}

/** Background work must not take its process down. */
export async function guarded(
  deps: Pick<EngineDeps, 'log'>,
  identity: { id: string },
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const message = error instanceof Error ? error.message : 'unknown';
    deps.log.error('background work failed', { call: identity.id, message });
  }
}
