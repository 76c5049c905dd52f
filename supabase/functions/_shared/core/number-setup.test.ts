import { describe, expect, it } from 'vitest';
import { accountHints } from './number-account-hints.ts';
import type { AccountNumber, AccountOrder, AccountResource } from './number-account.ts';
import { pauseBeforeNextLookMs } from './number-setup-steps.ts';
import {
  callerNameOf,
  ORDER_SETTLES_MS,
  planActive,
  planAssignment,
  planKeptApplication,
  planOrder,
  planResource,
} from './number-setup.ts';

const resource = (id: string, fields: AccountResource['fields'] = {}): AccountResource => ({
  id,
  name: 'switchboard o1',
  fields,
});
const number = (change: Partial<AccountNumber> = {}): AccountNumber => ({
  id: 'n1',
  phoneNumber: '+14165550123',
  status: 'active',
  connectionId: 'app',
  messagingProfileId: 'texts',
  type: 'local',
  country: 'CA',
  hasEmergencyAddress: null,
  ...change,
});
const order = (change: Partial<AccountOrder> = {}): AccountOrder => ({
  id: 'o1',
  status: 'pending',
  requirementsMet: true,
  ...change,
});

describe('a resource of ours', () => {
  const wanted = { isActive: true };

  it.each([
    ['stored and as wanted', 'r1', resource('r1', wanted), [], 'nothing'],
    ['stored, but different', 'r1', resource('r1', { isActive: false }), [], 'change'],
    ['stored, but gone at Telnyx', 'r1', null, [], 'create'],
    ['stored, gone, but another of our name', 'r1', null, [resource('r2')], 'adopt'],
    ['never stored, but made', null, null, [resource('r1'), resource('r2')], 'adopt'],
    ['never made', null, null, [], 'create'],
  ] as const)('%s', (_what, storedId, stored, named, expected) => {
    expect(planResource(wanted, storedId, { stored, named }).do).toBe(expected);
  });

  it('of two the older is taken', () => {
    const told = { stored: null, named: [resource('old'), resource('new')] };
    expect(planResource(wanted, null, told)).toEqual({ do: 'adopt', id: 'old' });
  });

  it('only what differs is changed', () => {
    const stored = resource('r1', { isActive: true, webhookApiVersion: '1' });
    expect(
      planResource({ isActive: true, webhookApiVersion: '2' }, 'r1', { stored, named: [] }),
    ).toMatchObject({ do: 'change', fields: { webhookApiVersion: '2' } });
  });
});

describe('an application that a number stays on', () => {
  const wanted = { webhookUrl: 'https://us.test/hook', voiceProfileId: 'ours' };
  const theirs = {
    webhookUrl: 'https://us.test/hook',
    failoverUrl: 'https://theirs.test/',
    webhookApiVersion: '2',
    isActive: true,
    voiceProfileId: 'theirs',
  };

  it('that calls us is left as it is, also its own profile and failover address', () => {
    expect(planKeptApplication(wanted, resource('x', theirs))).toEqual({ do: 'nothing' });
  });

  it('without a profile gets ours, since no call could go out', () => {
    expect(
      planKeptApplication(wanted, resource('x', { ...theirs, voiceProfileId: '' })),
    ).toMatchObject({ do: 'change', fields: { voiceProfileId: 'ours' } });
  });

  it.each([
    ['calls somebody else', resource('x', { ...theirs, webhookUrl: 'https://else.test/hook' })],
    ['calls nobody', resource('x', { ...theirs, webhookUrl: '' })],
    ['is gone', null],
  ])('that %s is not ours to change', (_what, told) => {
    expect(planKeptApplication(wanted, told)).toEqual({ do: 'fail', code: 'points_elsewhere' });
  });
});

describe('the order', () => {
  const buy = (orderTriedMsAgo: number | null) => ({ kind: 'buy' as const, orderTriedMsAgo });

  it.each([
    ['never tried', null, null, null, { do: 'create' }],
    ['just tried, nothing seen', 0, null, null, { do: 'wait', code: 'waiting_for_order' }],
    ['tried long ago, nothing seen', ORDER_SETTLES_MS, null, null, { do: 'create' }],
    ['found', null, order(), null, { do: 'wait', code: 'waiting_for_order' }],
    ['done', 0, order({ status: 'success' }), number(), { do: 'nothing' }],
    ['not heard of, but the number is there', 0, null, number(), { do: 'nothing' }],
    ['failed', 0, order({ status: 'failure' }), null, { do: 'fail_order', code: 'order_failed' }],
    [
      'waits for documents',
      0,
      order({ requirementsMet: false }),
      null,
      { do: 'fail', code: 'requirements_needed' },
    ],
  ] as const)('%s', (_what, triedMsAgo, found, owned, expected) => {
    expect(planOrder(buy(triedMsAgo), { order: found, number: owned })).toEqual(expected);
  });

  it('an attached number is never ordered', () => {
    const attach = { kind: 'attach' as const, orderTriedMsAgo: null };
    expect(planOrder(attach, { order: null, number: null })).toEqual({ do: 'skip' });
  });
});

describe('the number', () => {
  const fresh = { kind: 'buy' as const, phoneNumberId: null, telnyxNumberId: null };
  const known = { kind: 'buy' as const, phoneNumberId: 'row', telnyxNumberId: 'n1' };

  it.each([
    ['not there yet', fresh, null, 'wait'],
    ['still being bought', fresh, number({ status: 'purchase-pending' }), 'wait'],
    ['active for the first time', fresh, number(), 'register'],
    ['as it was', known, number(), 'nothing'],
    ['bought anew with another id', known, number({ id: 'n2' }), 'register'],
    ['gone', known, null, 'fail'],
    ['deleted', known, number({ status: 'deleted' }), 'fail'],
  ] as const)('%s', (_what, setup, told, expected) => {
    expect(planActive(setup, told).do).toBe(expected);
  });

  const own = { connectionId: 'app', messagingProfileId: 'texts', isKept: false };

  it('comes to our application, then to our messaging profile', () => {
    expect(planAssignment(own, number({ connectionId: 'else' })).do).toBe('connect');
    expect(planAssignment(own, number({ messagingProfileId: null })).do).toBe('message');
    expect(planAssignment(own, number()).do).toBe('nothing');
  });

  it('that stays on its connection keeps its own messaging profile, and is not taken back', () => {
    const kept = { ...own, isKept: true };
    expect(planAssignment(kept, number({ messagingProfileId: 'theirs' })).do).toBe('nothing');
    expect(planAssignment(kept, number({ connectionId: 'else' })).do).toBe('fail');
  });
});

describe('the name that called people see', () => {
  it.each([
    ['Maple Plumbing', 'MAPLE PLUMBING'],
    ['Plomberie Érable & Fils inc.', 'PLOMBERIE ERABL'],
    ['  A--B  ', 'A B'],
    ['水道屋', null],
  ])('%s: %s', (name, expected) => {
    expect(callerNameOf(name, '+14165550123')).toBe(expected);
  });

  it.each(['+18335550123', '+442079460958'])('%s has none', (phoneNumber) => {
    expect(callerNameOf('Maple', phoneNumber)).toBeNull();
  });
});

describe('what Telnyx still wants', () => {
  const hints = (numbers: AccountNumber[], amount = '20.00') =>
    accountHints({ balance: { amount, currency: 'USD' }, numbers }).hints.map(
      ({ code, state }) => `${code} ${state}`,
    );

  it('never claims what the API does not tell', () => {
    expect(hints([number({ country: 'US' }), number({ type: 'toll_free' })])).toEqual([
      'verify_account unknown',
      'add_funds done',
      'register_for_texting unknown',
      'verify_toll_free unknown',
    ]);
  });

  it('names little money and missing emergency addresses', () => {
    expect(hints([number({ hasEmergencyAddress: false })], '4.99')).toEqual([
      'verify_account unknown',
      'add_funds needed',
      'add_emergency_address needed',
    ]);
  });
});

it('asks a silent Telnyx less and less often, a pending order steadily', () => {
  const pauses = [0, 1, 2, 20].map((failures) =>
    pauseBeforeNextLookMs('telnyx_unavailable', failures),
  );
  expect(pauses).toEqual([2_000, 4_000, 8_000, 300_000]);
  expect(pauseBeforeNextLookMs('waiting_for_order', 20)).toBe(2_000);
});
