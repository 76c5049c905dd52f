import type { SetupCode } from './contracts/number-setup.ts';
import type {
  AccountNumber,
  AccountOrder,
  AccountResource,
  CallerName,
  ResourceFields,
} from './number-account.ts';

/**
 * What a number needs to work, as a comparison of what is wanted, what is stored and what Telnyx tells:
 * each function answers with the one next thing to do in its step. Nothing here remembers how far an
 * earlier run came, so a run that was killed anywhere is simply gone on with (ADR 0015).
 */
export type StepPlan =
  /** The step is as it should be. */
  | { do: 'nothing'; code?: SetupCode }
  | { do: 'skip' }
  /** An earlier run made it, and was killed before it was stored. */
  | { do: 'adopt'; id: string }
  | { do: 'create' }
  | { do: 'change'; current: AccountResource; fields: ResourceFields }
  | { do: 'wait'; code: SetupCode }
  | { do: 'fail'; code: SetupCode };

/** Of an order there is one more thing to do, of a number two. */
export type OrderPlan = Exclude<StepPlan, { do: 'change' }> | { do: 'fail_order'; code: SetupCode };
export type NumberPlan =
  | Extract<StepPlan, { do: 'nothing' | 'skip' | 'wait' | 'fail' }>
  | { do: 'register'; number: AccountNumber }
  | { do: 'connect'; numberId: string; connectionId: string }
  | { do: 'message'; numberId: string; messagingProfileId: string }
  | { do: 'name'; numberId: string; name: string };

/** A resource of ours at Telnyx. */
export function planResource(
  wanted: ResourceFields,
  storedId: string | null,
  /** The resource of the stored id, and all with our name, oldest first. */
  told: { stored: AccountResource | null; named: readonly AccountResource[] },
): StepPlan {
  if (!told.stored || told.stored.id !== storedId) {
    const made = told.named[0];
    return made ? { do: 'adopt', id: made.id } : { do: 'create' };
  }
  const fields = differences(wanted, told.stored.fields);
  return fields ? { do: 'change', current: told.stored, fields } : { do: 'nothing' };
}

/** Two functions that did not see each other made the same: only the one that is used may stay. */
export function surplusOf(keptId: string, named: readonly AccountResource[]): string[] {
  return named.flatMap(({ id }) => (id === keptId ? [] : [id]));
}

/**
 * The application of a number that is attached as it is. It must call us already; only what keeps it
 * from working is mended, all else stays its owner's.
 */
export function planKeptApplication(
  wanted: { webhookUrl: string; voiceProfileId: string },
  told: AccountResource | null,
): StepPlan {
  if (!told || !isSameAddress(told.fields.webhookUrl, wanted.webhookUrl)) {
    return { do: 'fail', code: 'points_elsewhere' };
  }
  const voiceProfileId = told.fields.voiceProfileId || wanted.voiceProfileId;
  const needed = { webhookApiVersion: '2', isActive: true, voiceProfileId };
  const fields = differences(needed, told.fields);
  return fields ? { do: 'change', current: told, fields } : { do: 'nothing' };
}

function differences(wanted: ResourceFields, told: ResourceFields): ResourceFields | null {
  const different = Object.entries(wanted).filter(
    ([name, value]) => told[name as keyof ResourceFields] !== value,
  );
  return different.length > 0 ? (Object.fromEntries(different) as ResourceFields) : null;
}

export function isSameAddress(one: string | undefined, other: string): boolean {
  return URL.canParse(one ?? '') && new URL(one ?? '').href === new URL(other).href;
}

/** An order that Telnyx neither confirmed nor refused may still arrive for so long. */
export const ORDER_SETTLES_MS = 10_000;

/**
 * The order of a number. It is placed when Telnyx knows neither an order with our reference nor the
 * number, and an earlier attempt cannot be on its way any more. Should Telnyx be slower than that, a
 * number can still not be bought twice: the second order is refused, and the first is found.
 */
export function planOrder(
  setup: { kind: 'buy' | 'attach'; orderTriedMsAgo: number | null },
  told: { order: AccountOrder | null; number: AccountNumber | null },
): OrderPlan {
  if (setup.kind === 'attach') return { do: 'skip' };
  const { order, number } = told;
  if (order?.status === 'failure') {
    return {
      do: 'fail_order',
      code: order.requirementsMet ? 'order_failed' : 'requirements_needed',
    };
  }
  if (order?.status === 'pending' && !order.requirementsMet) {
    return { do: 'fail', code: 'requirements_needed' };
  }
  if (order?.status === 'pending') return { do: 'wait', code: 'waiting_for_order' };
  if (order || (number && number.status !== 'deleted')) return { do: 'nothing' };
  const isSettled = setup.orderTriedMsAgo === null || setup.orderTriedMsAgo >= ORDER_SETTLES_MS;
  return isSettled ? { do: 'create' } : { do: 'wait', code: 'waiting_for_order' };
}

/** The number stands in the account, active, and is known here. */
export function planActive(
  setup: { kind: 'buy' | 'attach'; phoneNumberId: string | null; telnyxNumberId: string | null },
  number: AccountNumber | null,
): NumberPlan {
  const isNew = setup.kind === 'buy' && setup.phoneNumberId === null;
  if (!number || number.status === 'deleted') {
    return isNew ? { do: 'wait', code: 'waiting_for_number' } : { do: 'fail', code: 'number_gone' };
  }
  if (number.status !== 'active') return { do: 'wait', code: 'waiting_for_number' };
  const isKnown = setup.phoneNumberId !== null && setup.telnyxNumberId === number.id;
  return isKnown ? { do: 'nothing' } : { do: 'register', number };
}

/** Calls and texts of the number come to us. */
export function planAssignment(
  wanted: { connectionId: string; messagingProfileId: string; isKept: boolean },
  number: AccountNumber | null,
): NumberPlan {
  if (!number) return { do: 'fail', code: 'number_gone' };
  const { connectionId, messagingProfileId, isKept } = wanted;
  if (number.connectionId !== connectionId) {
    if (isKept) return { do: 'fail', code: 'points_elsewhere' };
    return { do: 'connect', numberId: number.id, connectionId };
  }
  const isOthers = isKept && number.messagingProfileId !== null;
  if (number.messagingProfileId === messagingProfileId || isOthers) return { do: 'nothing' };
  return { do: 'message', numberId: number.id, messagingProfileId };
}

const LONGEST_CALLER_NAME = 15;
const TOLL_FREE = /^\+18(00|33|44|55|66|77|88)/;

/**
 * The name that called people see (CNAM), as carriers take it: 15 letters, digits and spaces. Null:
 * the network of this number has none.
 */
export function callerNameOf(businessName: string, phoneNumber: string): string | null {
  if (!phoneNumber.startsWith('+1') || TOLL_FREE.test(phoneNumber)) return null;
  const plain = businessName
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .toUpperCase();
  return plain.slice(0, LONGEST_CALLER_NAME).trim() || null;
}

export function planCallerName(
  wanted: string | null,
  numberId: string,
  told: CallerName | null,
): NumberPlan {
  if (wanted === null) return { do: 'skip' };
  if (told?.isListed && told.name === wanted) return { do: 'nothing' };
  return { do: 'name', numberId, name: wanted };
}
