import { describe, expect, it } from 'vitest';
import { type Reading, summaryOf } from './health-reading.ts';
import {
  judgeBalance,
  judgeKey,
  judgeLastEvent,
  judgeLines,
  judgeNumbers,
  judgeSignature,
  judgeSipCalling,
  judgeVoiceProfile,
  judgeWebhook,
  type NumberFacts,
} from './health-telnyx.ts';

const read = <T>(value: T): Reading<T> => ({ ok: true, value, tookMs: 12 });
const unread = (why: 'refused' | 'missing' | 'late' | 'failed') => ({ ok: false, why }) as const;
const said = ({ state, code }: { state: string; code: string }) => `${state} ${code}`;

const WANTED = {
  webhookUrl: 'https://ours.supabase.co/functions/v1/telnyx-voice-webhook',
  failoverUrl: 'https://ours.supabase.co/functions/v1/telnyx-voice-webhook',
};
const OURS = { ...WANTED, apiVersion: '2', isActive: true, voiceProfileId: '7' };

describe('a part that could not be asked', () => {
  it('a refused key is told once: by the key itself', () => {
    const refused = unread('refused');
    expect(said(judgeKey(refused, '4f2a'))).toBe('bad key_refused');
    const others = [
      judgeBalance(refused),
      judgeWebhook(refused, WANTED),
      judgeSipCalling(refused),
      judgeSignature(refused, [], 0),
      judgeNumbers([{ phoneNumber: '+1', wantedConnectionId: '1', atTelnyx: refused }]),
      judgeVoiceProfile(refused, null, true),
      judgeLines(refused, null),
    ];
    expect(others.map(said)).toEqual(others.map(() => 'off not_checked'));
  });

  it('Telnyx away is no fault of ours', () => {
    const late = unread('late');
    expect(said(judgeKey(late, ''))).toBe('warn no_answer');
    expect(said(judgeWebhook(late, WANTED))).toBe('warn no_answer');
  });
});

describe('the webhook', () => {
  it.each([
    ['ours', {}, 'ok fine'],
    ['with a slash more', { webhookUrl: `${WANTED.webhookUrl}/` }, 'ok fine'],
    ['no second address', { failoverUrl: '' }, 'ok fine'],
    ['elsewhere', { webhookUrl: 'https://old.supabase.co/x' }, 'bad points_elsewhere'],
    ['none at all', { webhookUrl: '' }, 'bad points_elsewhere'],
    [
      'the same host, another path',
      { webhookUrl: 'https://ours.supabase.co/' },
      'bad points_elsewhere',
    ],
    [
      'a second one elsewhere',
      { failoverUrl: 'https://old.supabase.co/x' },
      'warn failover_elsewhere',
    ],
    ['of form 1', { apiVersion: '1' }, 'bad old_version'],
  ])('%s', (_name, changed, expected) => {
    expect(said(judgeWebhook(read({ ...OURS, ...changed }), WANTED))).toBe(expected);
  });

  it('names the host only: an address may carry a secret', () => {
    const there = read({ ...OURS, webhookUrl: 'https://user:secret@old.test/hook?key=secret' });
    expect(judgeWebhook(there, WANTED).detail).toEqual({ host: 'old.test' });
  });
});

describe('numbers', () => {
  const number = (changed: Partial<NumberFacts> = {}): NumberFacts => ({
    phoneNumber: '+14165550100',
    wantedConnectionId: '1',
    atTelnyx: read({ connectionId: '1', status: 'active' }),
    ...changed,
  });
  it.each([
    ['none', [], 'bad none'],
    ['all here', [number()], 'ok fine'],
    [
      'one astray',
      [number(), number({ atTelnyx: read({ connectionId: '2', status: 'active' }) })],
      'bad other_connection',
    ],
    ['one gone', [number(), number({ atTelnyx: read(null) })], 'bad not_in_account'],
    [
      'one on its way',
      [number({ atTelnyx: read({ connectionId: '1', status: 'purchase-pending' }) })],
      'warn inactive',
    ],
    ['one not told', [number(), number({ atTelnyx: unread('late') })], 'warn no_answer'],
  ])('%s', (_name, numbers, expected) => {
    expect(said(judgeNumbers(numbers))).toBe(expected);
  });
});

describe('events', () => {
  const event = (delayMs: number) => ({
    occurredAt: '2026-11-24T10:00:00.000Z',
    receivedAt: new Date(Date.parse('2026-11-24T10:00:00.000Z') + delayMs).toISOString(),
  });
  it.each([
    ['a quiet day', null, read(0), 'off no_event_yet'],
    ['in time', event(900), read(0), 'ok fine'],
    ['a clock that is ahead', event(-900), read(0), 'ok fine'],
    ['late', event(31_000), read(0), 'warn late'],
    ['a call at Telnyx that we do not know', event(900), read(1), 'bad not_arriving'],
    ['the same on the first day', null, read(2), 'bad not_arriving'],
    ['Telnyx does not tell', event(900), unread('late'), 'ok fine'],
  ])('%s', (_name, last, untold, expected) => {
    expect(said(judgeLastEvent(last, untold))).toBe(expected);
  });
});

describe('the rest of the account', () => {
  it.each([
    [['a', 'b'], 0, 'ok fine'],
    [['b'], 0, 'ok fine'],
    [['a'], 0, 'bad key_unknown'],
    [['b'], 3, 'warn refused_lately'],
  ])('keys %j, %i refused', (accepted, refused, expected) => {
    expect(said(judgeSignature(read('b'), accepted, refused))).toBe(expected);
  });

  it.each([
    [0, 10, 'ok fine'],
    [8, 10, 'warn few_left'],
    [10, 10, 'bad all_used'],
    [12, 10, 'bad all_used'],
    [3, 0, 'ok fine'],
  ])('%i of %i lines', (used, limit, expected) => {
    const profile = read({ id: '7', isEnabled: true, concurrentLegs: limit });
    expect(said(judgeLines(read(used), profile))).toBe(expected);
  });

  it.each([
    [100, 'ok fine'],
    [4.99, 'warn low'],
    [0, 'bad empty'],
    [-1, 'bad empty'],
  ])('a balance of %d', (amount, expected) => {
    expect(said(judgeBalance(read({ amount, currency: 'USD' })))).toBe(expected);
  });

  it.each([
    ['', 'bad disabled'],
    ['disabled', 'bad disabled'],
    ['internal', 'ok fine'],
    ['unrestricted', 'ok fine'],
  ])('SIP calling "%s"', (sipUriCalling, expected) => {
    const facts = read({ isActive: true, sipUriCalling, voiceProfileId: '7' });
    expect(said(judgeSipCalling(facts))).toBe(expected);
  });

  it('a profile is offered for attaching only where one is known', () => {
    expect(judgeVoiceProfile(read(OURS), null, true).fixes).toEqual(['attach_voice_profile']);
    expect(judgeVoiceProfile(read(OURS), null, false).fixes).toEqual([]);
  });
});

describe('the whole', () => {
  it('is as bad as its worst part, and names what is not right', () => {
    const good = judgeBalance(read({ amount: 9, currency: 'USD' }));
    const low = judgeBalance(read({ amount: 1, currency: 'USD' }));
    const bad = judgeWebhook(read({ ...OURS, webhookUrl: '' }), WANTED);
    expect(summaryOf([good])).toEqual({ state: 'ok', codes: [] });
    expect(summaryOf([good, low])).toEqual({ state: 'warn', codes: ['balance:low'] });
    expect(summaryOf([low, bad])).toEqual({
      state: 'bad',
      codes: ['balance:low', 'webhook:points_elsewhere'],
    });
  });
});
