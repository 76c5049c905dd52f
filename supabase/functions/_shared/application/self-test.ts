import type { SelfTestAnswer, SelfTestState } from '../core/contracts/health.ts';
import type { DialGuard } from '../ports/dial-guard.ts';
import type { Actor } from '../ports/dispatcher-store.ts';
import type { CallProbe, SelfTestStore } from '../ports/health.ts';
import type { Ids, Logger } from '../ports/runtime.ts';

/** What the outside leg plays, in Hz: high enough not to be taken for ringing (350 to 480 Hz). */
const TEST_TONE_HZ = 1000;

export interface SelfTestDeps {
  ids: Ids;
  log: Logger;
  guard: Pick<DialGuard, 'reserve' | 'release'>;
  probes: CallProbe;
  selfTests: SelfTestStore;
}

/**
 * Dials a line of ours as an outside caller: through Telnyx, the webhook and the routing to the
 * browser of whoever asked. The caller then plays a tone, which that browser must hear.
 */
export async function beginSelfTest(deps: SelfTestDeps, actor: Actor): Promise<SelfTestAnswer> {
  const { organizationId, memberId } = actor;
  const testId = deps.ids.next();
  const answer = { test_id: testId, from: null, to: null, tone_hz: TEST_TONE_HZ };
  const begun = await deps.selfTests.begin({ id: testId, organizationId, memberId });
  if (!begun.ok) return { ...answer, refused: begun.code };
  const { from, to, connectionId } = begun;
  const placed = { ...answer, from, to };
  const reserved = await deps.guard.reserve({
    organizationId,
    callId: testId,
    memberId,
    to,
    // The database finds out for itself.
    country: null,
    numberType: 'unknown',
    // Our own number: nobody needs to be asked.
    confirmed: true,
    kind: 'self_test',
  });
  if (!reserved.ok) {
    await deps.selfTests.end(organizationId, testId);
    return { ...placed, refused: 'limits' };
  }
  const { timeLimitSecs } = reserved;
  const dialled = await deps.probes.dialTest({ testId, from, to, connectionId, timeLimitSecs });
  if (!dialled.ok) {
    deps.log.warn('self-test refused', { code: dialled.code });
    await deps.guard.release({ callId: testId, kind: 'self_test' });
    await deps.selfTests.end(organizationId, testId);
    const refused = { unauthorized: 'key_refused', unavailable: 'no_answer', refused: 'refused' };
    return { ...placed, refused: refused[dialled.code] as SelfTestAnswer['refused'] };
  }
  await deps.selfTests.dialled(testId, dialled.callControlId);
  return { ...placed, refused: null };
}

/** How far the call came by our own log and by Telnyx. Null: there is no such test. */
export async function selfTestState(
  deps: SelfTestDeps,
  actor: Actor,
  testId: string,
): Promise<SelfTestState | null> {
  const state = await deps.selfTests.state(actor.organizationId, testId);
  if (!state) return null;
  const { outsideLeg, call } = state;
  return {
    call_id: call?.id ?? null,
    status: call?.status ?? null,
    received_at: call?.receivedAt ?? null,
    is_outside_alive: outsideLeg ? await deps.probes.isAlive(outsideLeg) : null,
  };
}

/** Hangs the outside leg up; what it cost is settled by Telnyx's own end of the call. */
export async function endSelfTest(deps: SelfTestDeps, actor: Actor, testId: string): Promise<void> {
  const leg = await deps.selfTests.end(actor.organizationId, testId);
  if (leg) await deps.probes.hangUp(leg);
}
