import type { AccountNumber, AccountResult } from '../core/number-account.ts';
import { passesByItself } from '../core/number-setup-steps.ts';
import {
  callerNameOf,
  type NumberPlan,
  planActive,
  planAssignment,
  planCallerName,
  planOrder,
} from '../core/number-setup.ts';
import type { SetupStep } from '../core/setup-step-names.ts';
import type { StoredSetup } from '../ports/number-setups.ts';
import { ensureResource } from './number-setup-resources.ts';
import { type SetupRun, type StepResult, stopped } from './number-setup-run.ts';

/** One look at a step, and at most one change. */
export async function lookAndAct(run: SetupRun, step: SetupStep): Promise<StepResult> {
  switch (step) {
    case 'voice_profile':
    case 'application':
    case 'credential_connection':
    case 'messaging_profile':
      return ensureResource(run, step);
    case 'order':
      return order(run);
    case 'active':
      return active(run);
    case 'assignment':
      return assignment(run);
    case 'caller_name':
      return callerName(run);
    case 'public_key':
      return publicKey(run);
  }
}

/** A request that only changes: done is told by the next look. */
async function changed(asked: Promise<AccountResult<null>>): Promise<StepResult> {
  const result = await asked;
  return result.ok ? { kind: 'changed' } : stopped(result.code);
}

async function order(run: SetupRun): Promise<StepResult> {
  const { setup, deps } = run;
  if (setup.kind === 'attach') return { kind: 'skipped' };
  const found = await deps.numberAccount.findOrder(setup.id);
  if (!found.ok) return stopped(found.code);
  const number = await deps.numberAccount.findNumber(setup.phoneNumber);
  if (!number.ok) return stopped(number.code);
  if (found.value && found.value.id !== setup.orderId) {
    await run.save({ orderId: found.value.id, order: 'placed' });
  }
  const plan = planOrder(setup, { order: found.value, number: number.value });
  switch (plan.do) {
    case 'nothing':
      return { kind: 'done' };
    case 'skip':
      return { kind: 'skipped' };
    case 'wait':
    case 'fail':
      return stopped(plan.code);
    case 'fail_order':
      await run.save({ order: 'failed' });
      return stopped(plan.code);
    default:
      return placeOrder(run);
  }
}

async function placeOrder(run: SetupRun): Promise<StepResult> {
  const { setup, deps } = run;
  // A set-up that was interrupted for long would be refused; what the order says counts.
  for (const country of countriesOf(setup)) {
    await deps.numberAccount.showOffer(setup.phoneNumber, country);
  }
  // Written first: whoever comes after a killed function looks for the order before placing one.
  await run.save({ order: 'tried' });
  const placed = await deps.numberAccount.placeOrder({
    phoneNumber: setup.phoneNumber,
    connectionId: setup.resources.callControlApplicationId ?? '',
    messagingProfileId: setup.resources.messagingProfileId ?? '',
    reference: setup.id,
  });
  if (placed.ok) {
    await run.save({ orderId: placed.value.id, order: 'placed' });
    return { kind: 'changed' };
  }
  if (passesByItself(placed.code)) return stopped(placed.code);
  // A connection that is cut makes the runtime send it again: only the second one is refused then.
  const found = await deps.numberAccount.findOrder(setup.id);
  if (!found.ok) return stopped(found.code);
  if (found.value) return { kind: 'changed' };
  await run.save({ order: 'refused' });
  return stopped(placed.code);
}

/** Where a number may be for sale; +1 is shared, and telling whose it is takes a large library. */
function countriesOf({ phoneNumber, business }: StoredSetup): string[] {
  return phoneNumber.startsWith('+1') ? ['CA', 'US'] : [business.country];
}

async function active(run: SetupRun): Promise<StepResult> {
  const told = await run.deps.numberAccount.findNumber(run.setup.phoneNumber);
  if (!told.ok) return stopped(told.code);
  return act(run, planActive(run.setup, told.value));
}

async function assignment(run: SetupRun): Promise<StepResult> {
  const { setup, deps } = run;
  const told = await deps.numberAccount.findNumber(setup.phoneNumber);
  if (!told.ok) return stopped(told.code);
  const { callControlApplicationId, messagingProfileId } = setup.resources;
  const isKept = setup.keptConnectionId !== null;
  const wanted = {
    connectionId: setup.keptConnectionId ?? callControlApplicationId ?? '',
    messagingProfileId: messagingProfileId ?? '',
    isKept,
  };
  const plan = planAssignment(wanted, told.value);
  if (plan.do === 'nothing') {
    await run.save({ connectionId: wanted.connectionId });
    return { kind: 'done' };
  }
  const result = await act(run, plan);
  // A number that carries no texts can still be called.
  const isOnlyTexts =
    plan.do === 'message' && result.kind === 'failed' && result.code === 'refused';
  if (!isOnlyTexts) return result;
  await run.save({ connectionId: wanted.connectionId });
  return { kind: 'done', code: 'texting_refused' };
}

async function callerName(run: SetupRun): Promise<StepResult> {
  const { setup, deps } = run;
  const isKept = setup.keptConnectionId !== null;
  const wanted = isKept ? null : callerNameOf(setup.business.name, setup.phoneNumber);
  if (wanted === null || setup.telnyxNumberId === null) return { kind: 'skipped' };
  const told = await deps.numberAccount.readCallerName(setup.telnyxNumberId);
  if (!told.ok) return stopped(told.code);
  const result = await act(run, planCallerName(wanted, setup.telnyxNumberId, told.value));
  // Only a name that called people do not see: nothing that could hold up calls.
  const isRefused = result.kind === 'failed' && result.code === 'refused';
  return isRefused ? { kind: 'done', code: 'caller_name_refused' } : result;
}

async function act(run: SetupRun, plan: NumberPlan): Promise<StepResult> {
  const { numberAccount: account } = run.deps;
  switch (plan.do) {
    case 'nothing':
      return { kind: 'done' };
    case 'skip':
      return { kind: 'skipped' };
    case 'wait':
    case 'fail':
      return stopped(plan.code);
    case 'register':
      return register(run, plan.number);
    default:
      await run.renew();
  }
  switch (plan.do) {
    case 'connect':
      return changed(account.connectNumber(plan.numberId, plan.connectionId));
    case 'message':
      return changed(account.setMessagingProfile(plan.numberId, plan.messagingProfileId));
    case 'name':
      return changed(account.setCallerName(plan.numberId, plan.name));
  }
}

async function register(run: SetupRun, number: AccountNumber): Promise<StepResult> {
  const { deps, holder, setup } = run;
  const { id: telnyxNumberId, connectionId } = number;
  const phoneNumberId = await deps.setups.registerNumber(setup.id, holder, {
    telnyxNumberId,
    connectionId,
  });
  if (phoneNumberId === null) return stopped('number_gone');
  run.setup = { ...run.setup, phoneNumberId, telnyxNumberId };
  return { kind: 'changed' };
}

async function publicKey(run: SetupRun): Promise<StepResult> {
  const told = await run.deps.numberAccount.readPublicKey();
  if (!told.ok) return stopped(told.code);
  if (!run.setup.publicKeys.includes(told.value)) await run.save({ publicKey: told.value });
  return { kind: 'done' };
}
