import { deadlineEvent } from '../core/call-deadline.ts';
import type { CallEvent } from '../core/call-events.ts';
import type { CallState } from '../core/call-state.ts';
import { epochMs } from '../core/instant.ts';
import type { CommandUpdate, StoredCall, StoredCommand } from '../ports/call-repository.ts';
import { changeCall, type EngineDeps, ownRecord, stateOf } from './call-engine.ts';
import { failure, legLost, runCommands } from './run-commands.ts';

/** Telnyx remembers a command id for 60 s; a dial older than this might ring twice (goals.md finding 3). */
const SAFE_REPEAT_MS = 50_000;
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
  const dead = await findDeadLegs(deps, stored, state);
  const applied = await changeCall<never>(
    deps,
    () => deps.calls.load(callId),
    (current, fresh, now) => mend(current, fresh, now, dead),
  );
  if (!applied.ok) return;
  await deps.calls.touch(callId);
  const pending = stored.commands.filter(
    (command) => command.status === 'pending' && !isTooOld(command, stored.serverTime),
  );
  const commands = [...pending, ...applied.newCommands];
  if (commands.length > 0) await runCommands(deps, applied.identity, commands);
}

function isTooOld({ body, createdAt }: StoredCommand, now: string): boolean {
  const isDial = body.kind === 'dial_agent' || body.kind === 'dial_external';
  return isDial && epochMs(now) - epochMs(createdAt) > SAFE_REPEAT_MS;
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
  dead: readonly string[],
): { events: ReturnType<typeof ownRecord>[]; commandUpdates: CommandUpdate[] } {
  const expired = stored.commands.filter(
    (command) => command.status === 'pending' && isTooOld(command, now),
  );
  const late = state ? deadlineEvent(stored.identity.id, state, now) : null;
  const events: CallEvent[] = [
    ...dead.flatMap((callControlId) => legLost(callControlId, stored, now)),
    ...expired.map((command) => failure(command, 'expired', now)),
    ...(late ? [late] : []),
  ];
  const known = new Set(stored.events.map((event) => event.id));
  return {
    events: events.filter((event) => !known.has(event.id)).map(ownRecord),
    commandUpdates: expired.map(({ commandId }) => ({
      commandId,
      status: 'failed',
      errorCode: 'expired',
    })),
  };
}
