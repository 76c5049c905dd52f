import { describe, expect, it } from 'vitest';
import { type AiPolicy, DEFAULT_POLICY } from './call-state.ts';
import type { AiMode } from './contracts/ai-profile.ts';
import { routeInbound } from './route-inbound.ts';

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
