import type { SetupCode } from '../core/contracts/number-setup.ts';
import {
  completeSteps,
  pauseBeforeNextLookMs,
  passesByItself,
  type StepStatuses,
} from '../core/number-setup-steps.ts';
import { SETUP_STEPS, type SetupStep } from '../core/setup-step-names.ts';
import type { SetupPatch, StoredSetup } from '../ports/number-setups.ts';
import { lookAndAct } from './number-setup-actions.ts';
import type { NumberSetupDeps, SetupRun, StepResult } from './number-setup-run.ts';

/** Longer than two requests to Telnyx may take: it is renewed before each that changes something. */
export const LEASE_SECONDS = 20;
/** Telnyx is asked again at once, before a step is left to the sweeper. */
const TRIES_AT_ONCE = 3;
const RETRY_PAUSE_MS = 400;
/** More changes than any step needs: what does not come to rest is refused in silence. */
const MOST_ROUNDS = 12;

/** Somebody else works on the set-up since: stop at once. */
class LeaseLostError extends Error {
  override name = 'LeaseLostError';
}

/**
 * Brings a number's set-up as far as it goes now: step after step is compared with what Telnyx tells,
 * and what is missing is done. It may be killed anywhere and begun again (ADR 0015).
 *
 * @returns false when somebody else works on it, or it is over.
 */
export async function advanceSetup(
  deps: NumberSetupDeps,
  setupId: string,
  holder = deps.ids.next(),
): Promise<boolean> {
  const setup = await deps.setups.take(setupId, holder, LEASE_SECONDS);
  if (!setup) return false;
  const run = startRun(deps, holder, setup);
  try {
    await runSteps(run, completeSteps(setup.steps));
    return true;
  } catch (error) {
    if (!(error instanceof LeaseLostError)) throw error;
    deps.log.warn('set-up lost its lease', { setup: setupId });
    return false;
  }
}

function startRun(deps: NumberSetupDeps, holder: string, setup: StoredSetup): SetupRun {
  const run: SetupRun = {
    deps,
    holder,
    setup,
    async save(patch) {
      const isSaved = await deps.setups.save(setup.id, holder, LEASE_SECONDS, patch);
      if (!isSaved) throw new LeaseLostError(setup.id);
      run.setup = withPatch(run.setup, patch);
    },
    renew: () => run.save({}),
  };
  return run;
}

function withPatch(setup: StoredSetup, patch: SetupPatch): StoredSetup {
  const { resources, order, publicKey } = patch;
  return {
    ...setup,
    resources: { ...setup.resources, ...resources },
    orderId: patch.orderId ?? setup.orderId,
    orderTriedMsAgo: order === undefined ? setup.orderTriedMsAgo : triedMsAgo(order),
    publicKeys: publicKey === undefined ? setup.publicKeys : [...setup.publicKeys, publicKey],
  };
}

function triedMsAgo(order: NonNullable<SetupPatch['order']>): number | null {
  return order === 'tried' || order === 'placed' ? 0 : null;
}

async function runSteps(run: SetupRun, before: StepStatuses): Promise<void> {
  const steps = { ...before };
  for (const step of SETUP_STEPS) {
    steps[step] = { state: 'running', code: null, at: run.deps.clock.now() };
    await run.save({ steps });
    const result = await runStep(run, step);
    const at = run.deps.clock.now();
    if (result.kind === 'waiting' || result.kind === 'failed') {
      steps[step] = { state: result.kind, code: result.code, at };
      return rest(run, steps, result.code);
    }
    const code = result.kind === 'done' ? (result.code ?? null) : null;
    steps[step] = { state: result.kind === 'skipped' ? 'skipped' : 'done', code, at };
  }
  await run.save({ steps, state: 'done', failures: 0, rest: { nextLookMs: null } });
}

async function rest(run: SetupRun, steps: StepStatuses, code: SetupCode): Promise<void> {
  const goesOn = passesByItself(code);
  const isSilence = code === 'telnyx_unavailable' || code === 'telnyx_rate_limited';
  const failures = isSilence ? run.setup.failures + 1 : 0;
  run.deps.log.info('set-up rests', { setup: run.setup.id, code });
  await run.save({
    steps,
    state: goesOn ? 'waiting' : 'failed',
    failures,
    rest: { nextLookMs: goesOn ? pauseBeforeNextLookMs(code, failures - 1) : null },
  });
}

async function runStep(
  run: SetupRun,
  step: SetupStep,
): Promise<Exclude<StepResult, { kind: 'changed' }>> {
  let silences = 0;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const result = await lookAndAct(run, step);
    if (result.kind === 'changed') continue;
    const isSilence = result.kind === 'waiting' && result.code === 'telnyx_unavailable';
    if (!isSilence) return result;
    silences += 1;
    if (silences >= TRIES_AT_ONCE) return result;
    await run.deps.clock.sleep(RETRY_PAUSE_MS * silences);
  }
  return { kind: 'failed', code: 'refused' };
}
