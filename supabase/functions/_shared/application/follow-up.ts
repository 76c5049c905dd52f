import type { CallState } from '../core/call-state.ts';
import { isAiOnLine } from '../core/fold-ai.ts';
import { isConnected } from '../core/fold-attempts.ts';
import { epochMs } from '../core/instant.ts';
import { BRIDGE_GRACE_MS, legsApart } from '../core/legs-apart.ts';
import { SILENCE_LIMIT_MS } from '../core/plan-ringback.ts';
import type { CallIdentity, StoredCommand } from '../ports/call-repository.ts';
import { askBeforeGivingUp, settleDeadline } from './ask-before-giving-up.ts';
import { changeCall, type EngineDeps, ownRecord } from './call-engine.ts';
import { runCommands } from './run-commands.ts';

/** The platform ends a function's background work after about this long; the sweeper does the rest. */
const LONGEST_TIMER_MS = 120_000;
/** So that the database's clock has passed the deadline too when we look. */
const TIMER_SLACK_MS = 40;
/** A call that keeps coming back is left to the sweeper. */
const MOST_ROUNDS = 6;

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
  for (let round = 0; round < MOST_ROUNDS && state?.deadlineAt; round += 1) {
    const looksForSilence = msUntil(deps, state.deadlineAt) > SILENCE_LIMIT_MS + TIMER_SLACK_MS;
    if (state.direction === 'inbound' && state.status === 'connecting' && looksForSilence) {
      await deps.clock.sleep(SILENCE_LIMIT_MS + TIMER_SLACK_MS);
      await tick(deps, identity.id);
    }
    const waitMs = msUntil(deps, state.deadlineAt);
    if (waitMs > LONGEST_TIMER_MS) return;
    await deps.clock.sleep(waitMs);
    state = await tick(deps, identity.id);
    if (state?.closingUntil) return await watchDeadlines(deps, identity, state);
  }
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
  const applied = await changeCall<'nothing_to_do'>(
    deps,
    () => deps.calls.load(callId),
    (state, { identity }, now) => {
      if (!state) return { refuse: 'nothing_to_do' };
      // The excuse was heard: the plan hangs up.
      if (state.closingUntil !== null) return { events: [] };
      if (state.status === 'ended') return { refuse: 'nothing_to_do' };
      const events = settleDeadline(identity.id, state, now, answers);
      const waitsForAgent = state.direction === 'inbound' && state.status === 'connecting';
      const waitsForStop = isConnected(state.current) && isAiOnLine(state.aiSessions);
      const isWaiting = waitsForAgent || waitsForStop || legsApart(state) !== null;
      if (events.length === 0 && !isWaiting) return { refuse: 'nothing_to_do' };
      return { events: events.map(ownRecord), ...options };
    },
  );
  if (!applied.ok) return null;
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
