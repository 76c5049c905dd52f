import type { AccountErrorCode, AccountOffer, SearchQuery } from '../core/number-account.ts';
import type { Actor } from '../ports/dispatcher-store.ts';
import type { SetupKind, SetupOrder } from '../ports/number-setups.ts';
import { type AttachDeps, planAttach } from './number-attach.ts';
import { advanceSetup, LEASE_SECONDS } from './number-setup.ts';

export type NumberProblem =
  | AccountErrorCode
  | 'setup_running'
  | 'offer_expired'
  | 'number_taken'
  | 'number_not_found'
  | 'points_elsewhere'
  | 'confirm_mismatch'
  | 'number_in_use'
  | 'not_found';

export type NumberResult<T = null> = { ok: true; value: T } | { ok: false; code: NumberProblem };

const DONE = { ok: true, value: null } as const;
const MOST_OFFERS = 24;
const MOST_DUE = 100;

/** Numbers that can be bought, kept with their price for a purchase that may follow. */
export async function searchNumbers(
  deps: AttachDeps,
  organizationId: string,
  query: Omit<SearchQuery, 'limit'>,
): Promise<NumberResult<AccountOffer[]>> {
  const found = await deps.numberAccount.searchNumbers({ ...query, limit: MOST_OFFERS });
  if (!found.ok) return found;
  await deps.setups.saveOffers(organizationId, found.value);
  return found;
}

/** Orders a number, and goes on with its set-up as far as it goes now. */
export async function buyNumber(
  deps: AttachDeps,
  actor: Actor,
  wanted: { phoneNumber: string; label: string },
): Promise<NumberResult> {
  return beginAndAdvance(deps, actor, { kind: 'buy', ...wanted, adopted: {} });
}

export async function attachNumber(
  deps: AttachDeps,
  actor: Actor,
  wanted: { phoneNumber: string; label: string; connectionId: string | null; move: boolean },
): Promise<NumberResult> {
  const { phoneNumber, label } = wanted;
  const planned = await planAttach(deps, actor.organizationId, wanted);
  if (!planned.ok) return planned;
  return beginAndAdvance(deps, actor, { kind: 'attach', phoneNumber, label, ...planned.plan });
}

async function beginAndAdvance(
  deps: AttachDeps,
  actor: Actor,
  order: Omit<SetupOrder, 'holder' | 'leaseSeconds'> & { kind: SetupKind },
): Promise<NumberResult> {
  const holder = deps.ids.next();
  const begun = await deps.setups.begin(actor, { ...order, holder, leaseSeconds: LEASE_SECONDS });
  if (!begun.ok) return begun;
  // Whoever holds the lease does this one too, or the sweeper does.
  if (begun.hasLease) await advanceSetup(deps, begun.setupId, holder);
  return DONE;
}

/** Checks every step of a number, or of all, and mends what is ours. */
export async function verifyNumbers(
  deps: AttachDeps,
  actor: Actor,
  phoneNumberId: string | null,
): Promise<NumberResult> {
  const view = await deps.setups.view(actor.organizationId);
  const wanted = view.numbers.filter(
    (number) => phoneNumberId === null || number.phoneNumberId === phoneNumberId,
  );
  if (phoneNumberId !== null && wanted.length === 0) return { ok: false, code: 'not_found' };
  if (view.unfinished && phoneNumberId === null) await advanceSetup(deps, view.unfinished.id);
  for (const { phoneNumber, label, setup } of wanted) {
    if (setup) {
      if (setup.id !== view.unfinished?.id) await advanceSetup(deps, setup.id);
      continue;
    }
    const checked = await attachNumber(deps, actor, {
      phoneNumber,
      label,
      connectionId: null,
      move: false,
    });
    if (!checked.ok) return checked;
  }
  return DONE;
}

/** Gives a number back to Telnyx for good, or only takes it out of Switchboard. */
export async function releaseNumber(
  deps: AttachDeps,
  actor: Actor,
  wanted: { phoneNumberId: string; confirm: string; keepAtTelnyx: boolean },
): Promise<NumberResult> {
  const { phoneNumberId, keepAtTelnyx } = wanted;
  const number = await deps.setups.releasable(actor.organizationId, phoneNumberId);
  if (!number) return { ok: false, code: 'not_found' };
  if (digitsOf(wanted.confirm) !== digitsOf(number.phoneNumber)) {
    return { ok: false, code: 'confirm_mismatch' };
  }
  if (number.hasLiveCall) return { ok: false, code: 'number_in_use' };
  if (!keepAtTelnyx) {
    const released = await releaseAtTelnyx(deps, number.phoneNumber);
    if (!released.ok) return released;
  }
  await deps.setups.removeNumber(actor, phoneNumberId, { keptAtTelnyx: keepAtTelnyx });
  return DONE;
}

/** Asked by the number: a stored id could be that of an earlier purchase. */
async function releaseAtTelnyx(deps: AttachDeps, phoneNumber: string): Promise<NumberResult> {
  const found = await deps.numberAccount.findNumber(phoneNumber);
  if (!found.ok || found.value === null) return found.ok ? DONE : found;
  return deps.numberAccount.releaseNumber(found.value.id);
}

function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, '');
}

/** Set-ups that wait for Telnyx, or whose function was killed: one of the sweeper's chores. */
export async function advanceDueSetups(deps: AttachDeps, limit: number): Promise<void> {
  await quietly(deps, async () => {
    for (const setupId of await deps.setups.listDue(limit)) await advanceSetup(deps, setupId);
  });
}

/** Goes on with a business's set-up where Telnyx was waited for: whoever looks at it helps it on. */
export async function advanceIfDue(deps: AttachDeps, organizationId: string): Promise<void> {
  await quietly(deps, async () => {
    const { unfinished } = await deps.setups.view(organizationId);
    if (!unfinished || unfinished.isBusy) return;
    const due = await deps.setups.listDue(MOST_DUE);
    if (due.includes(unfinished.id)) await advanceSetup(deps, unfinished.id);
  });
}

/** Telnyx has decided an order. */
export async function advanceOrdered(deps: AttachDeps, setupId: string): Promise<void> {
  await quietly(deps, async () => {
    await advanceSetup(deps, setupId);
  });
}

/** In the background nobody hears an error: it is logged, and the sweeper tries again. */
async function quietly(deps: AttachDeps, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    deps.log.error('set-up interrupted', { message });
  }
}
