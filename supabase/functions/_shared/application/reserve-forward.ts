import type { CallState } from '../core/call-state.ts';
import type { CallIdentity } from '../ports/call-repository.ts';
import { changeCall, type EngineDeps, ownRecord } from './call-engine.ts';
import { runCommands } from './run-commands.ts';

/** The call is to go to the owner's mobile, and nobody has asked yet whether it may. */
export function isForwardToReserve(state: CallState | null): boolean {
  const forward = state?.forward ?? null;
  if (!state || !forward || state.status === 'ended') return false;
  return forward.allowedAt === null && forward.failedAt === null;
}

/**
 * Asks whether a forward may be dialled, writes the answer down, and dials [I11]. Money is reserved
 * before the dial is written: asked twice for the same call, the guard answers the same.
 *
 * @returns the state after it; null: there was nothing to ask, or the database is away (the sweeper
 * asks again)
 */
export async function reserveForward(
  deps: EngineDeps,
  identity: CallIdentity,
  state: CallState,
): Promise<CallState | null> {
  const { forward } = state;
  if (!isForwardToReserve(state) || !forward) return null;
  const answer = await deps.dialGuard.reserve({
    organizationId: identity.organizationId,
    callId: identity.id,
    memberId: null,
    to: forward.to,
    country: null,
    numberType: 'unknown',
    // The owner chose this number in the settings.
    confirmed: true,
    kind: 'forward',
  });
  const applied = await changeCall<'too_late'>(
    deps,
    () => deps.calls.load(identity.id),
    (current, _stored, now) => {
      if (!isForwardToReserve(current)) return { refuse: 'too_late' };
      const event = answer.ok
        ? {
            id: `${identity.id}:forward_allowed`,
            type: 'forward.allowed' as const,
            occurredAt: now,
            timeLimitSecs: answer.timeLimitSecs,
          }
        : {
            id: `${identity.id}:forward_refused`,
            type: 'forward.refused' as const,
            occurredAt: now,
            code: answer.code,
          };
      const detail = answer.ok ? {} : { code: answer.code };
      const action = answer.ok ? 'call.forwarded' : 'call.forward_refused';
      return { events: [ownRecord(event)], audit: [{ action, memberId: null, detail }] };
    },
  );
  if (!applied.ok) {
    if (answer.ok) await giveBack(deps, identity.id);
    return null;
  }
  if (!answer.ok) deps.log.warn('forward refused', { call: identity.id, code: answer.code });
  return (await runCommands(deps, applied.identity, applied.newCommands)) ?? applied.state;
}

/** The caller left, or somebody else asked: what nobody dials must not stay reserved. */
async function giveBack(deps: EngineDeps, callId: string): Promise<void> {
  const stored = await deps.calls.load(callId);
  const isDialled = stored?.commands.some(({ body }) => body.kind === 'dial_forward') ?? false;
  if (!isDialled) await deps.dialGuard.release({ callId, kind: 'forward' });
}
