import type { CallToStop, LimitsStore } from '../ports/limits-store.ts';
import { changeCall, type EngineDeps, ownRecord } from './call-engine.ts';
import { guarded } from './follow-up.ts';
import { runCommands } from './run-commands.ts';

export type StopDeps = EngineDeps & { limits: LimitsStore };

/**
 * Ends the calls out of businesses that have stopped calling: all of them where they chose so, else
 * only those that had not been dialled yet. Called when the switch is set, and by the sweeper.
 *
 * @param organizationId null: of all
 * @returns how many it set out to end
 */
export async function endStoppedCalls(
  deps: StopDeps,
  organizationId: string | null,
): Promise<number> {
  const calls = (await deps.limits.callsToStop()).filter(
    (call) => organizationId === null || call.organizationId === organizationId,
  );
  await Promise.all(
    calls.map((call) => guarded(deps, { id: call.callId }, () => endCall(deps, call))),
  );
  return calls.length;
}

async function endCall(deps: StopDeps, { callId, memberId }: CallToStop): Promise<void> {
  const applied = await changeCall<'ended'>(
    deps,
    () => deps.calls.load(callId),
    (state, _stored, now) =>
      state === null || state.status === 'ended'
        ? { refuse: 'ended' }
        : {
            events: [
              ownRecord({
                id: `${callId}:stopped`,
                type: 'call.hangup_requested',
                occurredAt: now,
                memberId,
              }),
            ],
          },
  );
  if (applied.ok) await runCommands(deps, applied.identity, applied.newCommands);
}
