import { describe, expect, it } from 'vitest';
import { type AiPolicy, DEFAULT_POLICY } from './call-state.ts';
import type { AiMode } from './contracts/ai-profile.ts';
import { type ClosedOutcome, RINGS_NOBODY_ELSE } from './ring-policy.ts';
import { firstRoute, routeInbound } from './route-inbound.ts';

const ai = (mode: AiMode, isOpen: boolean, enabled = true): AiPolicy => ({
  enabled,
  mode,
  overflowAfterMs: 9_000,
  language: 'en',
  isOpen,
  personRingTimeoutMs: 20_000,
});

describe('when the AI takes a call', () => {
  it.each<[AiMode, boolean, number | null, string | null]>([
    ['always', true, 0, 'always'],
    ['always', false, 0, 'always'],
    ['after_hours', true, null, null],
    ['after_hours', false, 0, 'after_hours'],
    ['overflow', true, 9_000, 'overflow'],
    ['overflow', false, 9_000, 'overflow'],
    ['overflow_or_after_hours', true, 9_000, 'overflow'],
    ['overflow_or_after_hours', false, 0, 'after_hours'],
  ])('%s, open %s: after %s ms', (mode, isOpen, aiAfterMs, reason) => {
    const route = routeInbound({ ...DEFAULT_POLICY, ai: ai(mode, isOpen) });
    expect(route).toEqual(aiAfterMs === null ? null : { aiAfterMs, reason });
  });

  it('never where the switch is off, or where there is no dispatcher', () => {
    expect(routeInbound({ ...DEFAULT_POLICY, ai: ai('always', true, false) })).toBeNull();
    expect(routeInbound(DEFAULT_POLICY)).toBeNull();
  });
});

describe('where a call that begins goes', () => {
  const open = (mode: AiMode | null) => routeOf(mode, true, 'message');
  const closed = (mode: AiMode | null, outcome: ClosedOutcome = 'ring') =>
    routeOf(mode, false, outcome);

  function routeOf(mode: AiMode | null, isOpen: boolean, closedOutcome: ClosedOutcome) {
    const ring = { ...RINGS_NOBODY_ELSE, isOpen, closedOutcome, forwardTo: '+14165550199' };
    return firstRoute({ ...DEFAULT_POLICY, ai: mode ? ai(mode, isOpen) : null, ring });
  }

  it.each([
    [open('always'), { to: 'ai', reason: 'always' }],
    [open('after_hours'), { to: 'ring' }],
    [open('overflow'), { to: 'ring' }],
    [open('overflow_or_after_hours'), { to: 'ring' }],
    [open(null), { to: 'ring' }],
    [closed('always', 'forward'), { to: 'ai', reason: 'always' }],
    [closed('after_hours', 'forward'), { to: 'ai', reason: 'after_hours' }],
    [closed('overflow', 'forward'), { to: 'forward' }],
    [closed('overflow_or_after_hours', 'message'), { to: 'ai', reason: 'after_hours' }],
    [closed(null, 'message'), { to: 'message' }],
    [closed(null, 'forward'), { to: 'forward' }],
    [closed(null, 'ring'), { to: 'ring' }],
    [closed('overflow', 'ring'), { to: 'ring' }],
  ])('row %#: %o', (route, expected) => {
    expect(route).toEqual(expected);
  });

  it('a health check’s call goes to whom it is for, before everything else', () => {
    const ring = { ...RINGS_NOBODY_ELSE, isOpen: false, testMemberId: 'nora' };
    const route = firstRoute({ ...DEFAULT_POLICY, ai: ai('always', false), ring });
    expect(route).toEqual({ to: 'test', memberId: 'nora' });
  });

  it('without a number to forward to the caller hears the message', () => {
    const ring = { ...RINGS_NOBODY_ELSE, isOpen: false, closedOutcome: 'forward' as const };
    expect(firstRoute({ ...DEFAULT_POLICY, ring })).toEqual({ to: 'message' });
  });

  it('rings where nobody asked whether it is open', () => {
    expect(firstRoute(DEFAULT_POLICY)).toEqual({ to: 'ring' });
  });
});
