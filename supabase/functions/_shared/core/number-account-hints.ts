import type { AccountAnswer, AccountHint } from './contracts/number-setup.ts';
import type { AccountNumber } from './number-account.ts';

/**
 * What Telnyx still wants from the owner, from what its API answers. It tells neither the account's
 * tier nor how far a registration for texts has come (telnyx.md sections 8 and 10), so these are said
 * to be unknown and never claimed to be done.
 */
export function accountHints(told: {
  balance: { amount: string; currency: string } | null;
  numbers: readonly AccountNumber[];
}): AccountAnswer {
  const { balance, numbers } = told;
  return {
    balance,
    tier: 'unknown',
    limits: {
      numbers: null,
      concurrent_calls: null,
      calls_per_day: null,
      calls_per_hour: null,
      call_minutes: null,
    },
    hints: [
      { code: 'verify_account', state: 'unknown', phone_numbers: [] },
      fundsHint(balance),
      ...numberHints(numbers),
    ],
  };
}

/** Less than this is a day of calls. */
const LOW_BALANCE = 5;

function fundsHint(balance: AccountAnswer['balance']): AccountHint {
  const amount = Number(balance?.amount ?? Number.NaN);
  if (Number.isNaN(amount)) return { code: 'add_funds', state: 'unknown', phone_numbers: [] };
  return { code: 'add_funds', state: amount < LOW_BALANCE ? 'needed' : 'done', phone_numbers: [] };
}

function numberHints(numbers: readonly AccountNumber[]): AccountHint[] {
  const isTollFree = ({ type }: AccountNumber) => type === 'toll_free' || type === 'toll-free';
  const us = numbers.filter((number) => number.country === 'US' && !isTollFree(number));
  const tollFree = numbers.filter(isTollFree);
  const emergency = numbers.filter(({ hasEmergencyAddress }) => hasEmergencyAddress !== null);
  const without = emergency.filter(({ hasEmergencyAddress }) => hasEmergencyAddress === false);
  const of = (list: readonly AccountNumber[]) => list.map(({ phoneNumber }) => phoneNumber);
  const hints: AccountHint[] = [];
  if (us.length > 0) {
    hints.push({ code: 'register_for_texting', state: 'unknown', phone_numbers: of(us) });
  }
  if (tollFree.length > 0) {
    hints.push({ code: 'verify_toll_free', state: 'unknown', phone_numbers: of(tollFree) });
  }
  if (emergency.length > 0) {
    const state = without.length > 0 ? 'needed' : 'done';
    hints.push({ code: 'add_emergency_address', state, phone_numbers: of(without) });
  }
  return hints;
}
