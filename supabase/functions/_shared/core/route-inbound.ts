import type { AiReason } from './call-events.ts';
import type { CallPolicy } from './call-state.ts';

/** Where a call that begins goes (docs/rules/routing.md). */
export type FirstRoute =
  | { to: 'test'; memberId: string }
  | { to: 'ai'; reason: AiReason }
  | { to: 'message' }
  | { to: 'forward' }
  | { to: 'ring' };

/**
 * The first matching rule: self-test, then the AI that takes every call, then what happens while
 * closed (the AI before the line's own outcome), then ringing.
 */
export function firstRoute(policy: CallPolicy): FirstRoute {
  const { ring } = policy;
  if (ring?.testMemberId) return { to: 'test', memberId: ring.testMemberId };
  const ai = routeInbound(policy);
  if (ai?.aiAfterMs === 0) return { to: 'ai', reason: ai.reason };
  if (ring?.isOpen !== false || ring.closedOutcome === 'ring') return { to: 'ring' };
  if (ring.closedOutcome === 'forward' && ring.forwardTo === null) return { to: 'message' };
  return { to: ring.closedOutcome };
}

/** When the AI is to take an inbound call, and why; null: people only. */
export function routeInbound(policy: CallPolicy): { aiAfterMs: number; reason: AiReason } | null {
  const { ai } = policy;
  if (!ai?.enabled) return null;
  const closed = { aiAfterMs: 0, reason: 'after_hours' } as const;
  const overflow = { aiAfterMs: ai.overflowAfterMs, reason: 'overflow' } as const;
  switch (ai.mode) {
    case 'always':
      return { aiAfterMs: 0, reason: 'always' };
    case 'after_hours':
      return ai.isOpen ? null : closed;
    case 'overflow':
      return overflow;
    case 'overflow_or_after_hours':
      return ai.isOpen ? overflow : closed;
  }
}
