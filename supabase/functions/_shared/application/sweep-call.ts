import type { CallEvent } from '../core/call-events.ts';
import type { CallState } from '../core/call-state.ts';
import { epochMs } from '../core/instant.ts';
import { isObsolete } from '../core/obsolete-command.ts';
import type { StoredCall, StoredCommand } from '../ports/call-repository.ts';
import { type Answers, askBeforeGivingUp, settleDeadline } from './ask-before-giving-up.ts';
import { changeCall, type EngineDeps, ownRecord, type Proposal, stateOf } from './call-engine.ts';
import { failure, hasLeg } from './dialled-legs.ts';
import { holdIfLeft } from './hold-calls.ts';
import { isForwardToReserve, reserveForward } from './reserve-forward.ts';
import { legLost, runCommands } from './run-commands.ts';

/** Telnyx remembers a command id for 60 s; a dial older than this might ring twice (goals.md finding 3). */
const SAFE_REPEAT_MS = 50_000;
/** An agent's leg that is dialled later than this would not be up by the call's deadline [I3]. */
const AGENT_DIAL_MS = 9_500;
/** The sweeper does not know since when it is known that the parties seem apart. */
const JOIN_PATIENCE_MS = 3_000;
/** Legs younger than this may not be known to `GET /calls` yet. */
const SETTLE_MS = 4_000;

/**
 * Mends one call, whatever was lost: passed deadlines, commands that never went out, legs that Telnyx
 * no longer knows. Safe beside the webhook and beside itself: everything goes through compare-and-set
 * and deterministic command ids.
 */
export async function sweepCall(deps: EngineDeps, callId: string): Promise<void> {
  const stored = await deps.calls.load(callId);
  const state = stored ? stateOf(stored) : null;
  if (!stored || !state) return;
  // Whoever was to ask whether it may be forwarded died before.
  if (isForwardToReserve(state)) await reserveForward(deps, stored.identity, state);
  const [dead, answers] = await Promise.all([
    findDeadLegs(deps, stored, state),
    askBeforeGivingUp(deps, stored),
  ]);
  const applied = await changeCall<never>(
    deps,
    () => deps.calls.load(callId),
    (current, fresh, now) => mend(current, fresh, now, { dead, answers }),
  );
  if (!applied.ok) return;
  await deps.calls.touch(callId);
  const pending = stored.commands.filter(
    (command) =>
      command.status === 'pending' && !isStale(command, applied.state, stored.serverTime),
  );
  const commands = [...pending, ...applied.newCommands];
  const after = await runCommands(deps, applied.identity, commands);
  await reserveForward(deps, applied.identity, after ?? applied.state);
  await holdIfLeft(deps, stored, after ?? applied.state);
}

/** Overtaken by what happened since: it must not go out any more. */
function isStale(command: StoredCommand, state: CallState | null, now: string): boolean {
  return isTooOld(command, now) || (state !== null && isObsolete(command.body, state));
}

function isTooOld({ body, createdAt }: StoredCommand, now: string): boolean {
  const ageMs = epochMs(now) - epochMs(createdAt);
  if (body.kind === 'dial_agent') return ageMs > AGENT_DIAL_MS;
  const isOutside =
    body.kind === 'dial_external' || body.kind === 'dial_forward' || body.kind === 'dial_party';
  return isOutside && ageMs > SAFE_REPEAT_MS;
}

async function findDeadLegs(
  deps: EngineDeps,
  stored: StoredCall,
  state: CallState,
): Promise<string[]> {
  const now = epochMs(stored.serverTime);
  const suspects = state.legs.filter(
    (leg) => leg.endedAt === null && now - epochMs(leg.initiatedAt ?? state.startedAt) > SETTLE_MS,
  );
  const alive = await Promise.all(
    suspects.map(({ callControlId }) => deps.telephony.isLegAlive(callControlId)),
  );
  return suspects.flatMap((leg, index) => (alive[index] === false ? [leg.callControlId] : []));
}

function mend(
  state: CallState | null,
  stored: StoredCall,
  now: string,
  { dead, answers }: { dead: readonly string[]; answers: Answers },
): Proposal {
  const stale = stored.commands.filter(
    (command) => command.status === 'pending' && isStale(command, state, now),
  );
  const events: CallEvent[] = [
    ...dead.flatMap((callControlId) => legLost(callControlId, stored, now)),
    ...stale
      .filter((command) => isTooOld(command, now) && !hasLeg(command, stored))
      .map((command) => failure(command, 'expired', now)),
    ...(state ? settleDeadline(stored.identity.id, state, now, answers) : []),
  ];
  const known = new Set(stored.events.map((event) => event.id));
  return {
    events: events.filter((event) => !known.has(event.id)).map(ownRecord),
    joinPatienceMs: JOIN_PATIENCE_MS,
    commandUpdates: stale.map(({ commandId }) => ({
      commandId,
      status: 'failed',
      errorCode: 'expired',
    })),
  };
}
